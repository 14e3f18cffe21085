import type { AccountTrack } from './ports.ts';

const recentMs = 30 * 86_400_000;
/** Below everything that a person asked for (0), so that nobody waits behind a whole account. */
const base = -40;

/**
 * How important a track is: saved ones before those of playlists, then those in many playlists and those added lately. Spotify's popularity, by which
 * this went before, is not given to apps any more.
 */
export function priorityOf(track: AccountTrack, now: Date): number {
  const recent = track.added_at !== null && now.getTime() - track.added_at.getTime() < recentMs;
  return base + (track.saved ? 20 : 10) + Math.min(5, Math.max(0, track.lists - 1)) + (recent ? 5 : 0);
}

/** Where a run stands in the order of comparing. */
export interface Cursor {
  readonly priority: number;
  readonly uri: string;
}

/**
 * The tracks that come after the cursor, the most important first. `tracks` come by URI and stay so among equals, so that every run has the same order. In
 * one pass: an account may hold tens of thousands.
 */
export function inOrder<T extends AccountTrack>(
  tracks: readonly T[],
  now: Date,
  after: Cursor | null,
): readonly (T & { readonly priority: number })[] {
  const levels = new Map<number, (T & { readonly priority: number })[]>();
  for (const track of tracks) {
    const priority = priorityOf(track, now);
    if (after !== null && (priority > after.priority || (priority === after.priority && track.uri <= after.uri)))
      continue;
    const level = levels.get(priority);
    if (level === undefined) levels.set(priority, [{ ...track, priority }]);
    else level.push({ ...track, priority });
  }
  return [...levels.keys()].toSorted((a, b) => b - a).flatMap((priority) => levels.get(priority) ?? []);
}
