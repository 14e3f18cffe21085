import type { KnownTail } from './rows.store.ts';

/** So many rows must agree before the rest is taken to be as stored. */
const proofRows = 10;

/** What is known when a page of the saved tracks has been read. */
export interface SavedSoFar {
  /** The URIs read so far, newest first. */
  readonly read: number;
  /** The last rows that were read. */
  readonly lastUris: readonly string[];
  /** How many there are now and how many there were when the stored rows were read. */
  readonly totalNow: number;
  readonly totalThen: number;
}

/** Which stored rows would have to agree with the last rows read, if everything behind them is as stored; `null`: that cannot be. */
export function tailToCompare(so: SavedSoFar): { readonly from: number; readonly count: number } | null {
  const shift = so.totalNow - so.totalThen;
  const count = Math.min(proofRows, so.lastUris.length);
  const from = so.read - count - shift;
  return count === 0 || from < 0 ? null : { from, count };
}

/**
 * Whether the stored rows go on where the reading stands. Saved tracks are ordered by the moment of saving: new ones come in front, others only go.
 * So when the last rows read are stored as many places earlier as the list has grown, nothing behind them was removed.
 */
export function knownTail(so: SavedSoFar, storedUris: readonly string[]): KnownTail | null {
  const compared = tailToCompare(so);
  if (compared === null) return null;
  const last = so.lastUris.slice(-compared.count);
  const same = storedUris.length === last.length && last.every((uri, at) => uri === storedUris[at]);
  const shift = so.totalNow - so.totalThen;
  return same ? { from: so.read - shift, shift } : null;
}
