import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { AudioFacts } from '../audio/types.ts';
import { factsOfRow } from '../library.rows.ts';

/** Two lengths further apart than this are two recordings, even under one name; as in the library's lookup. */
const sameRecordingMs = 10_000;
/** Of one recording no more files than these are shown. */
const mostFiles = 50;

/** One file of a recording that the library has several times. */
export interface Copy {
  readonly id: number;
  readonly path: string;
  readonly album: string | null;
  readonly format: string;
  readonly codec: string | null;
  readonly lossless: boolean | null;
  readonly bitrate_kbps: number | null;
  readonly sample_rate_hz: number | null;
  readonly bit_depth: number | null;
  readonly duration_ms: number | null;
  readonly size_bytes: number;
  readonly wish_id: number | null;
  readonly best: boolean;
}

/** Lists recordings of which the library has several files. */
export interface Copies {
  page(
    limit: number,
    offset: number,
  ): Promise<{
    readonly items: { readonly title: string; readonly artists: string[]; readonly files: Copy[] }[];
    readonly total: number;
  }>;
}

/**
 * Recordings with the same artist, song and version and about the same length, by reading the index `library_files_copies` alone.
 * `isBetter` is the quality profile's opinion.
 */
export function createCopies(db: Db, isBetter: (a: AudioFacts, b: AudioFacts) => boolean): Copies {
  return {
    async page(limit, offset) {
      const { rows: keys } = await sql<{ key: string | null; total: number }>`
        with several as materialized (
          select recording_key from (
            select recording_key, duration_ms, lag(duration_ms) over same as before, row_number() over same as n from library_files
            where recording_key is not null and missing_since is null
            window same as (partition by recording_key order by duration_ms)
          ) f where n > 1 and coalesce(duration_ms - before, 0) <= ${sameRecordingMs} and recording_key not like '|%' group by recording_key
        )
        select key, total from (select count(*) as total from several) t
        left join lateral (select recording_key as key from several order by recording_key limit ${limit} offset ${offset}) p on true`.execute(
        db,
      );
      const wanted = keys.flatMap(({ key }) => key ?? []);
      const rows =
        wanted.length === 0
          ? []
          : await db
              .selectFrom('library_files')
              .select([
                'id',
                'path',
                'title',
                'artists',
                'album',
                'format',
                'codec',
                'lossless',
                'bitrate_kbps',
                'sample_rate_hz',
              ])
              .select(['bit_depth', 'duration_ms', 'size_bytes', 'wish_id', 'recording_key'])
              .where('recording_key', 'in', wanted)
              .where('missing_since', 'is', null)
              .orderBy('recording_key')
              .orderBy('id')
              .execute();
      const byKey = Map.groupBy(rows, (row) => row.recording_key);
      const items = [...byKey.values()].map((files) => {
        const [first] = files;
        const shown = files.slice(0, mostFiles).map((row) => ({ row, facts: factsOfRow(row) }));
        const ranked = shown.toSorted(
          (a, b) => Number(isBetter(b.facts, a.facts)) - Number(isBetter(a.facts, b.facts)),
        );
        return {
          title: first?.title ?? '',
          artists: first?.artists ?? [],
          files: ranked.map(({ row: { title: _title, artists: _artists, recording_key: _key, ...row }, facts }) => ({
            ...row,
            best: !shown.some((other) => isBetter(other.facts, facts)),
          })),
        };
      });
      return { items, total: keys[0]?.total ?? 0 };
    },
  };
}
