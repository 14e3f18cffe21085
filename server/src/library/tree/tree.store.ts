import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { LibraryRow } from '../library.rows.ts';

// The expressions of the index `library_files_tree`, letter by letter.
const artistName = sql`coalesce(nullif(album_artist, ''), artists[1], '')`;
const artistKey = sql`lower(left(coalesce(nullif(album_artist, ''), artists[1], ''), 200) collate "und-x-icu")`;
const albumKey = sql`lower(left(coalesce(album, ''), 200) collate "und-x-icu")`;
const keyOf = (text: string) => sql`lower(left(${text}, 200) collate "und-x-icu")`;

/** The pattern of keys that hold the query, whose signs are letters; `null` when it asks for nothing. PostgreSQL text cannot hold NUL. */
function patternOf(query: string) {
  const word = query.replaceAll('\0', ' ').normalize('NFKC').trim();
  return word === '' ? null : sql`'%' || ${keyOf(word.replace(/[\\%_]/g, '\\$&'))} || '%'`;
}

/** More files of one album than these are not listed; the first by disc and number come first. */
const mostTracks = 1000;

/** An artist by the tags of the files: the album artist, else the first artist. */
export interface TreeArtist {
  /** What it is sorted and asked by. */
  readonly key: string;
  /** As most of its files write it. */
  readonly name: string;
  readonly files: number;
  readonly albums: number;
  readonly bytes: number;
  readonly lossless: number;
  /** Its oldest file, for a cover. */
  readonly fileId: number;
  /** Its oldest file that was found rather than fetched: it may have a cover inside. */
  readonly foundId: number | null;
}

/** One album of an artist; files without an album are one with an empty key. */
export interface TreeAlbum {
  readonly key: string;
  readonly title: string;
  /** Four digits; `null` when the tags do not say. */
  readonly year: string | null;
  readonly files: number;
  /** Different places on the album; a second copy of a track is none. */
  readonly tracks: number;
  /** Places that must exist by the numbers that are there: the highest number of each disc. 0 without numbers. */
  readonly highest: number;
  readonly bytes: number;
  readonly duration_ms: number;
  readonly lossless: number;
  readonly formats: readonly string[];
  readonly fileId: number;
  readonly foundId: number | null;
}

/** An album among all of the library. */
export interface WallAlbum {
  readonly artistKey: string;
  readonly key: string;
  /** As most of its files write them. */
  readonly artist: string;
  readonly title: string;
  /** Four digits; `null` when the tags do not say. */
  readonly year: string | null;
  readonly files: number;
  readonly lossless: number;
  /** Its oldest file, for a cover; and its oldest that was found rather than fetched. */
  readonly fileId: number;
  readonly foundId: number | null;
}

/** Where a page of all albums ended. */
export interface WallCursor {
  readonly artistKey: string;
  readonly key: string;
}

/** Where a page of albums ended. */
export interface AlbumCursor {
  readonly year: string;
  readonly key: string;
}

/** The library as people shelve it. */
export interface LibraryTree {
  /** The next artists behind `after` in the order of their names whose name holds `query`; files that are gone do not count. */
  artists(page: { query: string; after: string | null; limit: number }): Promise<TreeArtist[]>;
  /** One artist; `null` when no file names it. */
  artist(name: string): Promise<TreeArtist | null>;
  /** The next albums of an artist, newest first; those without a year at the end. */
  albums(artist: string, page: { after: AlbumCursor | null; limit: number }): Promise<TreeAlbum[]>;
  /** The next albums of the whole library behind `after`, by artist and title, whose artist or title holds `query`; files without an album are none. */
  wall(page: { query: string; after: WallCursor | null; limit: number }): Promise<WallAlbum[]>;
  /** The files of one album by disc and number. */
  tracks(artist: string, album: string): Promise<LibraryRow[]>;
}

