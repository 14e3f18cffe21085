import { parseTitle } from '#music';
import type { FoundArtist, ListedRelease, ReleaseKind, ReleaseSource } from '../../watch/ports.ts';
import type { Spotify } from './adapter.ts';
import { valueOf } from './faults.ts';
import type { Asking, SpotifyArtist, SpotifyRelease } from './types.ts';
import { wantedOf } from './wanted.ts';

/** An EP is a single at Spotify; from this many tracks on it is one for us (as the charts of most countries count). */
const epTracks = 4;
/**
 * Spotify as a source of releases. Each group (albums, singles) comes newest first, so a look for what is new costs one call per group; everything is read where
 * `since` is null. Appearances on releases of others are left out.
 */
export function spotifyReleaseSource(spotify: Spotify): ReleaseSource {
  const asking = (signal?: AbortSignal): Asking => ({ purpose: 'watch', ...(signal && { signal }) });

  /** One group, newest first, until what comes is older than `since`. */
  async function group(id: string, name: 'album' | 'single', since: string, signal?: AbortSignal) {
    const found: SpotifyRelease[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const page: Awaited<ReturnType<Spotify['releasePage']>> = await spotify.releasePage(id, [name], offset, {
        ...asking(signal),
        maxAgeMs: 0,
      });
      const got = valueOf(page);
      if (got === null) return null;
      found.push(...got.items);
      const last = got.items.at(-1)?.releaseDate ?? null;
      // a date known to the year only may be any day of it
      const isOlder = last !== null && last < since.slice(0, last.length);
      offset = isOlder ? null : got.next;
    }
    return found;
  }

  return {
    source: 'spotify',
    async unusable() {
      const { mode, clientId, link } = await spotify.state();
      if (clientId === null) return 'Spotify is not set up: there is no client id.';
      if (mode === 'FREE') return 'Harmony is in FREE mode and does not ask Spotify anything.';
      if (link === null) return 'Nobody has signed in to Spotify yet.';
      return link.state === 'linked' ? null : (link.problem?.sentence ?? 'The sign-in to Spotify has ended.');
    },
    async find(name, limit, signal) {
      const ask: Asking = { ...asking(signal), purpose: 'interactive' };
      const page = valueOf(await spotify.searchArtists(name, { limit }, ask));
      return (page?.items ?? []).map(foundArtist);
    },
    async artist(id, signal) {
      const artist = valueOf(await spotify.artist(id, asking(signal)));
      return artist === null ? null : foundArtist(artist);
    },
    async releases(id, since, signal) {
      if (since === null) {
        const groups = ['album', 'single', 'compilation'] as const;
        const all = valueOf(await spotify.releases(id, groups, { ...asking(signal), maxAgeMs: 0 }));
        return all === null ? null : { releases: all.flatMap(listed), complete: true };
      }
      const albums = await group(id, 'album', since, signal);
      if (albums === null) return null;
      const singles = (await group(id, 'single', since, signal)) ?? [];
      return { releases: [...albums, ...singles].flatMap(listed), complete: false };
    },
    async tracks(releaseId, signal) {
      const album = valueOf(await spotify.album(releaseId, asking(signal)));
      if (album === null) return null;
      return album.tracks.flatMap((track) => {
        const wanted = wantedOf(track);
        return wanted === null ? [] : [{ track: wanted, spotifyTrackId: track.id }];
      });
    },
    async followed(signal) {
      const all: SpotifyArtist[] = [];
      for (let after: string | null = null; ; ) {
        const page: Awaited<ReturnType<Spotify['followedArtists']>> = await spotify.followedArtists(
          after,
          asking(signal),
        );
        const got = valueOf(page);
        all.push(...(got?.items ?? []));
        after = got?.next ?? null;
        if (after === null) return all.map(foundArtist);
      }
    },
  };
}

const foundArtist = (artist: SpotifyArtist): FoundArtist => ({
  source: 'spotify',
  sourceId: artist.id,
  name: artist.name,
  disambiguation: null,
  aliases: [],
  genres: artist.genres,
  images: artist.images,
  popularity: artist.popularity,
});

function listed(release: SpotifyRelease): ListedRelease[] {
  if (release.id === null) return [];
  const first: ReleaseKind =
    release.type === 'single' ? ((release.totalTracks ?? 1) >= epTracks ? 'ep' : 'single') : 'album';
  const marks = new Set(parseTitle(release.title).versions.map((mark) => mark.kind));
  const also: ReleaseKind[] = [];
  if (release.type === 'compilation') also.push('compilation');
  if (marks.has('live')) also.push('live');
  if (marks.has('remix')) also.push('remix');
  return [
    {
      sourceId: release.id,
      title: release.title,
      date: release.releaseDate,
      kinds: [first, ...also],
      totalTracks: release.totalTracks,
      images: release.images,
    },
  ];
}
