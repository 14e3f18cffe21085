import type { Db } from '#platform/database';

/** Paths (relative to the music folder) and lengths of files, by their ids. */
export async function libraryPaths(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly path: string; readonly durationMs: number | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('library_files')
    .select(['id', 'path', 'duration_ms'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, { path: row.path, durationMs: row.duration_ms }]));
}
