import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { libraryKeys } from './library.keys.ts';

/** What the library has of one album, by the tags of its files. */
export interface OwnedAlbum {
  readonly album: string;
  /** The year of release, four digits; `null` when the tags do not say. */
  readonly year: string | null;
  /** One text per different track: its place on the album, or the recording where there is none. */
  readonly tracks: readonly string[];
  /** One of its files. */
  readonly fileId: number;
}

/** More albums of one artist than these are not looked at; the largest come first. */
const mostAlbums = 2000;

/**
 * The albums of whoever has one of these names, as far as we own files of them, in one statement over the files of that artist alone (index
 * `library_files_artist`). Files whose keys are not computed yet are not seen.
 */
export async function ownedAlbums(db: Db, names: readonly string[]): Promise<readonly OwnedAlbum[]> {
  const keys = names.map((name) => libraryKeys({ title: '', artists: [name] }).recording_key.split('|', 1)[0] ?? '');
  const wanted = [...new Set(keys)].filter((key) => key !== '');
  if (wanted.length === 0) return [];
  const { rows } = await sql<OwnedAlbum>`
    select album, substring(release_date from '^[0-9]{4}') as year, min(id) as "fileId",
      array_agg(distinct coalesce(coalesce(disc_number, 1) || '/' || track_number, recording_key)) as tracks
    from library_files
    where split_part(recording_key, '|', 1) = any(${wanted}::text[]) and recording_key is not null and album is not null and missing_since is null
    group by 1, 2 order by count(*) desc, 1 limit ${mostAlbums}`.execute(db);
  return rows;
}
