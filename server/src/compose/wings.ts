import { spotifyReleaseSource } from '#integrations/spotify';
import { createAutosync } from './autosync.ts';
import { createBackups } from './backups.ts';
import type { Foundation } from './foundation.ts';
import { createImports } from './imports.ts';
import type { JourneyRooms } from './journey.ts';
import { createLibraryScan } from './library-scan.ts';
import { createLibraryShelves } from './library-tree.ts';
import { createNotifications } from './notifications.ts';
import { createPlaylistFiles } from './playlist-files.ts';
import { createPlaylists } from './playlists.ts';
import { plexSeen, serviceEvents, soulseekSeen } from './service-events.ts';
import type { Services } from './services.ts';
import { createSmartSearch } from './smart-search.ts';
import { createSystem } from './system.ts';
import { createWatch } from './watch.ts';
import type { Wing } from './wing.ts';

/** What wings are built from. */
export interface House {
  readonly foundation: Foundation;
  readonly services: Services;
  readonly journey: JourneyRooms;
}

/** The rooms beside the journey, one entry each; each is built in a file of its own and brings its jobs, timers and routes. */
export function createWings({ foundation, services, journey }: House): readonly Wing[] {
  const { settings, db, jobs, store, activity, relay, enabled, onFault, log, workforce } = foundation;
  const { spotify, plex } = services;
  const { intake, matching, enrichment } = journey;
  const fromSpotify = { db, jobs, spotify, intake };
  const playlists = createPlaylists({
    ...fromSpotify,
    settings: settings.playlists,
    wishes: store,
    activity,
    also: { auto_sync: () => autosync.also() },
  });
  const autosync = createAutosync({
    db,
    jobs,
    liveKeys: (keys) => jobs.liveKeys(keys),
    settings: settings.autosync,
    store: foundation.workforce.store,
    playlists,
    owned: matching.owned,
    ...(services.plex === null ? {} : { elsewhere: services.plex.elsewhere }),
    intake,
    wishes: store,
    actions: journey.actions,
    soulseek: async () =>
      enabled('slskd') ? ((await services.watch.status()).problem?.sentence ?? null) : 'slskd is off.',
    activity,
  });
  return [
    createImports({
      ...fromSpotify,
      settings: settings.import,
      notes: workforce.store,
      embed: settings.spotifyEmbed,
      changed: (jobId) => relay.feed.publish('ingest', { id: jobId }),
      completed: (trx, { id, name, lines }) => activity.record('import', 'completed', { job_id: id, name, lines }, trx),
    }),
    createPlaylistFiles({
      db,
      settings: settings.playlistFiles,
      musicDir: settings.organise.musicDir,
      wishes: store,
    }),
    playlists,
    autosync,
    createNotifications({
      db,
      jobs,
      liveKeys: (keys) => jobs.liveKeys(keys),
      settings: settings.notifications,
      sealer: foundation.sealer,
    }),
    {
      timers: [
        serviceEvents({
          services: [
            ...(enabled('slskd') ? [soulseekSeen(() => services.watch.status())] : []),
            ...(plex === null ? [] : [plexSeen(() => plex.plex.status())]),
          ],
          store: foundation.workforce.store,
          activity,
        }),
      ],
    },
    enrichment.wing,
    createLibraryScan({
      foundation,
      profile: matching.profile,
      settlement: journey.settlement,
      slskdDownloads: () => services.slskdConnection.known().downloadsDir,
      moved: services.plex?.onMoved,
    }),
    createLibraryShelves({ db, coversOf: (ids) => enrichment.coversOf(ids) }),
    services.spotifyWing,
    ...(services.beets === null ? [] : [services.beets.wing]),
    ...(services.plex === null ? [] : [services.plex]),
    createWatch({
      db,
      jobs,
      settings: settings.watch,
      musicBrainz: services.musicBrainz,
      accounts: [spotifyReleaseSource(spotify)],
      intake,
      store,
      activity,
      coversOf: (ids) => enrichment.coversOf(ids),
      publish: (event, data) => relay.feed.publish(event, data),
      log: (event) => log.info(event),
    }),
    createSmartSearch({
      db,
      spotify,
      enabled,
      settings: settings.smartSearch,
      slskd: settings.slskd,
      connection: services.slskdConnection.now,
      search: settings.search,
      activity,
      matching,
      onFault,
    }),
    createBackups({ settings, connection: foundation.connection, activity, log }),
    createSystem({ foundation, services }),
  ];
}
