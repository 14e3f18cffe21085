import { lyricsPathOf } from '#library';
import type { Credits } from '../tags.ts';
import type { Enrichment } from './types.ts';

/** Credits as the contract has them: one text each, several values joined. */
export function creditTexts(credits: Credits) {
  const joined = (values: readonly string[] | undefined) => values?.join('; ') ?? null;
  return {
    genre: joined(credits.genres),
    composer: joined(credits.composers),
    producer: joined(credits.producers),
    isrc: credits.isrc ?? null,
    copyright: credits.copyright ?? null,
  };
}

/**
 * What is known of a file, in short, for lists. `path` is where the file is, relative to the music folder. What was found earlier counts also
 * while it is looked up again.
 */
export function summaryOf(path: string, known: readonly Pick<Enrichment, 'kind' | 'status' | 'found'>[]) {
  const of = (kind: Enrichment['kind']) => known.find((each) => each.kind === kind);
  const lyrics = of('lyrics')?.found['kind'];
  return {
    ...creditTexts(of('metadata')?.found ?? {}),
    artworkStatus: of('artwork')?.status ?? 'pending',
    hasArtwork: of('artwork')?.found['artworkId'] !== undefined,
    lyricsStatus: of('lyrics')?.status ?? 'pending',
    hasLyrics: lyrics !== undefined,
    // an instrumental has nothing to put beside the file
    lyricsPath: lyrics === undefined || lyrics === 'instrumental' ? null : lyricsPathOf(path),
  };
}
