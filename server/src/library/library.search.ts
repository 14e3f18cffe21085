import { type SqlBool, sql } from 'kysely';
import { romanise, words } from '#music';
import type { Db } from '#platform/database';

const wordLimit = 8;
const escaped = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Files whose title, artists or album hold every word, whatever its accents and script; the names that are nearest to the query first. At most `limit`. */
export async function searchLibrary(db: Db, query: string, limit: number) {
  const asked = words(query.slice(0, 500)).slice(0, wordLimit);
  if (asked.length === 0) return [];
  let matching = db
    .selectFrom('library_files')
    .select(['id', 'path', 'title', 'artists', 'album', 'album_artist', 'release_date', 'duration_ms', 'bitrate_kbps'])
    .select(['format', 'wish_id'])
    .where('missing_since', 'is', null);
  for (const word of asked) {
    const latin = romanise(word) || word;
    matching = matching.where(
      sql<SqlBool>`(search_text like ${`%${escaped(word)}%`} or match_text like ${`%${escaped(latin)}%`})`,
    );
  }
  const said = asked.map((word) => romanise(word) || word).join(' ');
  return await matching
    .orderBy(sql`similarity(coalesce(match_text, ''), ${said}) desc`)
    .orderBy('id')
    .limit(limit)
    .execute();
}
