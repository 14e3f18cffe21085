import { spotifyReleaseSource } from '#integrations/spotify';
import type { Foundation } from './foundation.ts';
import { createBackups } from './house/backups.ts';
import { plexSeen, serviceEvents, soulseekSeen } from './house/service-events.ts';
import { createSystem } from './house/system.ts';
import { createImports } from './journey/imports.ts';
import type { JourneyRooms } from './journey/journey.ts';
import { createSmartSearch } from './journey/smart-search.ts';
import type { Services } from './services.ts';
import type { Wing } from './wing.ts';
import { createAutosync } from './wings/autosync.ts';
import { createLibraryScan } from './wings/library-scan.ts';
import { createLibraryShelves } from './wings/library-tree.ts';
import { createNotifications } from './wings/notifications.ts';
import { createPlaylistFiles } from './wings/playlist-files.ts';
import { createPlaylists } from './wings/playlists.ts';
import { createWatch } from './wings/watch.ts';

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
