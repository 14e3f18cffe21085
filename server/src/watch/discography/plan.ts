import type { LocalRelease } from '../sync/delta.ts';
import { createEditions } from '../sync/editions-known.ts';

const order = ['album', 'ep', 'single', 'other'];

/**
 * Which releases make a discography, in the order in which they are fetched: albums first, then EPs, then singles, each from the oldest on, so that a song is
 * filed under its album and not under its single. Of several editions the first one counts; what is not out yet, or of an unwanted kind, is left out.
 */
export function planDiscography(
  releases: readonly LocalRelease[],
  kinds: readonly string[],
  today: string,
): readonly LocalRelease[] {
  const editions = createEditions();
  const edition = (row: LocalRelease) => ({
    sourceId: row.source_id,
    groupKey: row.group_key,
    title: row.title,
    date: row.release_date,
    settled: false,
  });
  const wanted = releases.filter(
    (row) =>
      row.inactive_at === null &&
      [row.release_type, ...row.kinds].every((kind) => kinds.includes(kind)) &&
      (row.release_date ?? '0') <= today,
  );
  for (const row of wanted) editions.note(edition(row));
  const rank = (row: LocalRelease): string =>
    `${order.indexOf(row.release_type)} ${row.release_date ?? '9999'} ${String(row.id).padStart(12, '0')}`;
  return wanted.filter((row) => !editions.isLater(edition(row))).toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
