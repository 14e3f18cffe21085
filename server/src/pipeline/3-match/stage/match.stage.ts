import type { Judgement, OfferedFile, Said, WantedTrack } from '#music';
import type { Db } from '#platform/database';
import type { Cause, StageOutcome, StageRunner, Wish } from '#wishes';
import type { PeerMemory } from '../match.ts';
import { say, tell } from '../rules/sentences.ts';
import { candidatesOfWish, type StoredCandidate, storeJudgements } from './match.store.ts';

/** What earlier downloads taught of one peer. */
export interface KnownPeer {
  /** 0 (always fails) .. 1 (always delivers). */
  readonly trust: number;
  /** For people: "Has delivered 4 of 4 files." */
  readonly record: Said;
}

/** Looks up what is known of these peers; strangers are left out. */
export type KnownPeers = (usernames: readonly string[]) => Promise<ReadonlyMap<string, KnownPeer>>;

/** When a wish whose candidates are all wrong is searched again, by rounds so far, in hours. */
const againHours = [1, 4, 24, 72, 168];

/**
 * The match stage: judges everything that was found and says whether there is something to fetch. Candidates that were tried and failed
 * are passed over; when nothing is left the wish goes back to search while questions are unasked, else it waits for another round, or for a
 * person when a doubtful file is the best there is. Among copies equal in version and quality, peers that kept their word come first.
 */
export function createMatchStage(deps: {
  readonly db: Db;
  readonly judge: (wanted: WantedTrack, files: readonly OfferedFile[], memory: PeerMemory) => readonly Judgement[];
  readonly peers?: KnownPeers;
  /** Whether searching on in the present round may still bring other offers. */
  readonly canSearchOn?: (wish: Wish) => Promise<boolean>;
  /** Hears the verdicts of each run. */
  readonly onJudged?: (judgements: readonly Judgement[]) => void;
  readonly now?: () => number;
}): StageRunner {
  return {
    stage: 'match',
    async run(wish): Promise<StageOutcome> {
      const candidates = await candidatesOfWish(deps.db, wish.id);
      const files = candidates.map((candidate) => candidate.file);
      const known = (await deps.peers?.(files.map((file) => file.username))) ?? new Map<string, KnownPeer>();
      const trust = (username: string): number => known.get(username)?.trust ?? 0.5;
      const judgements = withPeers(deps.judge(wish.track, files, { trust }), candidates, known);
      deps.onJudged?.(judgements);
      const commit = (trx: Db) => storeJudgements(trx, wish.id, judgements);
      const untried = new Map(candidates.filter(isUntried).map((candidate) => [candidate.file.id, candidate]));
      const open = judgements.filter((judgement) => untried.has(judgement.fileId));
      if (candidates.some((candidate) => candidate.pinned && candidate.outcome === null))
        return { kind: 'next', commit };
      if (open.some((judgement) => judgement.verdict === 'auto')) return { kind: 'next', commit };
      const triedInVain = judgements.some((judgement) => judgement.verdict === 'auto');
      if (triedInVain && (await deps.canSearchOn?.(wish)) === true) {
        const sentence = 'The peers found so far could not deliver it, so others are searched for.';
        return { kind: 'back', to: 'search', cause: { code: 'search_on', sentence }, commit };
      }
      if (open.some((judgement) => judgement.verdict === 'review')) {
        return { kind: 'review', cause: reviewCause(open), commit };
      }
      const hours = againHours[Math.min(wish.attempts, againHours.length - 1)] ?? 168;
      const until = new Date((deps.now ?? Date.now)() + hours * 3_600_000);
      return { kind: 'wait', cause: nothingCause(candidates, judgements), until, commit };
    },
  };
}

/** Adds what is known of a file's peer to the reasons; rejected files need none. */
function withPeers(
  judgements: readonly Judgement[],
  candidates: readonly StoredCandidate[],
  known: ReadonlyMap<string, KnownPeer>,
): readonly Judgement[] {
  if (known.size === 0) return judgements;
  const names = new Map(candidates.map(({ file }) => [file.id, file.username]));
  return judgements.map((judgement) => {
    const peer = judgement.verdict === 'reject' ? undefined : known.get(names.get(judgement.fileId) ?? '');
    if (peer === undefined) return judgement;
    return { ...judgement, reasons: [...judgement.reasons, { rule: 'peer', weight: 0, ...peer.record }] };
  });
}

function isUntried(candidate: StoredCandidate): boolean {
  return candidate.outcome === null;
}

function reviewCause(open: readonly Judgement[]): Cause {
  const doubtful = open.filter((judgement) => judgement.verdict === 'review');
  const why = doubtful[0]?.reasons.find((reason) => reason.weight < 0) ?? say('not_enough', {});
  return tell('needs_review', { count: doubtful.length, why });
}

function nothingCause(candidates: readonly StoredCandidate[], judgements: readonly Judgement[]): Cause {
  const tried = candidates.filter((candidate) => candidate.outcome !== null).length;
  const accepted = judgements.filter((judgement) => judgement.verdict !== 'reject').length;
  if (tried > 0 && accepted > 0) {
    return tell('all_peers_failed', { count: tried });
  }
  const poor = judgements.filter(isPoorOnly);
  const poorWhy = poor[0]?.reasons.find((reason) => reason.rule === 'quality');
  if (poorWhy !== undefined) return tell('low_quality', { count: poor.length, why: poorWhy });
  const best = judgements[0];
  const why = best?.reasons.find((reason) => reason.weight <= -1) ?? best?.reasons[0] ?? say('not_enough', {});
  return tell('no_match', { count: candidates.length, why });
}

/** Surely the recording, and refused for its quality alone. */
function isPoorOnly({ reasons }: Judgement): boolean {
  const refusing = reasons.filter((reason) => reason.weight <= -1);
  return refusing.length === 1 && refusing[0]?.rule === 'quality' && reasons.some(({ rule }) => rule === 'agreement');
}
