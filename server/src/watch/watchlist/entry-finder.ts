import { problem } from '#http';
import { keyOf } from '../artists/artists.schemas.ts';
import type { ArtistStore } from '../artists/artists.store.ts';
import type { EntryRow, WatchlistStore } from './watchlist.store.ts';

/** Finds the entry that an address names, also by the key that another source has for the artist; throws a 400 or 404 that says why not. */
export function entryFinder(deps: {
  readonly artists: Pick<ArtistStore, 'byKey'>;
  readonly watchlist: Pick<WatchlistStore, 'byKey' | 'ofArtist'>;
}): (text: string) => Promise<EntryRow> {
  return async (text) => {
    const key = keyOf(text);
    const direct = await deps.watchlist.byKey(key.key);
    if (direct !== undefined) return direct;
    const artist = await deps.artists.byKey(key);
    const entry = artist === undefined ? undefined : await deps.watchlist.ofArtist(artist.id);
    if (entry === undefined) throw problem(404, 'NOT_FOUND', `${key.key} is not on the watchlist.`);
    return entry;
  };
}
