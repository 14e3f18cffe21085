import type { Activity } from '#activity';
import type { Exporter } from '#metrics';
import type { JourneyStep } from '#pipeline';
import { itemsOfWishSettled, type WishOutcome } from '#pipeline/import';
import { releaseHeld } from '#pipeline/verify';
import type { Db } from '#platform/database';
import type { Logger } from '#platform/log';
import { recordStep } from '#wishes';

/** What follows from a stored step of a wish: inside its transaction, and afterwards for people. */
export function createStepListeners(deps: {
  readonly activity: Activity;
  readonly wishChanged: (id: number) => void;
  readonly libraryChanged: (wishId: number) => void;
  /** Who else must agree with a step, inside its transaction. */
  readonly also: readonly ((trx: Db, step: JourneyStep) => Promise<void>)[];
  readonly log: Logger;
  /** Counts. */
  readonly figures?: Pick<Exporter, 'step'>;
}) {
  return {
    /** Keeps the imported lines of the wish and the history in agreement with its step. */
    within: async (trx: Db, past: JourneyStep): Promise<void> => {
      const { wish, step } = past;
      await recordStep(trx, past);
      const outcome = outcomeOf(step);
      if (outcome === null) return;
      if (step.state === 'done' || step.state === 'cancelled') await releaseHeld(trx, wish.id);
      for (const follow of deps.also) await follow(trx, { wish, step });
      await itemsOfWishSettled(trx, wish.id, outcome);
      if (outcome.kind === 'queued') return;
      const details = { wish_id: wish.id, title: wish.track.title, artists: wish.track.artists, reason: step.cause };
      await deps.activity.record('wish', step.state, details, trx);
    },
    onStep: ({ wish, step }: JourneyStep): void => {
      deps.wishChanged(wish.id);
      if (step.state === 'done') deps.libraryChanged(wish.id);
      const { stage, state, cause } = step;
      deps.figures?.step(stage, state);
      deps.log.debug({ event: 'wish.step', wish: wish.id, stage, state, reason: cause?.code }, 'step');
    },
  };
}

function outcomeOf(step: JourneyStep['step']): WishOutcome | null {
  switch (step.state) {
    case 'done':
      return { kind: 'completed' };
    case 'waiting':
    case 'review':
    case 'cancelled':
      return { kind: 'failed', code: step.cause?.code ?? step.state, sentence: step.cause?.sentence ?? 'Not met.' };
    case 'queued':
      return step.stage === 'search' ? { kind: 'queued' } : null;
    case 'active':
      return null;
  }
}
