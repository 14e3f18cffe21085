import type { JobDefinition } from '#jobs';
import type { Db } from '#platform/database';
import { wishForItems } from './hand-over.ts';
import type { ImportStore } from './import.store.ts';
import type { WishIntake } from './ports.ts';

/** Name of the job that hands an import over. */
export const importJobType = 'import';

/** What the job needs. */
export interface ImportJobDeps {
  readonly db: Db;
  readonly store: ImportStore;
  readonly intake: WishIntake;
  /** Tells whoever watches that the counters of an import have changed. */
  readonly changed: (jobId: string) => void;
  /** Hears that every line has become a wish, in the transaction that stores it. */
  readonly completed?: (trx: Db, job: ImportedJob) => Promise<void>;
}

/** Hands an accepted import over from its beginning to its end; safe to run twice, at once and again. */
export type HandOver = (jobId: string, batchSize: number, signal: AbortSignal) => Promise<void>;

/**
 * Turns the lines of an accepted import into wishes, batch by batch. A batch's wishes, their first jobs and its marks are one transaction,
 * so whoever does it can be killed and it can be done again anywhere.
 */
export function createHandOver(deps: ImportJobDeps): HandOver {
  return async (jobId, batchSize, signal) => {
    let after: { line: number; id: number } | null = { line: 0, id: 0 };
    while (after !== null) {
      signal.throwIfAborted();
      after = await handOver(deps, jobId, batchSize, after);
      deps.changed(jobId);
    }
  };
}

/** An import whose lines have all become wishes. */
export interface ImportedJob {
  readonly id: string;
  /** Of the file, where there was one. */
  readonly name: string | null;
  readonly lines: number;
}

/** Hands an accepted import over in the background; how it ranks among other jobs the composition root says. */
export function importJob(deps: ImportJobDeps): Pick<JobDefinition, 'type' | 'pool' | 'run' | 'onDead'> {
  const { db, store, changed } = deps;
  const run = createHandOver(deps);
  return {
    type: importJobType,
    pool: 1,
    async run(payload, { signal }) {
      const batchSize = Math.min(5000, Math.max(1, Number(payload['batchSize']) || 500));
      await run(String(payload['jobId']), batchSize, signal);
    },
    async onDead(payload, failure) {
      const jobId = String(payload['jobId']);
      const sentence = `The import stopped: ${failure.message} The lines that are left can be sent again.`;
      await store.setState(db, jobId, 'failed', { code: 'import_stopped', sentence });
      changed(jobId);
    },
  };
}

/** Hands over one batch; answers where it ended, or `null` when nothing is left. */
async function handOver(
  { db, store, intake, completed }: ImportJobDeps,
  jobId: string,
  batchSize: number,
  after: { line: number; id: number },
): Promise<{ line: number; id: number } | null> {
  return await db.transaction().execute(async (trx) => {
    const job = await store.lock(trx, jobId);
    if (job === null || job.state === 'completed') return null;
    const items = await store.nextItems(trx, jobId, after, batchSize);
    if (items.length === 0) {
      await store.setState(trx, jobId, 'completed');
      await completed?.(trx, { id: job.id, name: job.file_name, lines: job.accepted_tracks });
      return null;
    }
    await wishForItems({ store, intake }, trx, job, items);
    if (job.state !== 'queued') await store.setState(trx, jobId, 'queued');
    const last = items.at(-1);
    return last === undefined ? null : { line: last.line, id: last.id };
  });
}
