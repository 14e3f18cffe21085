import { type TProperties, type TSchema, Type } from 'typebox';
import type { LibraryRow } from './library.rows.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });

/** A file of the library as callers see it. */
export const fileSchema = object({
  id: Type.Integer(),
  path: Type.String({ description: 'Relative to the music folder, forward slashes' }),
  wish_id: nullable(Type.Integer()),
  origin: Type.Union([Type.Literal('wish'), Type.Literal('scan')], {
    description: 'wish: Harmony fetched it · scan: it was found in the music folder',
  }),
  title: Type.String(),
  artists: Type.Array(Type.String()),
  album: nullable(Type.String()),
  album_artist: nullable(Type.String()),
  track_number: nullable(Type.Integer()),
  disc_number: nullable(Type.Integer()),
  release_date: nullable(Type.String()),
  isrc: nullable(Type.String()),
  format: Type.String(),
  codec: nullable(Type.String()),
  lossless: nullable(Type.Boolean()),
  bitrate_kbps: nullable(Type.Integer()),
  sample_rate_hz: nullable(Type.Integer()),
  bit_depth: nullable(Type.Integer()),
  duration_ms: nullable(Type.Integer()),
  size_bytes: Type.Integer(),
  tagged_at: nullable(Type.String({ format: 'date-time' })),
  tag_problem: nullable(Type.String({ description: 'Why the tags could not be written, for people' })),
  added_at: Type.String({ format: 'date-time' }),
  artwork_url: nullable(Type.String({ description: 'Address of the small cover below the base path' })),
});

/** The view of each row, with the address of its small cover: one that was fetched, else the one inside a file that was found. */
export async function viewsOf(
  rows: readonly LibraryRow[],
  coversOf: (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>,
) {
  const covers = await coversOf(rows.map((row) => row.id));
  return rows.map((row) =>
    viewOf(row, covers.get(row.id) ?? (row.origin === 'scan' ? `/library/files/${row.id}/artwork` : null)),
  );
}

function viewOf(row: LibraryRow, artwork_url: string | null) {
  const { search_text: _search, updated_at: _updated, recording_key: _key, match_text: _match, ...rest } = row;
  const { mtime_us: _time, inode: _inode, missing_since: _missing, ...view } = rest;
  return {
    ...view,
    tagged_at: row.tagged_at?.toISOString() ?? null,
    added_at: row.added_at.toISOString(),
    artwork_url,
  };
}
