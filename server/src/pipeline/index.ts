import type { Stage } from '#wishes';

/**
 * The order of the journey, in one place. A stage ends by saying how it went; what follows is decided here and nowhere else:
 *
 *   search → match → download → verify → organise → tag → publish → done
 *
 * Ways back: a transfer or a check that fails goes back to `match`, which picks the next best peer; `match` without a choice waits and
 * goes back to `search` later.
 */
const following: Record<Stage, Stage | null> = {
  search: 'match',
  match: 'download',
  download: 'verify',
  verify: 'organise',
  organise: 'tag',
  tag: 'publish',
  publish: null,
};

/** The stage after `stage`; `null` after the last. */
export function stageAfter(stage: Stage): Stage | null {
  return following[stage];
}

export { createWishActions, type KeptFiles, type WishActions } from './actions.ts';
export { createWishIntake, type OwnedTracks } from './intake.ts';
export { createJourney, type JourneyStep, journeyJobTypes, stageJob } from './journey.ts';
export { createOwnedSettlement, type OwnedSettlement } from './owned.ts';
export { sweepLostWishes } from './sweep.ts';
