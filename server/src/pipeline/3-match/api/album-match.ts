import { setImmediate as turn } from 'node:timers/promises';
import { type Completion, type CompletionThresholds, completionOf } from '../albums/album-folder.ts';
import { assign } from '../albums/assignment.ts';
import { compareAlbums } from '../records/album.ts';
import { artistLikeness } from '../records/artists.ts';
import type { TrackRecord } from '../records/recording.ts';
import { compareRecordings } from '../records/recording.ts';
import { editionFit, editionsIn, editionWeight } from './edition.ts';

/** An album as it is compared: its name and how many tracks it has, where that is known. */
export interface CountedAlbum {
  readonly title: string;
  readonly artists: readonly string[];
  readonly year: number | null;
  readonly trackCount: number | null;
}

/** What people set about matching albums. */
export interface AlbumTaste {
  readonly editionAware: boolean;
  readonly minArtistSimilarity: number;
  readonly thresholds: CompletionThresholds;
}

/** What the number of tracks adds. Source: contract §4.3. */
function countWeight(ratio: number, thresholds: CompletionThresholds): number {
  if (ratio >= 1.05) return 0.08;
  if (ratio >= thresholds.complete) return 0.05;
  if (ratio >= thresholds.nearly) return 0.02;
  return -Math.min(0.15, 0.3 * (1 - ratio));
}

/**
 * How surely an album of a library is the wanted one, 0..1. Names and artists decide; with `editionAware` the edition and the number of tracks shift the score
 * so that the wanted edition wins among several. Another work of the same name (live, remixes, volume 2) stays far below every threshold.
 */
export function albumConfidence(wanted: CountedAlbum, offered: CountedAlbum, taste: AlbumTaste): number {
  const { score, match } = compareAlbums(wanted, offered);
  if (!match) return Math.min(score, 0.4);
  if (artistLikeness(wanted.artists, offered.artists) < taste.minArtistSimilarity) return score / 2;
  // Room for the adjustments below: a plain agreement is 0.9, so that the right edition can be more.
  let sum = score * 0.9;
  const names = new Set<string>();
  const fit = editionFit(editionsIn(wanted.title, names), editionsIn(offered.title, names));
  if (taste.editionAware) sum += editionWeight[fit];
  if (wanted.trackCount !== null && offered.trackCount !== null) {
    const weight = countWeight(offered.trackCount / wanted.trackCount, taste.thresholds);
    const sameEdition = fit === 'none' || fit === 'same';
    sum += taste.editionAware && !sameEdition ? Math.min(0, weight) : weight;
  }
  if (wanted.year !== null && wanted.year === offered.year) sum += 0.02;
  return Math.max(0, Math.min(1, sum));
}

/** Which tracks of an album are there. */
export interface AlbumTracks {
  /** For every wanted track: the position of the owned one and how surely it is the same, or `null`. */
  readonly pairs: readonly ({ readonly at: number; readonly score: number } | null)[];
  readonly owned: number;
  readonly expected: number;
  readonly completion: Completion;
}

/** Pairs the tracks of two albums so that all together agree best; a track serves one only. */
export async function pairTracks(
  wanted: readonly TrackRecord[],
  owned: readonly TrackRecord[],
  expected: number | null,
  thresholds: CompletionThresholds,
): Promise<AlbumTracks> {
  const gains: number[][] = [];
  for (const track of wanted) {
    const row = owned.map((other) => {
      const { match, score } = compareRecordings(track, other);
      // Several tracks of one name ("Interlude") belong to their own place.
      return match ? score - (track.number && other.number && track.number !== other.number ? 0.05 : 0) : 0;
    });
    gains.push(row);
    // A row is some milliseconds of work; others get their turn.
    await turn();
  }
  const columns = owned.length === 0 ? wanted.map(() => -1) : assign(gains);
  const pairs = columns.map((at, row) => {
    const score = gains[row]?.[at] ?? 0;
    return score > 0 ? { at, score } : null;
  });
  const found = pairs.filter((pair) => pair !== null).length;
  const all = Math.max(found, expected ?? wanted.length, wanted.length);
  return { pairs, owned: found, expected: all, completion: completionOf(found, all, thresholds) };
}
