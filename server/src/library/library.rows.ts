import type { Selectable } from 'kysely';
import type { Database } from '#platform/database';
import type { AudioFacts } from './audio/types.ts';

/** A row of the table `library_files`. */
export type LibraryRow = Selectable<Database['library_files']>;

/** What is inside the file of a row. */
export function factsOfRow(
  row: Pick<
    LibraryRow,
    | 'path'
    | 'format'
    | 'codec'
    | 'lossless'
    | 'bitrate_kbps'
    | 'sample_rate_hz'
    | 'bit_depth'
    | 'duration_ms'
    | 'size_bytes'
  >,
): AudioFacts {
  return {
    format: row.format,
    extension: /\.([^./]+)$/u.exec(row.path)?.[1]?.toLowerCase() ?? row.format,
    codec: row.codec,
    lossless: row.lossless,
    bitrateKbps: row.bitrate_kbps,
    sampleRateHz: row.sample_rate_hz,
    bitDepth: row.bit_depth,
    durationMs: row.duration_ms,
    sizeBytes: row.size_bytes,
  };
}
