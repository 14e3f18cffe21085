import { distance } from 'fastest-levenshtein';
import type { VersionKind, VersionMark } from './kinds.ts';

/** How the versions that a file or record claims agree with the wanted ones. */
export interface VersionVerdict {
  /** Claimed, not wanted. */
  readonly extra: readonly VersionMark[];
  /** Wanted, not claimed. */
  readonly missing: readonly VersionMark[];
  /** Same kind, but of somebody or somewhere else: another remixer, place, part. */
  readonly conflict: readonly VersionMark[];
  /** Wanted with a name, claimed without (`X Remix` wanted, `Remix` claimed), or the reverse. */
  readonly vague: boolean;
}

const agreed: VersionVerdict = { extra: [], missing: [], conflict: [], vague: false };

/** Kinds that satisfy each other when one of them is wanted: an unplugged concert is live and acoustic, a TV-size cut is an edit. */
const related: Readonly<Partial<Record<VersionKind, readonly VersionKind[]>>> = {
  live: ['live'],
  stem: ['stem', 'instrumental'],
};

/** Whether two words are the same but for a slip of the pen; numbers must be equal. */
export function sameWord(left: string, right: string): boolean {
  if (left === right) return true;
  const shorter = Math.min(left.length, right.length);
  if (shorter < 4 || Math.abs(left.length - right.length) > 2 || /\d/.test(left) || /\d/.test(right)) return false;
  return distance(left, right) <= (shorter < 8 ? 1 : 2);
}

/** Whether two details speak of the same: nothing in common is another one; a shorter one (`Wembley`) within a longer (`Wembley Stadium London`) is the same. */
export function sameDetail(left: string, right: string): boolean {
  if (left === right) return true;
  const [few, many] = [left.split(' '), right.split(' ')].sort((a, b) => a.length - b.length) as [string[], string[]];
  const joined = many.join('');
  if (few.join('') === joined) return true;
  const shared = few.filter((word) => many.some((other) => sameWord(word, other))).length;
  return shared >= Math.max(1, Math.ceil(few.length * 0.6));
}

/** Whether some word of a name is one of the artists (all of them, compact). */
function isAmong(detail: string, artists: string): boolean {
  return detail.split(' ').some((word) => word.length > 2 && artists.includes(word));
}

/**
 * Compares in both directions: an unrequested version is as wrong as a missing one. `artists` (compact, all of them) may be named as
 * remixers of a remix that is wanted without a name.
 */
export function compareVersions(
  wanted: readonly VersionMark[],
  claimed: readonly VersionMark[],
  artists = '',
): VersionVerdict {
  if (wanted.length === 0 && claimed.length === 0) return agreed;
  const extra: VersionMark[] = [];
  const conflict: VersionMark[] = [];
  const met = new Set<VersionMark>();
  let vague = false;
  for (const claim of claimed) {
    const same = wanted.filter(({ kind }) => kind === claim.kind || related[kind]?.includes(claim.kind) === true);
    if (same.length === 0) {
      extra.push(claim);
      continue;
    }
    const exact =
      same.find(({ detail }) => detail === claim.detail) ??
      same.find(({ detail }) => detail !== '' && claim.detail !== '' && sameDetail(detail, claim.detail));
    const open =
      exact ??
      same.find(
        ({ kind, detail }) =>
          detail === claim.detail ||
          claim.detail === '' ||
          (detail === '' && (kind !== 'remix' || isAmong(claim.detail, artists))),
      );
    if (open === undefined) {
      conflict.push(claim);
      for (const mark of same) met.add(mark);
    } else {
      if (exact === undefined && open.detail !== claim.detail) vague = true;
      met.add(open);
    }
  }
  // `Song (Remixes) - X Remix` says remix twice: the nameless one is met with the named one, equal ones with each other.
  const missing = wanted.filter(
    (mark) =>
      !met.has(mark) &&
      ![...met].some(({ kind, detail }) => kind === mark.kind && (mark.detail === '' || mark.detail === detail)),
  );
  return { extra, missing, conflict, vague };
}
