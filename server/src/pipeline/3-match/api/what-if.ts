import type { Judgement, OfferedFile, WantedTrack } from '#music';
import { judgeByTaste, judgeInTurns, type Taste } from './judging.ts';

/** A stored candidate without what was once thought of it. */
export interface ReplayCandidate {
  readonly file: OfferedFile;
  /** A person's choice stands whatever the settings say. */
  readonly pinned: boolean;
  /** It was tried and brought nothing. */
  readonly failed: boolean;
}

/** A wish to judge again. */
export interface ReplayWish {
  readonly id: number;
  readonly track: WantedTrack;
  readonly state: string;
}

/** What the engine would do for a wish under some settings. */
export interface Decision {
  readonly outcome: 'fetch' | 'review' | 'nothing';
  readonly choice: OfferedFile | null;
  readonly judgement: Judgement | null;
}

/** What changed settings would change for one wish. */
export interface Replay {
  readonly wish: ReplayWish;
  readonly before: Decision;
  readonly after: Decision;
  readonly candidates: number;
  /** Candidates whose verdict would be another one. */
  readonly verdictsChanged: number;
  readonly pinned: boolean;
}

/** Whether the wish would get another file, or another decision. */
export function isChanged(replay: Replay): boolean {
  if (replay.pinned) return false;
  const { before, after } = replay;
  return before.outcome !== after.outcome || (after.outcome !== 'nothing' && before.choice?.id !== after.choice?.id);
}

const outcomes = { auto: 'fetch', review: 'review', reject: 'nothing' } as const;

/** Judges a wish's candidates twice, by the present taste and by the other one; stores nothing. Never works longer than some milliseconds at a stretch. */
export async function replay(
  wish: ReplayWish,
  candidates: readonly ReplayCandidate[],
  now: Taste,
  then: Taste,
): Promise<Replay> {
  const open = candidates.filter((candidate) => !candidate.failed).map((candidate) => candidate.file);
  const decide = async (taste: Taste) => {
    const judged = await judgeInTurns(wish.track, open, (track, files) => judgeByTaste(track, files, taste));
    const { best } = judged;
    const choice = best === null ? null : (open.find((file) => file.id === best.fileId) ?? null);
    const outcome = best === null ? 'nothing' : outcomes[best.verdict];
    return { all: judged.all, decision: { outcome, choice, judgement: best } satisfies Decision };
  };
  const before = await decide(now);
  const after = await decide(then);
  const differs = [...after.all].filter(([id, judgement]) => before.all.get(id)?.verdict !== judgement.verdict);
  return {
    wish,
    before: before.decision,
    after: after.decision,
    candidates: open.length,
    verdictsChanged: differs.length,
    pinned: candidates.some((candidate) => candidate.pinned && !candidate.failed),
  };
}
