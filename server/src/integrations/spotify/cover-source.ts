import { normalise } from '#music';
import { createFetcher, createMood } from '#platform/outbound';
import type { CoverSource } from '../../pipeline/7-tag/ports.ts';
import type { Spotify } from './adapter.ts';
import { valueOf } from './faults.ts';
import { isReady } from './ready.ts';
import type { SpotifyRelease } from './types.ts';

/** Spotify's covers; the pictures lie at hosts of their own, which must be allowed. */
export interface SpotifyCovers extends CoverSource {
  close(): Promise<void>;
}

/**
 * Spotify as a source of covers, 640 pixels wide as it gives them: of the release that holds this very recording (by ISRC) under the wanted album's title. Asks
 * nothing while nobody is signed in or Harmony is in FREE mode. Throws `ServiceFault`.
 */
export function spotifyCovers(
  spotify: Spotify,
  options: {
    /** Hosts of pictures, as `createFetcher` takes them. */
    readonly allowedHosts: readonly string[];
    readonly timeoutS: number;
    readonly maxBytes: number;
    readonly version: string;
  },
): SpotifyCovers {
  const fetcher = createFetcher({
    service: 'Spotify covers',
    allowed: options.allowedHosts,
    mood: createMood({ service: 'spotify-covers' }),
    userAgent: `Harmony/${options.version}`,
    timeoutMs: options.timeoutS * 1000,
    maxBytes: options.maxBytes,
  });
  return {
    name: 'Spotify',
    async find({ track }, signal) {
      if (track.isrc === null || !(await isReady(spotify))) return null;
      const found = valueOf(await spotify.tracksByIsrc(track.isrc, { purpose: 'backfill', signal })) ?? [];
      const albums = found.flatMap(({ album }) => album ?? []);
      const picture = albums.find((album) => fits(album, track.album))?.images[0];
      return picture === undefined ? null : ((await fetcher.fetch(picture, signal))?.bytes ?? null);
    },
    close: () => fetcher.close(),
  };
}

/** The cover of another release with the same recording would be the wrong one. */
function fits(release: SpotifyRelease, wanted: string | null): boolean {
  if (release.images.length === 0) return false;
  return wanted === null || normalise(release.title) === normalise(wanted);
}
