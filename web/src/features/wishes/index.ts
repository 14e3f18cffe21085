export { FirstVisit } from './first-visit.tsx';
export { WishesInFlight } from './in-flight.tsx';
export { hasWishesQuery, wishCountsQuery } from './queries.ts';
export { SearchesLeft } from './search-budget.tsx';
export { WishPage } from './wish-page.tsx';
export { Wishes, type WishesSearch } from './wishes.tsx';
