import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** What was found out about a wish after it was taken in. */
export interface WishFacts {
  readonly wishId: number;
  readonly spotifyTrackId: string;
  readonly spotifyAlbumId: string | null;
  readonly isrc: string | null;
  /** Milliseconds. */
  readonly durationMs: number | null;
}

/** Adds facts to wishes where they were unknown; what a wish says already stays. In the caller's transaction; done wishes get their ids too. */
export async function completeWishes(trx: Db, facts: readonly WishFacts[]): Promise<void> {
  if (facts.length === 0) return;
  // The same order everywhere, so that two writers cannot wait for each other.
  const rows = facts.toSorted((a, b) => a.wishId - b.wishId);
  await sql`
    update wishes set
      spotify_track_id = coalesce(wishes.spotify_track_id, fact."spotifyTrackId"),
      spotify_album_id = coalesce(wishes.spotify_album_id, fact."spotifyAlbumId"),
      isrc = coalesce(wishes.isrc, fact.isrc),
      duration_ms = coalesce(wishes.duration_ms, fact."durationMs")
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as fact ("wishId" bigint, "spotifyTrackId" text, "spotifyAlbumId" text, isrc text, "durationMs" integer)
    where wishes.id = fact."wishId"`.execute(trx);
}
