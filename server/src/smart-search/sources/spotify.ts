import type { FoundItem, ItemType, Refusal, SearchSource } from '../ports.ts';

/** A thing as Spotify names it. */
interface Hit {
  readonly id: string | null;
  readonly raw: Readonly<Record<string, unknown>>;
}
interface ReleaseHit extends Hit {
  readonly title: string;
  readonly artists: readonly { readonly name: string }[];
  readonly releaseDate: string | null;
}
interface TrackHit extends Omit<ReleaseHit, 'releaseDate'> {
  readonly album: ReleaseHit | null;
  readonly durationMs: number | null;
  readonly explicit: boolean | null;
  readonly isrc: string | null;
}
interface ArtistHit extends Hit {
  readonly name: string;
  readonly genres: readonly string[];
}

/** An answer, or why there is none and when to ask again. */
type Answer<T> =
  | { readonly ok: true; readonly value: { readonly items: readonly T[] } }
  | {
      readonly ok: false;
      readonly refusal: { readonly reason: string; readonly sentence: string; readonly retryAt: Date | null };
    };

type Ask<T> = (
  query: string,
  at: { readonly limit: number },
  asking: { readonly purpose: 'interactive'; readonly signal: AbortSignal },
) => Promise<Answer<T>>;

/** What the source needs of Spotify. */
export interface SpotifySearches {
  readonly searchTracks: Ask<TrackHit>;
  readonly searchAlbums: Ask<ReleaseHit>;
  readonly searchArtists: Ask<ArtistHit>;
}

/** A page of Spotify; more would be a second call. */
const hitsMost = 50;

/** Spotify's catalogue; one call for each type that is wanted. */
export function spotifySource(spotify: SpotifySearches): SearchSource {
  return {
    name: 'spotify',
    async search(query, limits, signal) {
      const at = { limit: Math.min(limits.items, hitsMost) };
      const asking = { purpose: 'interactive', signal } as const;
      const items: FoundItem[] = [];
      const ask = async <T>(type: ItemType, search: Ask<T>, read: (hit: T) => FoundItem): Promise<Refusal | null> => {
        if (!limits.types.has(type)) return null;
        const answer = await search(query, at, asking);
        if (!answer.ok) return refusalOf(answer.refusal);
        items.push(...answer.value.items.map(read));
        return null;
      };
      const refused =
        (await ask('track', spotify.searchTracks, trackItem)) ??
        (await ask('album', spotify.searchAlbums, albumItem)) ??
        (await ask('artist', spotify.searchArtists, artistItem));
      if (refused === null) return { kind: 'answered', items };
      // What was found before a refusal is still found.
      return items.length === 0 ? { kind: 'unavailable', ...refused } : { kind: 'answered', items, missing: refused };
    },
  };
}

function refusalOf(refusal: { reason: string; sentence: string; retryAt: Date | null }): Refusal {
  const { reason, sentence, retryAt } = refusal;
  const wait = retryAt === null ? {} : { retryAfterMs: Math.max(0, retryAt.getTime() - Date.now()) };
  return { reason: reason === 'free_mode' ? 'not_configured' : reason, sentence, ...wait };
}

const none = { genres: [], durationMs: null, bitrateKbps: null, format: null, explicit: null, username: null };
const yearOf = (date: string | null): number | null => Number(/^\d{4}/.exec(date ?? '')?.[0] ?? 0) || null;
const names = (artists: readonly { readonly name: string }[]): string[] => artists.map((artist) => artist.name);

const trackItem = (hit: TrackHit): FoundItem => ({
  ...none,
  id: `spotify:track:${hit.id ?? hit.title}`,
  type: 'track',
  title: hit.title,
  artists: names(hit.artists),
  album: hit.album?.title ?? null,
  year: yearOf(hit.album?.releaseDate ?? null),
  durationMs: hit.durationMs,
  explicit: hit.explicit,
  metadata: { spotify_id: hit.id, isrc: hit.isrc, spotify_album_id: hit.album?.id ?? null },
});

const albumItem = (hit: ReleaseHit): FoundItem => ({
  ...none,
  id: `spotify:album:${hit.id ?? hit.title}`,
  type: 'album',
  title: hit.title,
  artists: names(hit.artists),
  album: hit.title,
  year: yearOf(hit.releaseDate),
  metadata: { spotify_id: hit.id },
});

const artistItem = (hit: ArtistHit): FoundItem => ({
  ...none,
  id: `spotify:artist:${hit.id ?? hit.name}`,
  type: 'artist',
  title: hit.name,
  artists: [hit.name],
  album: null,
  year: null,
  genres: [...hit.genres],
  metadata: { spotify_id: hit.id },
});
