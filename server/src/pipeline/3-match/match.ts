import type { Judgement, OfferedFile, Reason, Verdict, WantedTrack } from '#music';
import { describeQuality, formatOf, type QualityProfile, qualityRank, refusal } from './quality.ts';
import { type Evidence, examine } from './reading/evidence.ts';
import { prepareWish } from './reading/wanted.ts';
import { rules } from './rules/index.ts';
import { say } from './rules/sentences.ts';
import { fitOf, verdictOf, weigh } from './score.ts';

/** Raise it when rules change so that verdicts do: waiting wishes are then judged anew with what was found for them. */
export const rulesRevision = 2;

/** What is known of peers beyond their own words. */
export interface PeerMemory {
  /** 0 (always fails) .. 1 (always delivers); 0.5 for strangers. */
  readonly trust: (username: string) => number;
}

interface Ranked {
  readonly judgement: Judgement;
  readonly file: OfferedFile;
  readonly order: readonly number[];
}

const place: Readonly<Record<Verdict, number>> = { auto: 0, review: 1, reject: 2 };

function reasonsFor(evidence: Evidence): Reason[] {
  const reasons: Reason[] = [];
  for (const rule of rules) {
    const weight = rule.weigh(evidence);
    if (weight !== 0)
      reasons.push({ rule: rule.name, weight: Math.max(-1, Math.min(1, weight)), ...rule.explain(evidence) });
  }
  return reasons;
}

function agreement({ artist, lengthDelta, wish }: Evidence): Reason {
  const facts = {
    artist: say(artist === 'folder' ? 'agreement_artist_in_folder' : 'agreement_artist_in_name', {}),
    version: say(wish.versions.length === 0 ? 'agreement_no_version' : 'agreement_version', {}),
  };
  const said =
    lengthDelta === null
      ? say('agreement', facts)
      : say('agreement_with_length', { ...facts, seconds: Math.abs(Math.round(lengthDelta)) });
  return { rule: 'agreement', weight: 1, ...said };
}

function judgeFile(evidence: Evidence, file: OfferedFile, profile: QualityProfile, memory: PeerMemory | null): Ranked {
  const sum = weigh(evidence);
  const reasons = reasonsFor(evidence);
  const refused = refusal(file, profile);
  let verdict = verdictOf(sum);
  if (verdict === 'auto') reasons.unshift(agreement(evidence));
  if (refused !== null) {
    reasons.push({ rule: 'quality', weight: -1, ...refused });
    verdict = 'reject';
  } else if (verdict !== 'reject') reasons.push({ rule: 'quality', weight: 0, ...describeQuality(file, profile) });
  const score = Math.max(0, Math.min(1, refused === null ? sum : Math.min(sum, 0.3)));
  const trust = memory === null ? 0 : -memory.trust(file.username);
  // Explainable and lexicographic: is it the recording, is it the best copy, who delivers soonest.
  const order = [
    place[verdict],
    verdict === 'auto' ? fitOf(sum) : -score,
    ...qualityRank(file, profile),
    evidence.album ? 0 : 1,
    trust,
    file.freeSlot ? 0 : 1,
    file.queueLength,
    -file.speedBps,
  ];
  return { judgement: { fileId: file.id, verdict, score, reasons }, file, order };
}

function compare(left: Ranked, right: Ranked): number {
  for (let at = 0; at < left.order.length; at += 1) {
    const apart = (left.order[at] ?? 0) - (right.order[at] ?? 0);
    if (apart !== 0) return apart;
  }
  return left.file.path < right.file.path ? -1 : left.file.path > right.file.path ? 1 : 0;
}

/**
 * Judges every offered file against one wanted track. Pure and deterministic; one judgement per file, best first: accepted ones by fit of the recording,
 * quality profile, wanted album's folder, peer memory, free slot, queue and speed; then those for a person to decide; then the rejected. Any input has an
 * answer: blank, endless and symbol-only texts, absurd lengths, thousands of files.
 */
export function judge(
  wanted: WantedTrack,
  files: readonly OfferedFile[],
  profile: QualityProfile,
  memory: PeerMemory | null = null,
): readonly Judgement[] {
  const wish = prepareWish(wanted);
  return files
    .map((file) => judgeFile(examine(wish, { ...file, extension: formatOf(file) }), file, profile, memory))
    .sort(compare)
    .map(({ judgement }) => judgement);
}
