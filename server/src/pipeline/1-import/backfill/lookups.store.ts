import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { normalise, type WantedTrack } from '#music';
import type { Db } from '#platform/database';

/** What was found out about a recording, or that nothing fits (`trackId` `null`). */
export interface KeptLookup {
  readonly key: string;
  readonly trackId: string | null;
  readonly albumId: string | null;
  readonly isrc: string | null;
  readonly durationMs: number | null;
}

/** Contract §3.10: artist, title and album in comparable form. Very long ones are hashed, so that a key is never longer than 512 characters. */
export function cacheKey(track: WantedTrack): string {
  const key = [track.artists.join(' '), track.title, track.album ?? ''].map(normalise).join('|');
  return key.length > 512 ? `sha256:${hash('sha256', key)}` : key;
}

/** The queries of `spotify_lookups`. */
export function createLookupStore(db: Db, ttlS: number) {
  return {
    /** What is known of these keys and not too old. */
    async find(keys: readonly string[], now: Date): Promise<ReadonlyMap<string, KeptLookup>> {
      if (keys.length === 0) return new Map();
      const rows = await db
        .selectFrom('spotify_lookups')
        .selectAll()
        .where('key', 'in', [...new Set(keys)])
        .where('expires_at', '>', now)
        .execute();
      return new Map(
        rows.map((row) => [
          row.key,
          { key: row.key, trackId: row.track_id, albumId: row.album_id, isrc: row.isrc, durationMs: row.duration_ms },
        ]),
      );
    },

    /** Keeps an answer for its time. */
    async keep(trx: Db, found: KeptLookup, now: Date): Promise<void> {
      const row = {
        track_id: found.trackId,
        album_id: found.albumId,
        isrc: found.isrc,
        duration_ms: found.durationMs,
        expires_at: new Date(now.getTime() + ttlS * 1000),
      };
      await trx
        .insertInto('spotify_lookups')
        .values({ key: found.key, ...row })
        .onConflict((oc) => oc.column('key').doUpdateSet(row))
        .execute();
    },

    /** Forgets what is too old, some thousand rows at a time. */
    async forgetOld(now: Date): Promise<void> {
      await sql`delete from spotify_lookups where key in (select key from spotify_lookups where expires_at <= ${now} limit 5000)`.execute(
        db,
      );
    },
  };
}

/** The queries of `spotify_lookups`. */
export type LookupStore = ReturnType<typeof createLookupStore>;
