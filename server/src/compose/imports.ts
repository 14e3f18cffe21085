import type { Jobs } from '#jobs';
import {
  createHandOver,
  createImportStore,
  createSubmissions,
  createUploadStore,
  type ImportRouteDeps,
  type ImportSettings,
  importJob,
  type WishIntake,
} from '#pipeline/import';
import type { Db } from '#platform/database';
import { importShape } from './job-types.ts';
import type { Wing } from './wing.ts';

/** Lists as this house takes them in: the routes, and the jobs behind them. */
export function createImports(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly settings: ImportSettings;
  readonly intake: WishIntake;
  /** Tells whoever watches that the counters of an import have changed. */
  readonly changed: (jobId: string) => void;
}): Wing & { readonly routes: ImportRouteDeps } {
  const { db, jobs, settings, intake, changed } = deps;
  const store = createImportStore(db);
  const handing = { db, store, intake, changed };
  return {
    routes: {
      store,
      uploads: createUploadStore(db),
      submissions: createSubmissions({ db, store, jobs, settings, changed }),
      settings,
      handOver: createHandOver(handing),
    },
    jobs: [{ ...importJob(handing), ...importShape }],
  };
}
