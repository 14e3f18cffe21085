import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { searchText } from '../library.keys.ts';
import type { KnownFile, Pair } from './compare.ts';
import type { Reading, SeenFile } from './types.ts';

/** A part of the music folder; empty folder: all of it. `shallow`: without the folders in it. */
export interface ScanScope {
  readonly folder: string;
  readonly shallow: boolean;
}

/** A file with what is in it. */
export interface ReadFile {
  readonly seen: SeenFile;
  readonly reading: Reading & { readonly kind: 'audio' };
}

/** A row that may be the same file under its earlier name. */
export interface Twin extends KnownFile {
  readonly recordingKey: string | null;
  readonly durationMs: number | null;
  readonly missingSince: Date | null;
}

interface Row {
  readonly id: number;
  readonly path: string;
  readonly size_bytes: number;
  readonly mtime_us: number | null;
  readonly inode: string | null;
  readonly missing_since: Date | null;
  readonly origin: 'wish' | 'scan';
}

const columns = ['id', 'path', 'size_bytes', 'mtime_us', 'inode', 'missing_since', 'origin'] as const;
/** Rows of one statement; making more of them into text would hold the process up. */
const rowsPerStatement = 250;
const sampleSize = 64;

function knownOf(row: Row): KnownFile {
  const { id, path, inode, origin } = row;
  return {
    id,
    path,
    sizeBytes: row.size_bytes,
    mtimeUs: row.mtime_us,
    inode,
    missing: row.missing_since !== null,
    origin,
  };
}

