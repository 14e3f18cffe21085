import { createAccessStore } from '#access';
import type { Slskd } from '#integrations/slskd';
import type { Orchestrator, Timer } from '#jobs';
import type { FileJournal } from '#library';
import { sweepLostWishes } from '#pipeline';
import { parkedWishes, tidyBatchFolders } from '#pipeline/download';
import { pruneResults, sweepInterruptedSearches } from '#pipeline/search';
import { heldAmong } from '#pipeline/verify';
import type { Db } from '#platform/database';
import type { WishStore } from '#wishes';

/** A wish that nobody touched for this long is looked after. */
const quietMs = 2 * 60_000;
const interruptedEveryMs = 10 * 60_000;
const resultsEveryMs = 60 * 60_000;
const sessionsEveryMs = 60 * 60_000;

/** What the house does again and again, one process at a time. */
export function standingTasks(deps: {
  readonly db: Db;
  readonly store: WishStore;
  readonly jobs: Orchestrator;
  readonly slskd: Pick<Slskd, 'search' | 'transfers'>;
  readonly journal: FileJournal;
  /** Without slskd there are no folders and searches of it to look after. */
  readonly soulseek: boolean;
  readonly tidyS: number;
  readonly scanIntervalS: number;
  readonly scanLimit: number;
}): Timer[] {
  const { db, store, jobs, slskd } = deps;
  const inUse = async (paths: readonly string[]): Promise<readonly string[]> => {
    const [moving, held] = await Promise.all([deps.journal.open(), heldAmong(db, paths)]);
    return [...moving.map((operation) => operation.source), ...held];
  };
  const ofSoulseek: readonly Timer[] = [
    {
      name: 'batch_folders',
      everyMs: deps.tidyS * 1000,
      work: (signal) => tidyBatchFolders({ db, network: slskd.transfers, store, inUse }, signal),
    },
    {
      name: 'interrupted_searches',
      everyMs: interruptedEveryMs,
      work: (signal) => sweepInterruptedSearches({ db, network: slskd.search }, signal),
    },
  ];
  return [
    {
      name: 'lost_wishes',
      everyMs: deps.scanIntervalS * 1000,
      work: () =>
        sweepLostWishes({
          store,
          jobs,
          liveKeys: (keys) => jobs.liveKeys(keys),
          parked: (ids) => parkedWishes(db, ids),
          quietMs,
          limit: deps.scanLimit,
        }),
    },
    ...(deps.soulseek ? ofSoulseek : []),
    { name: 'old_search_results', everyMs: resultsEveryMs, work: () => pruneResults(db) },
    { name: 'expired_sessions', everyMs: sessionsEveryMs, work: () => createAccessStore(db).forgetExpired() },
  ];
}
