import { createHash } from 'node:crypto';
import { readDate } from '../dates.ts';
import { groupKey } from '../editions.ts';
import type { ListedRelease, SourceName } from '../ports.ts';

/** A release as the table has it. */
export interface LocalRelease {
  readonly id: number;
  readonly source: string;
  readonly source_id: string;
  readonly title: string;
  readonly group_key: string;
  readonly release_date: string | null;
  readonly release_type: string;
  readonly kinds: readonly string[];
  readonly total_tracks: number | null;
  readonly state: string;
  readonly state_reason: string | null;
  readonly out_on: string | null;
  readonly version: string;
  readonly inactive_at: Date | null;
  readonly inactive_reason: string | null;
}

/** A release as it is to be stored. */
export interface RemoteRelease {
  readonly sourceId: string;
  readonly title: string;
  readonly groupKey: string;
  readonly date: string | null;
  readonly type: string;
  readonly kinds: readonly string[];
  readonly totalTracks: number | null;
  readonly images: readonly string[];
  readonly version: string;
}

/** What differs between what a source lists and what is stored of it. */
export interface Delta {
  readonly added: readonly RemoteRelease[];
  readonly updated: readonly { readonly before: LocalRelease; readonly after: RemoteRelease }[];
  readonly removed: readonly LocalRelease[];
}

/** First 32 hex digits of SHA-256 over the values, each with its length before it (contract §3.7). */
export function digest(...values: readonly (string | number | null)[]): string {
  const hash = createHash('sha256');
  for (const value of values) {
    const text = value === null ? '' : String(value);
    hash.update(`${text.length}:${text}`);
  }
  return hash.digest('hex').slice(0, 32);
}

/** Brings what a source lists into the stored form: without title it is left out, a repeated id counts once, an impossible date is unknown. */
export function normaliseListing(releases: readonly ListedRelease[]): RemoteRelease[] {
  const byId = new Map<string, RemoteRelease>();
  for (const release of releases) {
    const title = release.title
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 512);
    if (title === '' || release.sourceId === '' || byId.has(release.sourceId)) continue;
    const type = release.kinds[0] ?? 'other';
    const date = readDate(release.date)?.text ?? null;
    const kinds = [...new Set(release.kinds.slice(1))].sort();
    const images = release.images.slice(0, 3);
    byId.set(release.sourceId, {
      sourceId: release.sourceId,
      title,
      groupKey: groupKey(title, type),
      date,
      type,
      kinds,
      totalTracks: release.totalTracks,
      images,
      version: digest(title.toLowerCase(), date, type, kinds.join(), release.totalTracks, images.join()),
    });
  }
  return [...byId.values()];
}

/** What changed. Only a complete listing can show that something is gone; what was inactive and is listed again counts as updated. */
export function determineDelta(
  source: SourceName,
  local: readonly LocalRelease[],
  remote: readonly RemoteRelease[],
  complete: boolean,
): Delta {
  const known = new Map(local.filter((row) => row.source === source).map((row) => [row.source_id, row]));
  const added: RemoteRelease[] = [];
  const updated: { before: LocalRelease; after: RemoteRelease }[] = [];
  for (const release of remote) {
    const before = known.get(release.sourceId);
    known.delete(release.sourceId);
    if (before === undefined) added.push(release);
    else if (before.version !== release.version || before.inactive_at !== null)
      updated.push({ before, after: release });
  }
  const removed = complete ? [...known.values()].filter((row) => row.inactive_at === null) : [];
  return { added, updated, removed };
}

/** Names that came and went, whatever their case. */
export function aliasDelta(
  before: readonly string[],
  after: readonly string[],
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const fold = (names: readonly string[]): Set<string> => new Set(names.map((name) => name.toLowerCase()));
  const had = fold(before);
  const has = fold(after);
  return {
    added: after.filter((name) => !had.has(name.toLowerCase())),
    removed: before.filter((name) => !has.has(name.toLowerCase())),
  };
}
