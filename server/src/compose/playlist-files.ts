import { libraryPaths } from '#library';
import { createImportStore } from '#pipeline/import';
import type { Db } from '#platform/database';
import {
  type FindList,
  type ListedTrack,
  type PlaylistFileSettings,
  playlistFileRoutes,
  type ReadableList,
  writeLists,
} from '#playlist-files';
import { createPlaylistStore, createRowStore, savedTracksId } from '#playlists';
import type { WishStore } from '#wishes';
import type { Wing } from './wing.ts';

const portion = 500;

interface Row {
  readonly title: string | null;
  readonly artists: readonly string[] | null;
  readonly duration_ms: number | null;
  readonly wish_id: number | null;
  readonly reason: string | null;
}

/** Playlists and imports as files for players. */
export function createPlaylistFiles(deps: {
  readonly db: Db;
  readonly settings: PlaylistFileSettings;
  readonly musicDir: string;
  readonly wishes: Pick<WishStore, 'rowsById'>;
}): Wing {
  const { db, settings, musicDir } = deps;
  const playlists = createPlaylistStore(db);
  const rows = createRowStore(db);
  const imports = createImportStore(db);

  async function tracksOf(page: readonly Row[]): Promise<ListedTrack[]> {
    const wishIds = page.flatMap((row) => row.wish_id ?? []);
    const wishes = new Map((await deps.wishes.rowsById(wishIds)).map((wish) => [wish.id, wish]));
    const files = await libraryPaths(
      db,
      [...wishes.values()].flatMap((wish) => wish.library_file_id ?? []),
    );
    return page.map((row) => {
      const wish = row.wish_id === null ? undefined : wishes.get(row.wish_id);
      // no file has the number 0
      const file = files.get(wish?.library_file_id ?? 0);
      return {
        title: row.title,
        artists: row.artists ?? [],
        durationMs: file?.durationMs ?? row.duration_ms,
        path: file?.path ?? null,
        reason: wish === undefined ? (row.reason ?? 'not wished for') : (wish.reason ?? wish.state),
      };
    });
  }

  const listOf = (
    id: string,
    name: string,
    read: (offset: number) => Promise<readonly (Row | null)[]>,
  ): ReadableList => ({
    id,
    name,
    async *portions() {
      for (let offset = 0; ; offset += portion) {
        const page = await read(offset);
        yield await tracksOf(page.filter((row) => row !== null));
        if (page.length < portion) return;
      }
    },
  });

  const ofPlaylist = (id: string, name: string): ReadableList =>
    listOf(id, id === savedTracksId ? 'Saved tracks' : name, async (offset) => {
      const page = await rows.page(id, portion, offset);
      return page.map((row) => ({ ...row, reason: row.kind === 'track' ? null : `a Spotify ${row.kind} entry` }));
    });

  const playlist: FindList = async (id) => {
    const found = await playlists.find(id);
    return found === null ? null : ofPlaylist(found.id, found.name);
  };
  const importJob: FindList = async (id) => {
    const job = await imports.find(id);
    if (job === null) return null;
    return listOf(job.id, job.file_name ?? 'Import', async (offset) => {
      const items = await imports.items(job.id, { links: false }, portion, offset);
      // a playlist link is no track
      return items.map((item) => (item.source_type === 'LINK' ? null : item));
    });
  };

  const { dir } = settings;
  return {
    routes: [playlistFileRoutes({ settings, musicDir, playlist, importJob })],
    timers:
      dir === null
        ? []
        : [
            {
              name: 'playlist_files',
              everyMs: settings.everyS * 1000,
              async work(signal) {
                const mirrored = (await playlists.all()).filter((list) => list.mirror);
                const lists = mirrored.map((list) => ofPlaylist(list.id, list.name));
                await writeLists(dir, settings, musicDir, lists, signal);
              },
            },
          ],
  };
}
