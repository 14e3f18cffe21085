import type { LibraryStore } from '#library';
import { latestDownloads } from '#pipeline/download';
import type { Db } from '#platform/database';
import { viewOfWish, type WishDetails, type WishStore, type WishView } from '#wishes';

/** Joins what three rooms know of a wish, three queries for any number of wishes. */
export function createWishViews(deps: {
  readonly db: Db;
  readonly store: WishStore;
  readonly library: LibraryStore;
  /** The addresses of the small covers of files that have one. */
  readonly coversOf: (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;
}) {
  async function details(ids: readonly number[]): Promise<ReadonlyMap<number, WishDetails>> {
    const [downloads, files] = await Promise.all([latestDownloads(deps.db, ids), deps.library.viewsOfWishes(ids)]);
    const covers = await deps.coversOf([...files.values()].map((file) => file.id));
    return new Map(
      ids.map((id) => {
        const download = downloads.get(id);
        const shown = download && {
          id: download.id,
          username: download.username,
          filename: download.filename,
          state: download.state,
          progress: download.progress,
          average_speed_bps: download.average_speed_bps,
          queue_position: download.queue_position,
        };
        const file = files.get(id);
        const withCover = file && { ...file, artwork_url: covers.get(file.id) ?? null };
        return [id, { download: shown ?? null, file: withCover ?? null }];
      }),
    );
  }

  return {
    details,
    async byId(ids: readonly number[]): Promise<WishView[]> {
      const [rows, known] = await Promise.all([deps.store.rowsById(ids), details(ids)]);
      return rows.map((row) => viewOfWish(row, known.get(row.id)));
    },
  };
}
