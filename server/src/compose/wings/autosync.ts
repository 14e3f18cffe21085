import type { Activity } from '#activity';
import {
  type AutosyncSettings,
  autosyncRoutes,
  createAutosyncJob,
  createAutosyncListener,
  createRunStore,
  createStarter,
  createTrackStore,
  type OwnedElsewhere,
  type OwnWishes,
  wishSource,
} from '#autosync';
import type { Jobs } from '#jobs';
import type { createWishIntake, OwnedTracks, WishActions } from '#pipeline';
import type { Db } from '#platform/database';
import { type AlsoSynced, savedTracksId, wantedOfRow } from '#playlists';
import type { SettingsStore } from '#settings';
import { chosenReleases } from '#watch';
import type { WishStore } from '#wishes';
import type { Wing } from '../wing.ts';
import type { createPlaylists } from './playlists.ts';

const skippedCause = {
  code: 'autosync_skipped',
  sentence: 'Auto-sync tried several times in vain and leaves it alone; take it off the skip list to try again.',
};

/** Auto-sync as this house runs it: the account's playlists against the library, and against what else holds music (`elsewhere`, such as Plex). */
export function createAutosync(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly liveKeys: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly settings: AutosyncSettings;
  readonly store: SettingsStore;
  readonly playlists: Pick<ReturnType<typeof createPlaylists>, 'account'>;
  readonly owned: Pick<OwnedTracks, 'find'>;
  readonly elsewhere?: OwnedElsewhere;
  readonly intake: Pick<ReturnType<typeof createWishIntake>, 'add'>;
  readonly wishes: Pick<WishStore, 'rowsById' | 'setQuality'>;
  readonly actions: Pick<WishActions, 'cancel' | 'retry'>;
  /** Why Soulseek cannot be asked now, or `null`. */
  readonly soulseek: () => Promise<string | null>;
  readonly activity: Pick<Activity, 'record'>;
  readonly now?: () => Date;
}): Wing & { readonly also: AlsoSynced } {
  const { db, jobs, store, settings: given } = deps;
  const now = deps.now ?? (() => new Date());
  const runs = createRunStore(db);
  const tracks = createTrackStore(db);
  const { access, sync, lists, rows } = deps.playlists.account;
  const record = (type: string, status: string, details: Record<string, unknown>, trx?: Db): Promise<void> =>
    deps.activity.record(type, status, details, trx);

  const wishes: OwnWishes = {
    setQuality: (trx, quality) => deps.wishes.setQuality(trx, wishSource, quality),
    async giveUp(ids) {
      for (const wish of await deps.wishes.rowsById(ids))
        if (wish.state === 'waiting' && wish.source === wishSource) await deps.actions.cancel(wish.id, skippedCause);
    },
    async revive(ids) {
      for (const wish of await deps.wishes.rowsById(ids))
        if (wish.state === 'cancelled' && wish.reason_code === skippedCause.code) await deps.actions.retry(wish.id);
    },
  };
  const account = {
    access,
    async refresh(signal: AbortSignal) {
      // The saved tracks are read although they are not mirrored.
      await lists.listSaved(null);
      await lists.want(db, savedTracksId);
      return (await sync.run(null, signal)).stop;
    },
    tracks: (sources: readonly string[]) =>
      rows.ofAccount([
        ...(sources.includes('playlists') ? (['playlist'] as const) : []),
        ...(sources.includes('saved') ? (['saved'] as const) : []),
      ]),
    async rows(ids: readonly number[]) {
      return (await rows.byId(ids)).map((row) => ({ uri: row.uri, ...wantedOfRow(row) }));
    },
  };
  const starter = createStarter({
    db,
    jobs,
    isLive: async (key) => (await deps.liveKeys([key])).has(key),
    runs,
    account,
    store,
    given,
    record,
    now,
  });
  return {
    routes: [autosyncRoutes({ db, runs, tracks, starter, account, wishes, store, given })],
    /** `POST /sync` begins auto-sync too where it is switched on. */
    async also() {
      if (!(await starter.rules()).enabled) return { error: 'Auto-sync is switched off.' };
      const begun = await starter.begin('manual');
      return begun.kind === 'blocked' ? { error: begun.sentence } : { result: 'queued' };
    },
    jobs: [
      createAutosyncJob({
        db,
        runs,
        tracks,
        account,
        ownedHere: async (trx, wanted) => (await deps.owned.find(trx, wanted)).map((found) => found !== null),
        elsewhere: deps.elsewhere ?? null,
        chosen: () => chosenReleases(db),
        intake: deps.intake,
        wishes,
        soulseek: deps.soulseek,
        store,
        given,
        record,
        now,
      }),
    ],
    timers: [starter.timer],
  };
}

/** Follows the wishes of auto-sync, step by step; see `createAutosyncListener`. */
export function followAutosync(deps: {
  readonly settings: { readonly autosync: AutosyncSettings };
  readonly db: Db;
  readonly store: SettingsStore;
  readonly activity: Pick<Activity, 'record'>;
  readonly onFault: (what: string, error: unknown) => void;
  readonly now?: () => Date;
}) {
  return createAutosyncListener({
    db: deps.db,
    store: deps.store,
    given: deps.settings.autosync,
    record: (type, status, details, trx) => deps.activity.record(type, status, details, trx),
    onFault: (error) => deps.onFault('figures of auto-sync', error),
    ...(deps.now === undefined ? {} : { now: deps.now }),
  });
}
