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

/** A file as it is looked for elsewhere. */
export interface LibraryTrack {
  readonly id: number;
  /** Relative to the music folder. */
  readonly path: string;
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly durationMs: number | null;
  readonly isrc: string | null;
}

/** Files with these ids, or the next ones after an id, by id; files that are missing from the disk are left out. */
export async function libraryTracks(
  db: Db,
  which: { readonly ids: readonly number[] } | { readonly after: number; readonly limit: number },
): Promise<LibraryTrack[]> {
  if ('ids' in which && which.ids.length === 0) return [];
  const files = db
    .selectFrom('library_files')
    .select(['id', 'path', 'title', 'artists', 'album', 'duration_ms as durationMs', 'isrc'])
    .where('missing_since', 'is', null)
    .orderBy('id');
  return 'ids' in which
    ? await files.where('id', 'in', [...which.ids]).execute()
    : await files.where('id', '>', which.after).limit(which.limit).execute();
}
