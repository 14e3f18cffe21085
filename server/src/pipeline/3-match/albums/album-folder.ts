import type { OfferedFile, WantedTrack } from '#music';
import { formatOf, type QualityProfile, refusal } from '../quality.ts';
import { examine } from '../reading/evidence.ts';
import { prepareWish } from '../reading/wanted.ts';
import { autoFrom, reviewFrom, weigh } from '../score.ts';
import { assign } from './assignment.ts';

/** How much of an album is there. */
export type Completion = 'complete' | 'nearly' | 'incomplete';

/** Shares of an album from which it counts as complete and as nearly complete. */
export interface CompletionThresholds {
  readonly complete: number;
  readonly nearly: number;
}

/** The shipped thresholds: 90 % and 80 %. */
export const defaultCompletion: CompletionThresholds = { complete: 0.9, nearly: 0.8 };

/** What a peer's folder offers of a wanted album. */
export interface AlbumOffer {
  /** For every wanted track, in order, the file that serves it best without taking it from another track. */
  readonly tracks: readonly { readonly fileId: string; readonly score: number; readonly sure: boolean }[];
  /** Positions of wanted tracks that nothing serves. */
  readonly missing: readonly number[];
  /** Files of the folder that no wanted track needs: bonus tracks of another edition, pictures. */
  readonly spare: readonly string[];
  /** 0..1: share of tracks served, weighed by how surely. */
  readonly score: number;
  readonly completion: Completion;
}

/** `complete`, `nearly` or `incomplete` by the share of tracks owned. Nothing expected is complete when something is there. */
export function completionOf(
  owned: number,
  expected: number,
  thresholds: CompletionThresholds = defaultCompletion,
): Completion {
  const share = expected <= 0 ? (owned > 0 ? 1 : 0) : owned / expected;
  if (share >= thresholds.complete) return 'complete';
  return share >= thresholds.nearly ? 'nearly' : 'incomplete';
}

/**
 * Compares a wanted album with the files of one folder (disc folders included), track by track, with the best assignment over all of them. Editions do
 * not matter: bonus tracks are spare, a shorter edition misses tracks. Pure; time grows with tracks² × files.
 */
export function judgeAlbumFolder(
  wanted: readonly WantedTrack[],
  files: readonly OfferedFile[],
  profile: QualityProfile,
): AlbumOffer {
  const usable = files.filter((file) => refusal(file, profile) === null).slice(0, 500);
  const gains = wanted.slice(0, 300).map((track) => {
    const wish = prepareWish(track);
    return usable.map((file) => {
      const sum = weigh(examine(wish, { ...file, extension: formatOf(file) }));
      return sum >= reviewFrom ? Math.min(1, sum) : 0;
    });
  });
  const columns = assign(gains);
  const tracks: AlbumOffer['tracks'][number][] = [];
  const missing: number[] = [];
  columns.forEach((column, at) => {
    const file = usable[column];
    const score = gains[at]?.[column] ?? 0;
    if (file === undefined) missing.push(at);
    else tracks.push({ fileId: file.id, score, sure: score >= autoFrom });
  });
  const used = new Set(tracks.map(({ fileId }) => fileId));
  const total = tracks.reduce((sum, { score }) => sum + score, 0);
  return {
    tracks,
    missing,
    spare: files.filter(({ id }) => !used.has(id)).map(({ id }) => id),
    score: wanted.length === 0 ? 0 : total / wanted.length,
    completion: completionOf(tracks.length, wanted.length),
  };
}
