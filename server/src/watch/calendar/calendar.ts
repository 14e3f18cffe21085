import { createHash, randomBytes } from 'node:crypto';
import { type Db } from '#platform/database';
import type { Clock } from '#platform/outbound';
import { readDate } from '../dates.ts';

/** A release of a watched artist, for a calendar. */
export interface CalendarEntry {
  readonly id: number;
  readonly artistKey: string;
  readonly artist: string;
  readonly title: string;
  readonly type: string;
  /** The day, or the first day of the month or year when no more is known. */
  readonly day: string;
  readonly precision: 'day' | 'month' | 'year';
  readonly state: string;
  readonly updatedAt: Date;
}

/** More than this nobody reads. */
export const mostEntries = 1000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Releases of watched artists by day, and the secrets under which a calendar program may fetch them. */
export function createCalendar(db: Db, clock: Clock) {
  return {
    /** Days are inclusive. */
    async between(from: string, to: string, limit = mostEntries): Promise<CalendarEntry[]> {
      const rows = await db
        .selectFrom('artist_releases')
        .innerJoin('artist_watchlist', 'artist_watchlist.artist_id', 'artist_releases.artist_id')
        .innerJoin('artists', 'artists.id', 'artist_releases.artist_id')
        .select([
          'artist_releases.id',
          'artist_releases.artist_key',
          'artists.name',
          'artist_releases.title',
          'artist_releases.release_type',
          'artist_releases.release_date',
          'artist_releases.out_on',
          'artist_releases.state',
          'artist_releases.updated_at',
        ])
        .where('artist_releases.inactive_at', 'is', null)
        .where('artist_releases.out_on', '>=', from)
        .where('artist_releases.out_on', '<=', to)
        .orderBy('artist_releases.out_on')
        .orderBy('artist_releases.id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        artistKey: row.artist_key,
        artist: row.name,
        title: row.title,
        type: row.release_type,
        day: row.out_on ?? from,
        precision: readDate(row.release_date)?.precision ?? 'day',
        state: row.state,
        updatedAt: row.updated_at,
      }));
    },
    /** A new secret; only its hash is kept, so it can be shown once. */
    async addToken(name: string): Promise<{ readonly id: number; readonly token: string }> {
      const token = randomBytes(24).toString('base64url');
      const row = await db
        .insertInto('calendar_tokens')
        .values({ name, token_hash: hashOf(token), created_at: new Date(clock.now()) })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { id: row.id, token };
    },
    tokens: () =>
      db.selectFrom('calendar_tokens').select(['id', 'name', 'created_at', 'last_used_at']).orderBy('id').execute(),
    async removeToken(id: number): Promise<boolean> {
      const gone = await db.deleteFrom('calendar_tokens').where('id', '=', id).returning('id').executeTakeFirst();
      return gone !== undefined;
    },
    /** Whether the secret is one of ours; notes that it was used. */
    async admits(token: string): Promise<boolean> {
      const row = await db
        .updateTable('calendar_tokens')
        .set({ last_used_at: new Date(clock.now()) })
        .where('token_hash', '=', hashOf(token))
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Releases by day. */
export type Calendar = ReturnType<typeof createCalendar>;
