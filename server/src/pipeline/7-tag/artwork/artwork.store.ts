import { type Selectable, sql } from 'kysely';
import { normalise, type WantedTrack } from '#music';
import type { Database, Db } from '#platform/database';

/** A cover as stored. */
export type Artwork = Selectable<Database['artworks']>;

/** What tells albums apart; a track without an album has a cover of its own. */
export function albumKey(track: WantedTrack): string {
  const artist = normalise(track.albumArtist ?? track.artists[0] ?? '');
  const album = track.album === null ? '' : normalise(track.album);
  return album === '' ? `track|${artist}|${normalise(track.title)}` : `album|${artist}|${album}`;
}

/** The queries of covers; nobody else names the table `artworks`. */
export function createArtworkStore(db: Db) {
  return {
    async ofAlbum(key: string): Promise<Artwork | null> {
      return (await db.selectFrom('artworks').selectAll().where('album_key', '=', key).executeTakeFirst()) ?? null;
    },
    async byId(id: number): Promise<Artwork | null> {
      return (await db.selectFrom('artworks').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async put(artwork: Omit<Artwork, 'id' | 'created_at' | 'updated_at'>): Promise<Artwork> {
      return await db
        .insertInto('artworks')
        .values(artwork)
        .onConflict((conflict) =>
          conflict.column('album_key').doUpdateSet({ ...artwork, updated_at: sql<Date>`now()` }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
    },
  };
}

/** The queries of covers. */
export type ArtworkStore = ReturnType<typeof createArtworkStore>;
