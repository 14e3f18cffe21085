export type { Cause, Commit, Journey, Stage, StageOutcome, StageRunner, Wish, WishState } from './types.ts';
export { stages } from './types.ts';
