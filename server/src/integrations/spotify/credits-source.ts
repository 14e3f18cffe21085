import { normalise } from '#music';
import type { CreditsSource } from '../../pipeline/7-tag/ports.ts';
import type { Spotify } from './adapter.ts';
import { valueOf } from './faults.ts';
import { isReady } from './ready.ts';

/** How many of the recording's releases are looked through for the wanted one. */
const mostReleases = 20;

/**
 * Spotify as a source of credits: it has no people, but the copyright of the wanted album, where that holds this very recording (by ISRC). Asks nothing while nobody is
 * signed in, in FREE mode, or when no album is named. Throws `ServiceFault`.
 */
export function spotifyCredits(spotify: Spotify): CreditsSource {
  return {
    name: 'Spotify',
    async find({ isrc, album: wanted }, signal) {
      if (isrc === null || wanted === null || !(await isReady(spotify))) return null;
      const asking = { purpose: 'backfill', signal } as const;
      const found = valueOf(await spotify.tracksByIsrc(isrc, asking)) ?? [];
      const releases = found.flatMap(({ album }) => album ?? []).slice(0, mostReleases);
      const id = releases.find((release) => normalise(release.title) === normalise(wanted))?.id ?? null;
      const whole = id === null ? null : valueOf(await spotify.album(id, asking));
      // the sound recording and the sleeve often have the same owner, said twice
      const copyright = [...new Set(whole?.copyrights.map((text) => text.trim()))].filter(Boolean).join('; ');
      return copyright === '' ? null : { copyright };
    },
  };
}
