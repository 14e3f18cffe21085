import type { Db } from '#platform/database';
import type { ListedRow } from './ports.ts';

/** A page that was read. */
export interface ReadPage {
  readonly start: number;
  readonly next: number | null;
  readonly rows: readonly ListedRow[];
}

/** The pages of a list that were read and wait for the rest of it (`playlist_pages`). */
export function createPageStore(db: Db) {
  return {
    /** Keeps a page until the list is read to its end, so that a reading that is broken off goes on there. */
    async keepPage(playlistId: string, snapshotId: string, page: ReadPage): Promise<void> {
      await db.transaction().execute(async (trx) => {
        // Pages of another state of the list are of no use any more.
        await trx
          .deleteFrom('playlist_pages')
          .where('playlist_id', '=', playlistId)
          .where('snapshot_id', '!=', snapshotId)
          .execute();
        const row = {
          snapshot_id: snapshotId,
          next_start: page.next,
          rows: JSON.stringify(page.rows.map(flatRow)),
        };
        await trx
          .insertInto('playlist_pages')
          .values({ playlist_id: playlistId, start: page.start, ...row })
          .onConflict((oc) => oc.columns(['playlist_id', 'start']).doUpdateSet(row))
          .execute();
      });
    },

    /** Where the reading of this state of the list goes on: 0 at the beginning, `null` when every page is there. */
    async goesOnAt(playlistId: string, snapshotId: string): Promise<number | null> {
      const last = await db
        .selectFrom('playlist_pages')
        .select('next_start')
        .where('playlist_id', '=', playlistId)
        .where('snapshot_id', '=', snapshotId)
        .orderBy('start', 'desc')
        .limit(1)
        .executeTakeFirst();
      return last === undefined ? 0 : last.next_start;
    },

    /** Forgets pages that were kept. */
    async forgetPages(playlistId: string): Promise<void> {
      await db.deleteFrom('playlist_pages').where('playlist_id', '=', playlistId).execute();
    },
  };
}

/** Whether the pages follow each other from the beginning to the end, or (`open`) to where known rows follow. */
export function isWhole(
  pages: readonly { readonly start: number; readonly next_start: number | null }[],
  open: boolean,
): boolean {
  const last = pages.at(-1);
  if (last === undefined || (last.next_start === null) === open) return false;
  return pages.every((page, at) => page.start === (at === 0 ? 0 : pages[at - 1]?.next_start));
}

/** A row as the columns of `playlist_items` name it. NUL characters, which the database cannot hold, are taken out. */
function flatRow(row: ListedRow) {
  const { track } = row;
  const clean = (text: string | null | undefined): string | null =>
    text === null || text === undefined ? null : text.replaceAll('\0', '').toWellFormed();
  return {
    uri: clean(row.uri) ?? '',
    kind: row.kind,
    title: clean(track?.title),
    artists: track === null ? null : track.artists.map((name) => clean(name)),
    album: clean(track?.album),
    album_artist: clean(track?.albumArtist),
    track_number: track?.trackNumber ?? null,
    disc_number: track?.discNumber ?? null,
    duration_ms: track?.durationMs ?? null,
    isrc: track?.isrc ?? null,
    release_date: track?.releaseDate ?? null,
    spotify_track_id: row.spotifyTrackId,
    spotify_album_id: row.spotifyAlbumId,
    added_at: row.addedAt?.toISOString() ?? null,
  };
}
