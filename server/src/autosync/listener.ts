import type { Db } from '#platform/database';
import type { Cause, Stage, Wish, WishState } from '#wishes';
import { failureEvents, failureOf } from './failures.ts';
import { type AutosyncSettings, currentSettings, type StoredSettings } from './settings.ts';
import { createTrackStore } from './tracks.store.ts';

/** A step of a wish, as the journey stores it. */
interface Step {
  readonly wish: Pick<Wish, 'id' | 'stage' | 'track'>;
  readonly step: { readonly stage: Stage; readonly state: WishState; readonly cause: Cause | null };
}

/** What following the wishes needs. */
export interface ListenerDeps {
  readonly db: Db;
  readonly store: StoredSettings & { add(counts: ReadonlyMap<string, number>): Promise<void> };
  readonly given: AutosyncSettings;
  readonly record: (type: string, status: string, details: Record<string, unknown>, trx?: Db) => Promise<void>;
  readonly onFault: (error: unknown) => void;
  readonly now?: () => Date;
}

/**
 * Follows the wishes of auto-sync: a failure is counted with its reason, in the transaction of the step; a success forgets the failures. Steps of other
 * wishes cost one look into an index when they settle.
 */
export function createAutosyncListener(deps: ListenerDeps): (trx: Db, step: Step) => Promise<void> {
  const tracks = createTrackStore(deps.db);
  const now = deps.now ?? (() => new Date());
  return async (trx, { wish, step }) => {
    if (step.state !== 'done' && step.state !== 'waiting') return;
    const uri = await tracks.ownUri(trx, wish.id);
    if (uri === null) return;
    const { title, artists } = wish.track;
    const about = { job: 'autosync', wish_id: wish.id, title, artists };
    if (step.state === 'done') {
      await tracks.succeeded(trx, wish.id);
      await deps.record('sync', 'track_imported', about, trx);
      // A counter for monitoring: it must not hold up the journey, nor be held up by it.
      deps.store.add(new Map([['metrics.autosync.downloaded', 1]])).catch(deps.onFault);
      return;
    }
    const reason = failureOf(wish.stage, step);
    if (reason === null) return;
    const count = await tracks.failed(trx, { uri, wishId: wish.id, title, artists, reason }, now());
    if (count === null) return;
    const details = { ...about, reason, cause: step.cause, failure_count: count };
    await deps.record('sync', failureEvents[reason], details, trx);
    const { skipThreshold } = await currentSettings(deps.store, deps.given);
    if (count === skipThreshold) await deps.record('sync', 'soulseek_skipped', details, trx);
  };
}
