import type { Activity } from '#activity';
import type { Spotify } from '#integrations/spotify';
import type { Jobs } from '#jobs';
import type { WishIntake } from '#pipeline/import';
import type { Db } from '#platform/database';
import {
  type AlsoSynced,
  createPlaylistStore,
  createRowStore,
  createSync,
  createSyncStore,
  type PlaylistSettings,
  type PlaylistStore,
  playlistRoutes,
  type RowStore,
  type Sync,
  syncJob,
  syncTimer,
} from '#playlists';
import type { WishStore } from '#wishes';
import type { Wing } from '../wing.ts';
import { spotifyForPlaylists } from './spotify-ports.ts';

/** The account's playlists as this house keeps them. */
export function createPlaylists(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly settings: PlaylistSettings;
  readonly spotify: Spotify;
  readonly intake: WishIntake;
  readonly wishes: Pick<WishStore, 'rowsById'>;
  readonly activity: Pick<Activity, 'record'>;
  /** What else `POST /sync` begins. */
  readonly also?: Readonly<Record<string, AlsoSynced>>;
  readonly now?: () => Date;
}): Wing & {
  /** The account as it is stored, for whoever compares it. */
  readonly account: {
    readonly access: ReturnType<typeof spotifyForPlaylists>['access'];
    readonly sync: Sync;
    readonly lists: PlaylistStore;
    readonly rows: RowStore;
  };
} {
  const { db, jobs, settings, intake } = deps;
  const now = deps.now ?? (() => new Date());
  const spotify = spotifyForPlaylists(deps.spotify);
  const playlists = createPlaylistStore(db);
  const rows = createRowStore(db);
  const state = createSyncStore(db);
  const record = (type: string, status: string, details: Record<string, unknown>): Promise<void> =>
    deps.activity.record(type, status, details);
  const wishBatchSize = settings.wishBatchSize;
  const sync = createSync({ db, spotify, playlists, rows, state, intake, record, now, wishBatchSize });
  return {
    account: { access: () => spotify.access(), sync, lists: playlists, rows },
    routes: [
      playlistRoutes({
        db,
        jobs,
        playlists,
        rows,
        state,
        spotify,
        record,
        ...(deps.also === undefined ? {} : { also: deps.also }),
        async wishStates(ids) {
          const found = await deps.wishes.rowsById(ids);
          return new Map(
            found.map((wish) => [
              wish.id,
              { state: wish.state, stage: wish.stage, reason: wish.reason, libraryFileId: wish.library_file_id },
            ]),
          );
        },
      }),
    ],
    jobs: [syncJob(sync)],
    timers: [syncTimer({ spotify, state, jobs, everyS: settings.syncIntervalS, now })],
  };
}
