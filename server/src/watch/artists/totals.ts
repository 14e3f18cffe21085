import { type SqlBool, sql } from 'kysely';
import { compact } from '#music';
import type { Db } from '#platform/database';
import { groupKey } from '../editions.ts';

/** What the catalogue knows of whoever has a name: where to read on, and how many tracks each release has. */
export interface KnownArtist {
  readonly artistKey: string;
  /** The number of tracks of the album of this title; `null` when the catalogue does not say. Of several of one title that of `year`, else the longest. */
  totalOf(title: string, year: string | null): number | null;
  /** The release of which `totalOf` speaks, by its number in the catalogue. */
  releaseOf(title: string, year: string | null): number | null;
}

/** The known artist of exactly this name whose releases were read; `null` when there is none. One artist's releases are read, by index. */
export async function knownArtist(db: Db, name: string): Promise<KnownArtist | null> {
  const rows = await db
    .selectFrom('artists')
    .innerJoin('artist_releases as r', 'r.artist_id', 'artists.id')
    .select([
      'artists.artist_key',
      'r.id',
      'r.title',
      'r.group_key',
      'r.release_type',
      'r.release_date',
      'r.total_tracks',
    ])
    // the index `artists_name` is in the order of bytes
    .where(sql<SqlBool>`artists.name collate "C" = ${name.replaceAll('\0', ' ')}`)
    .where('r.inactive_at', 'is', null)
    .orderBy('artists.last_synced_at', (by) => by.desc().nullsLast())
    .limit(5000)
    .execute();
  const [first] = rows;
  if (first === undefined) return null;
  const own = rows.filter((row) => row.artist_key === first.artist_key && row.total_tracks !== null);
  const titled = Map.groupBy(own, (row) => compact(row.title));
  const editions = Map.groupBy(own, (row) => row.group_key);
  const albumOf = (title: string, year: string | null) => {
    const all = titled.get(compact(title)) ?? editions.get(groupKey(title, 'album')) ?? [];
    const dated = all.filter((row) => year !== null && row.release_date?.startsWith(year) === true);
    return (dated.length > 0 ? dated : all).toSorted((a, b) => (b.total_tracks ?? 0) - (a.total_tracks ?? 0))[0];
  };
  return {
    artistKey: first.artist_key,
    totalOf: (title, year) => albumOf(title, year)?.total_tracks ?? null,
    releaseOf: (title, year) => albumOf(title, year)?.id ?? null,
  };
}
