import { libraryPaths } from '#library';
import { createImportStore } from '#pipeline/import';
import type { Db } from '#platform/database';
import type { ListedTrack } from '#playlist-files';
import { createPlaylistStore, createRowStore, savedTracksId } from '#playlists';
import type { WishStore } from '#wishes';

const portion = 500;

interface Row {
  readonly key: string;
  readonly title: string | null;
  readonly artists: readonly string[] | null;
  readonly album: string | null;
  readonly isrc: string | null;
  readonly duration_ms: number | null;
  readonly wish_id: number | null;
  readonly reason: string | null;
}

/** A row of a playlist or import, with its file where there is one. */
export interface SourceTrack extends ListedTrack {
  /** Stays with the row when others come and go. */
  readonly key: string;
  readonly album: string | null;
  readonly isrc: string | null;
}

/** A playlist or import whose rows are read in portions, in order. */
export interface ListSource {
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
  portions(): AsyncGenerator<SourceTrack[]>;
}

/** Playlists and imports as they are stored, row by row, joined with what became of the wishes. */
export function createListSources(deps: { readonly db: Db; readonly wishes: Pick<WishStore, 'rowsById'> }) {
  const { db } = deps;
  const playlists = createPlaylistStore(db);
  const rows = createRowStore(db);
  const imports = createImportStore(db);

  async function tracksOf(page: readonly Row[]): Promise<SourceTrack[]> {
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
        key: row.key,
        title: row.title,
        artists: row.artists ?? [],
        album: row.album,
        isrc: row.isrc,
        durationMs: file?.durationMs ?? row.duration_ms,
        path: file?.path ?? null,
        reason: wish === undefined ? (row.reason ?? 'not wished for') : (wish.reason ?? wish.state),
      };
    });
  }

  async function* portions(read: (offset: number) => Promise<readonly (Row | null)[]>): AsyncGenerator<SourceTrack[]> {
    for (let offset = 0; ; offset += portion) {
      const page = await read(offset);
      yield await tracksOf(page.filter((row) => row !== null));
      if (page.length < portion) return;
    }
  }

  const ofPlaylist = (list: { id: string; name: string; image_url: string | null }): ListSource => ({
    id: list.id,
    name: list.id === savedTracksId ? 'Saved tracks' : list.name,
    imageUrl: list.image_url,
    portions: () =>
      portions(async (offset) => {
        const page = await rows.page(list.id, portion, offset);
        return page.map((row) => ({
          ...row,
          key: `${row.uri}#${row.occurrence}`,
          reason: row.kind === 'track' ? null : `a Spotify ${row.kind} entry`,
        }));
      }),
  });

  return {
    async playlist(id: string): Promise<ListSource | null> {
      const found = await playlists.find(id);
      return found === null ? null : ofPlaylist(found);
    },
    async importJob(id: string): Promise<ListSource | null> {
      const job = await imports.find(id);
      if (job === null) return null;
      return {
        id: job.id,
        name: job.file_name ?? 'Import',
        imageUrl: null,
        portions: () =>
          portions(async (offset) => {
            const items = await imports.items(job.id, { links: false }, portion, offset);
            // a playlist link is no track
            return items.map((item) => (item.source_type === 'LINK' ? null : { ...item, key: String(item.id) }));
          }),
      };
    },
    /** Every list that is mirrored. */
    async mirrored(): Promise<ListSource[]> {
      return (await playlists.all()).filter((list) => list.mirror).map(ofPlaylist);
    },
  };
}
