export * from './client.ts';
export type { LiveFeed, LiveStatus } from './live.ts';
export { createLiveFeed } from './live.ts';
export { asProblem, Problem } from './problem.ts';
export * from './types.ts';
