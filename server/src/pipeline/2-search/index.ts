export { createDirectSearch, type DirectAnswer, type DirectSearch } from './direct.ts';
export type { NetworkAnswer, SearchNetwork } from './ports.ts';
export { planQueries } from './query-ladder.ts';
export { createSearchStage, type SearchStageDeps, sweepInterruptedSearches } from './search.stage.ts';
export { hasUnaskedQueries, searchViews } from './search.store.ts';
export { type SearchSettings, searchSettings } from './settings.ts';
export type { Judge } from './sieve.ts';
