export { DeadLettersPage, type DeadLettersSearch } from './dead-letters-page.tsx';
export { deadTotalsQuery } from './queries.ts';