/** The queries over `library_files` by artist and album. Each reads the files of what it answers with, by the index `library_files_tree`. */
export function createLibraryTree(db: Db): LibraryTree {
  const columns = sql`${artistKey} as key, mode() within group (order by ${artistName}) as name, count(*) as files, count(distinct ${albumKey}) filter (where album <> '') as albums,
    sum(size_bytes)::bigint as bytes, count(*) filter (where lossless) as lossless, min(id) as "fileId",
    min(id) filter (where origin = 'scan') as "foundId"`;
  return {
    async artists({ query, after, limit }) {
      const like = patternOf(query);
      const { rows } = await sql<TreeArtist>`
        select ${columns} from library_files where missing_since is null
          ${after === null ? sql`` : sql`and ${artistKey} > ${after} collate "und-x-icu"`}
          ${like === null ? sql`` : sql`and ${artistKey} like ${like}`}
        group by ${artistKey} order by ${artistKey} limit ${limit}`.execute(db);
      return rows;
    },

    async artist(name) {
      const { rows } = await sql<TreeArtist>`
        select ${columns} from library_files where missing_since is null and ${artistKey} = ${keyOf(name)} group by ${artistKey}`.execute(
        db,
      );
      return rows[0] ?? null;
    },

    async albums(artist, { after, limit }) {
      const { rows } = await sql<TreeAlbum>`
        with places as (
          select ${albumKey} as key, coalesce(disc_number, 1) as disc, track_number as number, coalesce(track_number::text, recording_key, id::text) as place,
            array_agg(coalesce(album, '')) as titles, min(substring(release_date from '^[0-9]{4}')) as year, count(*) as files, sum(size_bytes) as bytes,
            max(coalesce(duration_ms, 0)) as duration_ms, count(*) filter (where lossless) as lossless, array_agg(distinct format) as formats, min(id) as file, min(id) filter (where origin = 'scan') as found
          from library_files where missing_since is null and ${artistKey} = ${keyOf(artist)} group by 1, 2, 3, 4
        ), discs as (
          select key, disc, max(number) as highest from places group by 1, 2
        ), shelf as (
          select key,
            (select mode() within group (order by t) from places p, unnest(p.titles) t where p.key = places.key) as title, min(year) as year, sum(files)::int as files, count(*) as tracks, sum(bytes)::bigint as bytes,
            sum(duration_ms)::bigint as duration_ms, sum(lossless)::int as lossless, min(file) as "fileId", min(found) as "foundId",
            (select coalesce(sum(highest), 0)::int from discs where discs.key = places.key) as highest,
            (select array_agg(distinct f order by f) from places p, unnest(p.formats) f where p.key = places.key) as formats
          from places group by key
        )
        select * from shelf
        ${after === null ? sql`` : sql`where coalesce(year, '') < ${after.year} or (coalesce(year, '') = ${after.year} and key > ${after.key} collate "und-x-icu")`}
        order by coalesce(year, '') desc, key limit ${limit}`.execute(db);
      return rows;
    },

    async wall({ query, after, limit }) {
      const like = patternOf(query);
      const { rows } = await sql<WallAlbum>`
        select ${artistKey} as "artistKey", ${albumKey} as key, mode() within group (order by ${artistName}) as artist, mode() within group (order by album) as title,
          min(substring(release_date from '^[0-9]{4}')) as year, count(*) as files, count(*) filter (where lossless) as lossless,
          min(id) as "fileId", min(id) filter (where origin = 'scan') as "foundId"
        from library_files where missing_since is null and album <> ''
          ${after === null ? sql`` : sql`and (${artistKey}, ${albumKey}) > (${after.artistKey} collate "und-x-icu", ${after.key} collate "und-x-icu")`}
          ${like === null ? sql`` : sql`and (${artistKey} like ${like} or ${albumKey} like ${like})`}
        group by ${artistKey}, ${albumKey} order by ${artistKey}, ${albumKey} limit ${limit}`.execute(db);
      return rows;
    },

    async tracks(artist, album) {
      const { rows } = await sql<LibraryRow>`
        select * from library_files where missing_since is null and ${artistKey} = ${keyOf(artist)} and ${albumKey} = ${keyOf(album)}
        order by coalesce(disc_number, 1), track_number nulls last, title, id limit ${mostTracks}`.execute(db);
      return rows;
    },
  };
}
