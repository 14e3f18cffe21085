import { setImmediate as breathe } from 'node:timers/promises';
import type { Judgement, OfferedFile, WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { judgeInTurns } from './judging.ts';
import { replayCandidates, wishesWithCandidates } from './what-if.store.ts';

/** The row of `rejudgings`. */
const name = 'waiting wishes';
const mostCandidates = 2000;

/** What judging anew needs. */
export interface RejudgeDeps {
  readonly db: Db;
  /** Of everything that verdicts depend on: rules, settings, names. */
  readonly fingerprint: () => string;
  readonly judge: (wanted: WantedTrack, files: readonly OfferedFile[]) => readonly Judgement[];
  /** How many wishes make a step, after which it is noted where to go on. */
  readonly batchSize: () => Promise<number>;
  /** The waiting and doubtful ones of these wishes. */
  readonly unmet: (ids: readonly number[]) => Promise<readonly { readonly id: number; readonly track: WantedTrack }[]>;
  /** Sends a wish to the match stage; `false` when it has moved on. */
  readonly wake: (id: number) => Promise<boolean>;
}

/**
 * Judges the stored offers of waiting and doubtful wishes anew after rules, settings or names of artists have changed, and wakes those for which an untried
 * file is now good enough; the others are left as they are, with their patience. Answers how many were woken. Interrupted, it goes on where it was; the first
 * start only notes what is judged with.
 */
export async function rejudgeWaiting(deps: RejudgeDeps, signal: AbortSignal): Promise<number> {
  const { db } = deps;
  let after = await begin(db, deps.fingerprint());
  let woken = 0;
  while (after !== null && !signal.aborted) {
    const ids = await wishesWithCandidates(db, after, await deps.batchSize());
    for (const wish of await deps.unmet(ids)) {
      if (signal.aborted) return woken;
      const candidates = (await replayCandidates(db, wish.id, mostCandidates)).filter(({ failed }) => !failed);
      const { all } = await judgeInTurns(
        wish.track,
        candidates.map(({ file }) => file),
        deps.judge,
      );
      if ([...all.values()].some(({ verdict }) => verdict === 'auto') && (await deps.wake(wish.id))) woken += 1;
      await breathe();
    }
    after = ids.at(-1) ?? null;
    await db.updateTable('rejudgings').set({ after_wish_id: after }).where('name', '=', name).execute();
  }
  return woken;
}

/** Where to go on; `null` when nothing has changed since the last time. */
async function begin(db: Db, fingerprint: string): Promise<number | null> {
  const known = await db.selectFrom('rejudgings').selectAll().where('name', '=', name).executeTakeFirst();
  if (known?.fingerprint === fingerprint) return known.after_wish_id;
  const first = known === undefined ? null : 0;
  await db
    .insertInto('rejudgings')
    .values({ name, fingerprint, after_wish_id: first })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ fingerprint, after_wish_id: first }))
    .execute();
  return first;
}
