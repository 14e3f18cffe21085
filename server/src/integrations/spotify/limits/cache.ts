import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Db, json } from '#platform/database';

/** Something that is kept, with its age. */
export interface Kept {
  readonly value: unknown;
  readonly etag: string | null;
  readonly fetchedAt: Date;
  readonly isFresh: boolean;
}

/** What was asked: the family of routes, and the path with its query. */
export interface CacheKey {
  readonly kind: string;
  readonly key: string;
}

/** Answers of Spotify that need not be asked again. */
export interface SpotifyCache {
  get(at: CacheKey): Promise<Kept | null>;
  put(at: CacheKey, value: unknown, ttlMs: number, etag?: string | null): Promise<void>;
  /** Spotify said that nothing changed. */
  renew(at: CacheKey, ttlMs: number): Promise<void>;
  /** Forgets every answer of one kind. */
  forget(kind: string): Promise<void>;
  /** Removes what ended long ago; a few thousand at a time. */
  sweep(): Promise<number>;
}

const keptAfterEndMs = 30 * 86_400_000;
const sweptAtOnce = 5000;
/** Longer keys are kept as their hash: an index has no place for them. */
const mostKeyChars = 500;

/** The cache over `spotify_cache`. */
export function createSpotifyCache(db: Db, now: () => Date): SpotifyCache {
  const keyOf = (at: CacheKey) => ({
    kind: at.kind,
    key: at.key.length > mostKeyChars ? createHash('sha256').update(at.key).digest('hex') : at.key,
  });
  const later = (ms: number): Date => new Date(now().getTime() + ms);
  return {
    async get(at) {
      const key = keyOf(at);
      const row = await db
        .selectFrom('spotify_cache')
        .select(['value', 'etag', 'fetched_at', 'expires_at'])
        .where('kind', '=', key.kind)
        .where('key', '=', key.key)
        .executeTakeFirst();
      if (row === undefined) return null;
      return { value: row.value, etag: row.etag, fetchedAt: row.fetched_at, isFresh: row.expires_at > now() };
    },
    async put(at, value, ttlMs, etag = null) {
      if (ttlMs <= 0) return;
      const values = {
        value: json(value),
        etag,
        fetched_at: now(),
        expires_at: later(ttlMs),
      };
      await db
        .insertInto('spotify_cache')
        .values({ ...keyOf(at), ...values })
        .onConflict((oc) => oc.columns(['kind', 'key']).doUpdateSet(values))
        .execute();
    },
    async renew(at, ttlMs) {
      const key = keyOf(at);
      await db
        .updateTable('spotify_cache')
        .set({ fetched_at: now(), expires_at: later(ttlMs) })
        .where('kind', '=', key.kind)
        .where('key', '=', key.key)
        .execute();
    },
    async forget(kind) {
      await db.deleteFrom('spotify_cache').where('kind', '=', kind).execute();
    },
    async sweep() {
      const gone = await sql`
        delete from spotify_cache where ctid in (
          select ctid from spotify_cache where expires_at < ${new Date(now().getTime() - keptAfterEndMs)} limit ${sweptAtOnce}
        )`.execute(db);
      return Number(gone.numAffectedRows ?? 0);
    },
  };
}
