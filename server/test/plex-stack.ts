import { createPathMap } from '#integrations/plex';
import type { World } from '../../stand-ins/plex/index.ts';
import { createPlexStandIn } from '../../stand-ins/plex/index.ts';
import { createTestDatabase } from './database.ts';
import { plexAt } from './plex-at.ts';

/** What a library of one location has. */
export const musicSection = (more: Partial<World['sections'][number]> = {}): World['sections'][number] => ({
  id: 5,
  title: 'Musik',
  locations: [{ path: '/data/music' }],
  ...more,
});

/** A database, a stand-in of Plex and our client for it, without the rest of the house. */
export async function openPlexStack(options: Parameters<typeof createPlexStandIn>[0]) {
  const database = await createTestDatabase();
  const standIn = createPlexStandIn({ scanMs: 20, ...options });
  await standIn.start();
  const plex = plexAt(standIn.url);
  return {
    db: database.db,
    connection: database.connection,
    standIn,
    plex,
    pathMap: createPathMap(['/music=/data/music']),
    async close() {
      await plex.close();
      await standIn.stop();
      await database.drop();
    },
  };
}

/** The pieces as tests hold them. */
export type PlexStack = Awaited<ReturnType<typeof openPlexStack>>;