/** What a scan asks and changes of `library_files`, which is this room's table. */
export function createScanIndex(db: Db) {
  async function twins(by: 'inode' | 'recording_key', values: readonly string[]): Promise<Twin[]> {
    if (values.length === 0) return [];
    const rows = await db
      .selectFrom('library_files')
      .select([...columns, 'recording_key', 'duration_ms'])
      .where(by, 'in', [...new Set(values)])
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      ...knownOf(row),
      recordingKey: row.recording_key,
      durationMs: row.duration_ms,
      missingSince: row.missing_since,
    }));
  }

  return {
    /** Rows behind `after` up to `upTo` (`null`: without end) in the order of the walk, at most `limit`. */
    async between(scope: ScanScope, after: string | null, upTo: string | null, limit: number): Promise<KnownFile[]> {
      let rows = db.selectFrom('library_files').select(columns).orderBy('path').limit(limit);
      if (scope.folder !== '') {
        // "0" follows "/"
        rows = rows.where('path', '>', `${scope.folder}/`).where('path', '<', `${scope.folder}0`);
      }
      if (scope.shallow) {
        const prefix = scope.folder === '' ? '' : `${scope.folder}/`;
        rows = rows.where(sql<boolean>`strpos(substr(path, length(${prefix}::text) + 1), '/') = 0`);
      }
      if (after !== null) rows = rows.where('path', '>', after);
      if (upTo !== null) rows = rows.where('path', '<=', upTo);
      return (await rows.execute()).map(knownOf);
    },
    /** Rows of files with these numbers on their disk. */
    withInodes: (inodes: readonly string[]) => twins('inode', inodes),
    /** Rows of these recordings. */
    withRecordings: (keys: readonly string[]) => twins('recording_key', keys),
    /** Paths of some files, spread over the library, that ought to be there. */
    async sample(): Promise<readonly string[]> {
      const { rows } = await sql<{ path: string }>`
        with ends as (select min(id) as low, max(id) as high from library_files where missing_since is null)
        select distinct f.path from ends cross join generate_series(1, ${sampleSize}) as n cross join lateral (
          select path from library_files where missing_since is null and id >= low + floor((high - low + 1) * (random() + n * 0))::bigint
          order by id limit 1) f`.execute(db);
      return rows.map((row) => row.path);
    },
    /** Enters files that have no row; answers how many. What has got one meanwhile keeps it. */
    async add(trx: Db, files: readonly ReadFile[]): Promise<number> {
      let added = 0;
      for (let from = 0; from < files.length; from += rowsPerStatement) {
        const rows = files
          .slice(from, from + rowsPerStatement)
          .map((file) => ({ path: file.seen.path, ...valuesOf(file) }));
        const { numAffectedRows } = await sql`
          insert into library_files (origin, path, ${sql.raw(written)})
          select 'scan', path, ${sql.raw(written)} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(path text, ${sql.raw(types)})
          on conflict (path) do nothing`.execute(trx);
        added += Number(numAffectedRows ?? 0);
      }
      return added;
    },
    /** Brings rows up to date with what is in their files; `path` changes with it when the file was moved. What was wished for keeps its names. */
    async rewrite(trx: Db, pairs: readonly (ReadFile & { readonly known: KnownFile })[]): Promise<void> {
      for (let from = 0; from < pairs.length; from += rowsPerStatement) {
        const rows = pairs
          .slice(from, from + rowsPerStatement)
          .map((pair) => ({ id: pair.known.id, path: pair.seen.path, ...valuesOf(pair) }));
        const data = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id bigint, path text, ${sql.raw(types)})`;
        await sql`
          update library_files f set path = t.path, missing_since = null, updated_at = now(), ${sql.raw(set(factColumns))}
          from ${data} where f.id = t.id`.execute(trx);
        await sql`
          update library_files f set ${sql.raw(set(nameColumns))} from ${data}
          where f.id = t.id and f.origin = 'scan'`.execute(trx);
      }
    },
    /** Notes where files are and when they were changed, and that they are there; their content is as their rows say. */
    async stamp(trx: Db, pairs: readonly Pair[]): Promise<void> {
      for (let from = 0; from < pairs.length; from += rowsPerStatement) {
        const rows = pairs.slice(from, from + rowsPerStatement).map(({ known, seen }) => ({
          id: known.id,
          path: seen.path,
          mtime_us: seen.mtimeUs,
          inode: seen.inode,
        }));
        await sql`
          update library_files f set path = t.path, mtime_us = t.mtime_us, inode = t.inode, missing_since = null
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id bigint, path text, mtime_us bigint, inode text) where f.id = t.id`.execute(
          trx,
        );
      }
    },
    /** Marks rows whose files are not there (whole) any more; they keep everything else. Answers how many were not marked yet. */
    async markMissing(trx: Db, ids: readonly number[]): Promise<number> {
      if (ids.length === 0) return 0;
      const marked = await trx
        .updateTable('library_files')
        .set({ missing_since: sql<Date>`now()` })
        .where('id', 'in', [...ids])
        .where('missing_since', 'is', null)
        .executeTakeFirst();
      return Number(marked.numUpdatedRows);
    },
    /** Paths at which a file is being placed, restored or thrown away right now: relative, and absolute as the journal has them. */
    async busyPaths(): Promise<{ readonly targets: ReadonlySet<string>; readonly trashed: ReadonlySet<string> }> {
      const [operations, receipts] = [
        await db.selectFrom('file_operations').select('target_path').where('state', '=', 'intent').execute(),
        await db.selectFrom('trash').select('original_path').where('state', '<>', 'trashed').execute(),
      ];
      return {
        targets: new Set(operations.map((row) => row.target_path)),
        trashed: new Set(receipts.map((row) => row.original_path)),
      };
    },
  };
}

/** What a scan asks and changes of the library's rows. */
export type ScanIndex = ReturnType<typeof createScanIndex>;

const factTypes = {
  size_bytes: 'bigint',
  mtime_us: 'bigint',
  inode: 'text',
  format: 'text',
  codec: 'text',
  lossless: 'boolean',
  bitrate_kbps: 'integer',
  sample_rate_hz: 'integer',
  bit_depth: 'integer',
  duration_ms: 'integer',
} as const;
const nameTypes = {
  title: 'text',
  artists: 'text[]',
  album: 'text',
  album_artist: 'text',
  track_number: 'integer',
  disc_number: 'integer',
  release_date: 'text',
  isrc: 'text',
  search_text: 'text',
  recording_key: 'text',
  match_text: 'text',
} as const;
const factColumns = Object.keys(factTypes);
const nameColumns = Object.keys(nameTypes);
const written = [...factColumns, ...nameColumns].join(', ');
const types = Object.entries({ ...factTypes, ...nameTypes })
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');
const set = (names: readonly string[]): string => names.map((name) => `${name} = t.${name}`).join(', ');

function valuesOf({ seen, reading }: ReadFile): Record<keyof typeof factTypes | keyof typeof nameTypes, unknown> {
  const { facts, names, keys } = reading;
  return {
    size_bytes: seen.sizeBytes,
    mtime_us: seen.mtimeUs,
    inode: seen.inode,
    format: facts.format,
    codec: facts.codec,
    lossless: facts.lossless,
    bitrate_kbps: facts.bitrateKbps,
    sample_rate_hz: facts.sampleRateHz,
    bit_depth: facts.bitDepth,
    duration_ms: facts.durationMs,
    title: names.title,
    artists: names.artists,
    album: names.album,
    album_artist: names.albumArtist,
    track_number: names.trackNumber,
    disc_number: names.discNumber,
    release_date: names.releaseDate,
    isrc: names.isrc,
    search_text: searchText([names.title, ...names.artists, names.album]),
    ...keys,
  };
}
