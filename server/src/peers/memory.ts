import type { Said } from '#music';
import { say } from './sentences.ts';

/** How long until an experience counts half. */
export const halfLifeDays = 30;

/** What is stored of a peer that bears on trust: sums of good and bad experiences as of `weighedAt`. */
export interface PeerWeights {
  readonly good: number;
  readonly bad: number;
  readonly weighedAt: Date;
}

/** What is left of a weight after a while: half after 30 days. */
export function faded(weight: number, since: Date, now: Date): number {
  const days = Math.max(0, now.getTime() - since.getTime()) / 86_400_000;
  return weight * 0.5 ** (days / halfLifeDays);
}

/** 0 (always fails) .. 1 (always delivers); 0.5 for a stranger, and towards it as experiences fade (Laplace's rule of succession). */
export function trustOf(weights: PeerWeights, now: Date): number {
  const good = faded(weights.good, weights.weighedAt, now);
  const bad = faded(weights.bad, weights.weighedAt, now);
  return (good + 1) / (good + bad + 2);
}

/** Counts over the whole time. */
export interface PeerCounts {
  readonly delivered: number;
  readonly failed: number;
  readonly refused: number;
  readonly badFiles: number;
}

/** The peer's record in a sentence: "Has delivered 4 of 4 files." */
export function recordOf({ delivered, failed, refused, badFiles }: PeerCounts): Said {
  const count = delivered + failed + refused + badFiles;
  const facts = { count, delivered };
  if (badFiles === 0) return say('peer_record', facts);
  return say('peer_record_bad', { ...facts, bad: say('peer_bad_files', { count: badFiles }) });
}
