import type { Db } from '#platform/database';

/** What was matched with what. */
export interface MatchSource {
  readonly source: 'spotify-to-soulseek' | 'spotify-to-plex' | 'spotify-to-plex-album';
}

/** One match to keep; `targetId` is `null` when nothing matched. */
export interface NewMatch extends MatchSource {
  readonly spotifyTrackId: string;
  readonly targetId: string | null;
  readonly contextId: string | null;
  /** 0..1. */
  readonly confidence: number;
}

/** Stores matches in one statement. */
export async function storeMatches(db: Db, matches: readonly NewMatch[]): Promise<void> {
  if (matches.length === 0) return;
  await db
    .insertInto('matches')
    .values(
      matches.map((match) => ({
        source: match.source,
        spotify_track_id: match.spotifyTrackId,
        target_id: match.targetId,
        context_id: match.contextId,
        confidence: Math.max(0, Math.min(1, match.confidence)),
      })),
    )
    .execute();
}
