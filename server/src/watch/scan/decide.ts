import { readDate } from '../dates.ts';

/** What becomes of a release; stored. `known`: there before watching began, or nobody watches. */
export type ReleaseState = 'known' | 'undated' | 'upcoming' | 'new' | 'wished' | 'skipped';

/** What somebody wants of an artist. */
export interface WatchRules {
  /** Releases dated on or after this day are wanted. */
  readonly since: string;
  readonly backfill: boolean;
  /** The first scan has seen what there was. */
  readonly baseline: boolean;
  readonly wantedKinds: readonly string[];
  readonly editions: 'first' | 'bonus';
  /** Choices by hand, by the source's id of the release. */
  readonly selected: ReadonlyMap<string, boolean>;
}

/** A release that is to be judged. */
export interface Judged {
  readonly sourceId: string;
  readonly date: string | null;
  readonly type: string;
  readonly kinds: readonly string[];
  /** Another edition of the same title is wished, wanted or was there before. */
  readonly hasEdition: boolean;
}

/** The state, why, and from which day on it counts as out. */
export interface Decision {
  readonly state: ReleaseState;
  readonly reason: string | null;
  readonly outOn: string | null;
}

/**
 * Whether a release is to be fetched, and when. Days are compared as days, never as moments. A date that is known to the month or year only counts
 * when it could lie on or after the day of adding and the release was not there at the first look; it is out from the first day that it may mean.
 */
export function decideRelease(release: Judged, rules: WatchRules | null, today: string): Decision {
  const date = readDate(release.date);
  const outOn = date?.from ?? null;
  const say = (state: ReleaseState, reason: string | null = null): Decision => ({ state, reason, outOn });
  if (rules === null) return say('known');
  const chosen = rules.selected.get(release.sourceId);
  if (chosen === false) return say('skipped', 'deselected');
  if (chosen !== true) {
    if (date !== null && !rules.backfill) {
      const late = date.precision === 'day' ? date.from < rules.since : date.to < rules.since || !rules.baseline;
      if (late) return say('known', 'before_watching');
    }
    if (date === null && !rules.baseline && !rules.backfill) return say('known', 'before_watching');
    const unwanted = [release.type, ...release.kinds].find((kind) => !rules.wantedKinds.includes(kind));
    if (unwanted !== undefined) return say('skipped', `kind_${unwanted}`);
    if (release.hasEdition && rules.editions === 'first') return say('skipped', 'edition');
    if (date === null) return say(rules.backfill ? 'new' : 'undated');
  }
  return outOn !== null && outOn > today ? say('upcoming') : say('new');
}

/** States that a later look may change; the others were decided for good. */
export const isOpen = (state: string, reason: string | null): boolean =>
  state === 'undated' ||
  state === 'upcoming' ||
  state === 'new' ||
  (state === 'skipped' && reason !== 'edition' && reason !== 'no_tracks');
