export { hasWishesQuery, wishCountsQuery } from './queries.ts';
export { Wishes, type WishesSearch } from './wishes.tsx';
