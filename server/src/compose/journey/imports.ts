import type { Spotify } from '#integrations/spotify';
import { createSpotifyEmbed, type SpotifyEmbedSettings } from '#integrations/spotify-embed';
import type { Jobs } from '#jobs';
import {
  backfillJob,
  backfillTimer,
  createBackfillStore,
  createHandOver,
  createImportStore,
  createLinkReader,
  createLinkStore,
  createLookupStore,
  createSubmissions,
  createUploadStore,
  type ImportedJob,
  type ImportSettings,
  importJob,
  importRoutes,
  linksJob,
  linksTimer,
  type WishIntake,
} from '#pipeline/import';
import type { Db } from '#platform/database';
import type { SettingsStore } from '#settings';
import { completeWishes } from '#wishes';
import { importShape } from '../job-types.ts';
import type { Wing } from '../wing.ts';
import { chooseRecording, spotifyForImports } from '../wings/spotify-ports.ts';

/** Lists as this house takes them in: the routes, and the jobs and timers behind them. */
export function createImports(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly settings: ImportSettings;
  /** Keeps the figures of the last request of `POST /spotify/free/enqueue`. */
  readonly notes: Pick<SettingsStore, 'note'>;
  readonly embed: SpotifyEmbedSettings;
  readonly spotify: Spotify;
  readonly intake: WishIntake;
  /** Tells whoever watches that the counters of an import have changed. */
  readonly changed: (jobId: string) => void;
  /** Hears that every line of a list has become a wish, in the transaction that stores it. */
  readonly completed?: (trx: Db, job: ImportedJob) => Promise<void>;
  readonly now?: () => Date;
}): Wing {
  const { db, jobs, settings, intake, changed } = deps;
  const now = deps.now ?? (() => new Date());
  const store = createImportStore(db);
  const { completed } = deps;
  const handing = { db, store, intake, changed, ...(completed === undefined ? {} : { completed }) };
  const spotify = spotifyForImports(deps.spotify);
  const pages = deps.embed.enabled ? createSpotifyEmbed({ settings: deps.embed, now }) : null;
  const links = createLinkStore(db);
  const reader = createLinkReader({ db, store, links, intake, spotify, publicPlaylists: pages, changed, now });
  const reading = { links, reader, now };
  const runs = createBackfillStore(db);
  const lookups = createLookupStore(db, settings.backfillCacheTtlS);
  return {
    routes: [
      importRoutes({
        store,
        uploads: createUploadStore(db, now),
        submissions: createSubmissions({ db, store, jobs, settings, changed }),
        settings,
        handOver: createHandOver(handing),
        enqueued: (queued, skipped) =>
          deps.notes.note(
            new Map([
              ['metrics.spotify_free.last_queued', String(queued)],
              ['metrics.spotify_free.last_skipped', String(skipped)],
            ]),
          ),
        backfill: { db, store: runs, jobs, spotify, settings, now },
      }),
    ],
    jobs: [
      { ...importJob(handing), ...importShape },
      linksJob(reading),
      backfillJob({
        ...reading,
        db,
        store: runs,
        lookups,
        spotify,
        choose: chooseRecording,
        completeWishes,
        ttlS: settings.backfillCacheTtlS,
      }),
    ],
    timers: [linksTimer({ links, reader, jobs, now }), backfillTimer({ store: runs, lookups, jobs, now })],
    async stop() {
      await pages?.close();
    },
  };
}
