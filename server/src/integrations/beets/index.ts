export { type Beets, createBeets } from './adapter.ts';
export { type BeetsCalls, createBeetsCalls } from './calls.ts';
export type { BeetsConfiguration } from './configuration.ts';
export { BeetsProblem, BeetsRefusal } from './problem.ts';
export { type BeetsSettings, beetsHandoverSettings, beetsSettings } from './settings.ts';
