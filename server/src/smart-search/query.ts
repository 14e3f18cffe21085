import { normalise } from '#music';

/** A query as it is compared: `Artist - Title` says which words are which, anything else may be either. */
export interface ReadQuery {
  /** The whole, comparable. */
  readonly all: string;
  readonly artist: string | null;
  readonly title: string | null;
}

/** Takes a query apart at its first dash between spaces (hyphen, en or em dash). */
export function readQuery(query: string): ReadQuery {
  const [, left, right] = /^(.*?\S)\s+[-\u2013\u2014]\s+(\S.*)$/s.exec(query) ?? [];
  const artist = normalise(left ?? '');
  const title = normalise(right ?? '');
  const known = artist !== '' && title !== '';
  return { all: normalise(query), artist: known ? artist : null, title: known ? title : null };
}
