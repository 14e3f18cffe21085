import type { Activity } from '#activity';
import type { WishActions } from '#pipeline';
import type { Cancellations, DownloadChange } from '#pipeline/download';
import {
  createDeadLetterQueries,
  createDownloadActions,
  createDownloadEvents,
  createDownloadQueries,
  createDownloads,
  createRetries,
  type DeadLetterRouteDeps,
  type DeadLetterSettings,
  type DownloadRetryPolicy,
  type DownloadRouteDeps,
  type FindingsOf,
} from '#pipeline/download/api';
import { parsePath } from '#pipeline/match';
import type { Db } from '#platform/database';
import { takeIn, type WishStore } from '#wishes';

/** Retries and the record of what happens to downloads; needed before the stages are built. */
export function createDownloadKeeping(deps: {
  readonly db: Db;
  readonly activity: Activity;
  readonly policy: () => Promise<DownloadRetryPolicy>;
  readonly store: Pick<WishStore, 'stands'>;
  readonly onFault: (what: string, error: unknown) => void;
}) {
  const events = createDownloadEvents({ db: deps.db, activity: deps.activity });
  const retries = createRetries({
    db: deps.db,
    policy: deps.policy,
    events,
    stands: (trx, wish) => deps.store.stands(trx, wish, 'update'),
  });
  return {
    events,
    retries,
    /** For the monitor's and the cancellations' changes. */
    changed(change: DownloadChange): void {
      events.changed(change).catch((error: unknown) => deps.onFault('activity of downloads', error));
    },
  };
}

/** The API of downloads over the rooms that do the work. */
export function createDownloadApi(deps: {
  readonly db: Db;
  readonly store: WishStore;
  readonly actions: WishActions;
  readonly cancellations: Cancellations;
  readonly keeping: ReturnType<typeof createDownloadKeeping>;
  readonly settings: DeadLetterSettings;
  readonly sizesOf: (username: string, filenames: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Calls the transfer monitor. */
  readonly wake: () => void;
  readonly missing: () => Promise<Readonly<Record<string, readonly string[]>> | null>;
  readonly findingsOf: FindingsOf;
}): {
  readonly downloads: DownloadRouteDeps;
  readonly deadLetters: DeadLetterRouteDeps;
  /** Changes the priority of a wish and of what is under way for it. */
  readonly prioritiseWish: (id: number, priority: number) => Promise<boolean>;
} {
  const { db, store, actions, cancellations } = deps;
  const { events } = deps.keeping;
  const queries = createDownloadQueries(db, store, deps.findingsOf);
  const downloadActions = createDownloadActions({
    db,
    events,
    wishes: store,
    cancellations,
    wake: deps.wake,
    readPath: parsePath,
    takeIn,
    begin: (id, prepare) => actions.begin(id, prepare),
    stopTransfers: (id) => cancellations.stopTransfers(id),
    cancelWish: (id) => actions.cancel(id),
    prioritiseWish: (id, priority) => actions.prioritise(id, priority),
  });
  const create = createDownloads({ actions: downloadActions, events, sizesOf: deps.sizesOf, missing: deps.missing });
  return {
    async prioritiseWish(id, priority) {
      const done = await actions.prioritise(id, priority);
      if (done) await downloadActions.followWish(id, priority);
      return done;
    },
    downloads: { queries, actions: downloadActions, create },
    deadLetters: { queries: createDeadLetterQueries(db, store), actions: downloadActions, settings: deps.settings },
  };
}
