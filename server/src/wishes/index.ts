export { type WishProofDeps, wishProofRoutes } from './proof.routes.ts';
export type { Cause, Commit, Journey, Stage, StageOutcome, StageRunner, Wish, WishState } from './types.ts';
export { stages } from './types.ts';
export { completeWishes, type WishFacts } from './wishes.facts.ts';
export { type NewWish, type OwnedAlready, type TakenIn, takeIn } from './wishes.intake.ts';
export { viewOfWish, type WishDetails, type WishRouteDeps, type WishView, wishRoutes } from './wishes.routes.ts';
export { searchText, trackOfRow, type WishRow } from './wishes.rows.ts';
export { createWishStore, type WishFilter, type WishStep, type WishStore } from './wishes.store.ts';
export { createWaitingWishes } from './wishes.waiting.ts';
