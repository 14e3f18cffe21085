export type { ReadTrack } from './follow.store.ts';
export { createFollowing, type FollowDeps, type Following, type WhereIs } from './outside-moves.ts';
