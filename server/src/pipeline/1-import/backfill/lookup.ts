import type { WantedTrack } from '#music';
import type { ChooseTrack, FoundTrack, NotNow, TrackFinder } from '../ports.ts';

/** What looking one recording up gave; `calls` counts the questions that were answered. */
export type Lookup =
  | { readonly kind: 'matched'; readonly found: FoundTrack; readonly calls: number }
  | { readonly kind: 'unmatched'; readonly calls: number }
  | (NotNow & { readonly calls: number });

/**
 * Looks one recording up with as few calls as possible: by ISRC if there is one, then by title and artist, then by their words; the first
 * answer that holds the recording ends it. Three calls at the most.
 */
export async function lookUp(
  wanted: WantedTrack,
  finder: TrackFinder,
  choose: ChooseTrack,
  signal: AbortSignal,
): Promise<Lookup> {
  const [artist = ''] = wanted.artists;
  const asks: Parameters<TrackFinder['search']>[0][] = [
    ...(wanted.isrc === null ? [] : [{ isrc: wanted.isrc }]),
    { title: wanted.title, artist, loose: false },
    { title: wanted.title, artist, loose: true },
  ];
  let calls = 0;
  for (const ask of asks) {
    const answer = await finder.search(ask, signal);
    if (answer.kind === 'not-now') return { ...answer, calls };
    calls += 1;
    const at = choose(
      wanted,
      answer.tracks.map((found) => found.track),
    );
    const found = at === null ? undefined : answer.tracks[at];
    if (found !== undefined) return { kind: 'matched', found, calls };
  }
  return { kind: 'unmatched', calls };
}
