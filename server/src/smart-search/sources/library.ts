import { compact } from '#music';
import type { FoundItem, SearchSource } from '../ports.ts';

/** A file of the library as the search in it gives it. */
export interface LibraryHit {
  readonly id: number;
  readonly path: string;
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly album_artist: string | null;
  readonly release_date: string | null;
  readonly duration_ms: number | null;
  readonly bitrate_kbps: number | null;
  readonly format: string;
  readonly wish_id: number | null;
}

const mostHits = 300;

/** What we own: the tracks, and the albums and artists that they belong to. */
export function librarySource(find: (query: string, limit: number) => Promise<readonly LibraryHit[]>): SearchSource {
  return {
    name: 'library',
    async search(query, limits) {
      const hits = await find(query, Math.min(limits.items, mostHits));
      const items = new Map<string, FoundItem>();
      for (const hit of hits) {
        const year = Number(/^\d{4}/.exec(hit.release_date ?? '')?.[0] ?? 0) || null;
        const known = { genres: [], explicit: null, username: null };
        const owner = hit.album_artist ?? hit.artists[0] ?? '';
        const track: FoundItem = {
          ...known,
          id: `library:track:${hit.id}`,
          type: 'track',
          title: hit.title,
          artists: hit.artists,
          album: hit.album,
          year,
          durationMs: hit.duration_ms,
          bitrateKbps: hit.bitrate_kbps,
          format: hit.format.toUpperCase(),
          metadata: { file_id: hit.id, path: hit.path, wish_id: hit.wish_id },
        };
        const whole = { ...known, durationMs: null, bitrateKbps: null, format: null };
        items.set(track.id, track);
        if (hit.album !== null) {
          const id = `library:album:${compact(owner)}/${compact(hit.album)}`;
          const album: FoundItem = {
            ...whole,
            id,
            type: 'album',
            title: hit.album,
            artists: [owner],
            album: hit.album,
            year,
            metadata: {},
          };
          if (!items.has(id)) items.set(id, album);
        }
        const id = `library:artist:${compact(owner)}`;
        const artist: FoundItem = {
          ...whole,
          id,
          type: 'artist',
          title: owner,
          artists: [owner],
          album: null,
          year: null,
          metadata: {},
        };
        if (!items.has(id)) items.set(id, artist);
      }
      return { kind: 'answered', items: [...items.values()].filter((item) => limits.types.has(item.type)) };
    },
  };
}
