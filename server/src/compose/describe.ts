import type { FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import { accessRoutes } from '#access';
import { autosyncRoutes } from '#autosync';
import { backupRoutes } from '#backup';
import { beetsRoutes } from '#beets';
import { doctorRoutes } from '#doctor';
import { createHttpServer, openApiDocument } from '#http';
import { duplicatesRoutes } from '#library/duplicates';
import { scanRoutes } from '#library/scan';
import { treeRoutes } from '#library/tree';
import { metricsRoutes } from '#metrics';
import { notificationRoutes } from '#notifications';
import { deadLetterSettings } from '#pipeline/download/api';
import { importRoutes } from '#pipeline/import';
import { artworkRoutes } from '#pipeline/tag/artwork';
import { metadataRoutes } from '#pipeline/tag/enrich';
import { lyricsRoutes } from '#pipeline/tag/lyrics';
import { readSettings } from '#platform/config';
import { playlistFileRoutes } from '#playlist-files';
import { playlistRoutes } from '#playlists';
import { plexRoutes } from '#plex';
import { smartSearchRoutes } from '#smart-search';
import { spotifyRoutes } from '#spotify';
import { systemRoutes } from '#system';
import { watchRoutes } from '#watch';
import { version } from '../version.ts';
import { type RouteDeps, roomRoutes } from './routes.ts';
import { integrationRoutes } from './wings/integrations.routes.ts';

/** Stands where a room would be while only the shape of the routes is wanted: it can be taken apart, but using it is a fault of ours. */
const nobody: never = new Proxy(() => undefined, {
  get: () => nobody,
  apply() {
    throw new Error('A route used a room while it was only being described.');
  },
}) as never;

/** The routes of each wing that `wings.ts` lists. */
function wingRoutes(): FastifyPluginAsync[] {
  return [
    importRoutes(nobody),
    playlistRoutes(nobody),
    playlistFileRoutes(nobody),
    autosyncRoutes(nobody),
    notificationRoutes(nobody),
    metadataRoutes(nobody),
    artworkRoutes(nobody),
    lyricsRoutes(nobody),
    duplicatesRoutes(nobody),
    scanRoutes(nobody),
    treeRoutes(nobody),
    spotifyRoutes({
      spotify: nobody,
      credentials: nobody,
      tryOut: nobody,
      changed: nobody,
      forgetAccount: nobody,
      manualEnabled: true,
      publicHostHint: null,
      publicBase: null,
      basePath: '/api/v1',
    }),
    ...watchRoutes(nobody),
    smartSearchRoutes(nobody),
    backupRoutes(nobody),
    systemRoutes(nobody),
    doctorRoutes(nobody),
  ];
}

/** The OpenAPI document of the whole program, without a database or anything else behind it. */
export async function describeApi(): Promise<Record<string, unknown>> {
  const limits = readSettings({ deadLetters: deadLetterSettings }, {});
  if (!limits.ok) throw new Error('The default limits must be readable.');
  const rooms: RouteDeps = {
    wishes: nobody,
    proof: nobody,
    matching: nobody,
    aliases: nobody,
    whatIf: nobody,
    cases: nobody,
    settings: { store: nobody, changed: nobody, declared: [], runtime: {}, given: nobody, environmentFile: '' },
    verify: nobody,
    library: nobody,
    coversOf: nobody,
    disk: nobody,
    naming: nobody,
    trash: nobody,
    activity: nobody,
    peers: nobody,
    soulseek: nobody,
    downloads: nobody,
    // Limits are part of the shape.
    deadLetters: { queries: nobody, actions: nobody, settings: limits.values.deadLetters },
    deadJobs: nobody,
  };
  const app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: 'X-Request-ID',
    webDist: null,
    log: pino({ level: 'silent' }),
    version,
    probes: nobody,
    changes: nobody,
    routes: [integrationRoutes(nobody), ...roomRoutes(rooms), ...wingRoutes(), accessRoutes(nobody)],
    rootRoutes: [metricsRoutes(nobody), beetsRoutes(nobody), ...plexRoutes(nobody)],
  });
  await app.ready();
  const document = openApiDocument(app);
  await app.close();
  return document;
}
