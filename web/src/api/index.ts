export * from './import.ts';
export * from './library.ts';
export type { LiveFeed, LiveStatus } from './live.ts';
export { createLiveFeed } from './live.ts';
export { asProblem, Problem } from './problem.ts';
export { apiBase } from './request.ts';
export * from './soulseek.ts';
export * from './types.ts';
export * from './wishes.ts';
