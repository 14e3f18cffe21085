import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** How much the library holds; files that are gone do not count. */
export interface LibrarySummary {
  readonly files: number;
  readonly bytes: number;
  readonly duration_ms: number;
  readonly lossless: number;
  readonly untagged: number;
  readonly artists: number;
  readonly albums: number;
}

/**
 * Counts the library. Counting reads every file, so it is done once after each change, whoever made it (triggers of `library_files` note them in
 * `library_changes`); until the next one every question gets what was counted.
 */
export function createLibrarySummary(db: Db): () => Promise<LibrarySummary> {
  let kept: { readonly changes: number; readonly summary: Promise<LibrarySummary> } | null = null;
  return async () => {
    // asked before counting: what changes meanwhile is counted, or makes the next question count again
    const { changes } = await db
      .selectFrom('library_changes')
      .select(sql<number>`coalesce(sum(n), 0)::bigint`.as('changes'))
      .executeTakeFirstOrThrow();
    if (kept?.changes === changes) return await kept.summary;
    const mine = { changes, summary: count(db) };
    kept = mine;
    mine.summary.catch(() => {
      if (kept === mine) kept = null;
    });
    return await mine.summary;
  };
}

async function count(db: Db): Promise<LibrarySummary> {
  const { rows } = await sql<LibrarySummary>`
    with shelves as (
      select coalesce(album_artist, artists[1]) as artist, album, count(*) as files, sum(size_bytes) as bytes, sum(duration_ms) as duration_ms,
        count(*) filter (where lossless) as lossless, count(*) filter (where tagged_at is null) as untagged
      from library_files where missing_since is null group by 1, 2
    )
    select coalesce(sum(files), 0)::bigint as files, coalesce(sum(bytes), 0)::bigint as bytes, coalesce(sum(duration_ms), 0)::bigint as duration_ms,
      coalesce(sum(lossless), 0)::bigint as lossless, coalesce(sum(untagged), 0)::bigint as untagged, count(distinct artist) as artists, count(album) as albums
    from shelves`.execute(db);
  const [summary] = rows;
  if (summary === undefined) throw new Error('Counting the library answered nothing.');
  return summary;
}

/** Draws the notes of `library_changes` together into one. */
export async function gatherLibraryChanges(db: Db): Promise<void> {
  await sql`
    with gone as (delete from library_changes returning n)
    insert into library_changes select sum(n) from gone having count(*) > 0`.execute(db);
}
