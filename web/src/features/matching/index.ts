export { concernOf } from './batches.ts';
export { MatchingPage } from './matching-page.tsx';
export { type MatchingSearch, matchingTabs } from './tabs.ts';
