import type { Db } from '#platform/database';
import { type PlaylistFileSettings, playlistFileRoutes, writeLists } from '#playlist-files';
import type { WishStore } from '#wishes';
import { createListSources } from '../journey/list-sources.ts';
import type { Wing } from '../wing.ts';

/** Playlists and imports as files for players. */
export function createPlaylistFiles(deps: {
  readonly db: Db;
  readonly settings: PlaylistFileSettings;
  readonly musicDir: string;
  readonly wishes: Pick<WishStore, 'rowsById'>;
}): Wing {
  const { settings, musicDir } = deps;
  const sources = createListSources(deps);
  const { dir } = settings;
  return {
    routes: [
      playlistFileRoutes({
        settings,
        musicDir,
        playlist: (id) => sources.playlist(id),
        importJob: (id) => sources.importJob(id),
      }),
    ],
    timers:
      dir === null
        ? []
        : [
            {
              name: 'playlist_files',
              everyMs: settings.everyS * 1000,
              work: async (signal) => writeLists(dir, settings, musicDir, await sources.mirrored(), signal),
            },
          ],
  };
}
