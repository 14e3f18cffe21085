export { hasWishesQuery } from './queries.ts';
export { Wishes, type WishesSearch } from './wishes.tsx';
