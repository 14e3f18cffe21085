import { sql } from 'kysely';
import type { Jobs } from '#jobs';
import type { Db } from '#platform/database';
import type { Clock } from '#platform/outbound';
import { dayIn, shiftDay, startOfDay } from '../dates.ts';
import type { WatchSettings } from '../settings.ts';
import type { ScanStore } from './scan.store.ts';

/** The type of a job that looks at one watched artist. */
export const scanJobType = 'artist_scan';

/** What one look for due artists did. */
export interface TickResult {
  readonly status: 'ok' | 'disabled' | 'full';
  readonly enqueued: number;
  readonly resumed: number;
  readonly blocked: number;
}

/** Puts due artists into the queue: by priority, never more than `WATCHLIST_MAX_PER_TICK` under way. All of a tick is one transaction. */
export function createTick(deps: {
  readonly db: Db;
  readonly store: ScanStore;
  readonly jobs: Jobs;
  readonly settings: WatchSettings;
  readonly zone: string;
  readonly clock: Clock;
  readonly log: (event: Record<string, unknown>) => void;
}): () => Promise<TickResult> {
  const { db, store, jobs, settings, zone, clock, log } = deps;
  return async () => {
    if (settings.intervalS === 0) {
      log({ event: 'watchlist.tick', status: 'disabled' });
      return { status: 'disabled', enqueued: 0, resumed: 0, blocked: 0 };
    }
    const now = new Date(clock.now());
    const today = dayIn(zone, now);
    const result = await db.transaction().execute(async (trx): Promise<TickResult> => {
      await sql`select set_config('statement_timeout', ${String(settings.tickBudgetMs)}, true)`.execute(trx);
      const resumed = await store.endPauses(trx, now);
      await store.hurry(trx, today, startOfDay(zone, shiftDay(today, 1)), now);
      const blocked = await store.blocked(trx, now);
      const room = settings.maxPerTick - (await store.underWay(trx, now));
      if (room <= 0) return { status: 'full', enqueued: 0, resumed, blocked };
      const due = await store.takeDue(trx, now, room);
      await jobs.enqueue(
        due.map((entry) => ({
          type: scanJobType,
          payload: { entry_id: entry.id },
          key: `artist:${entry.artist_key}`,
          idempotencyKey: String(entry.id),
          // among scans the more important go first; never so far that they overtake other types
          priority: Math.max(-9, Math.min(9, Math.trunc(entry.priority / 10))),
        })),
        trx,
      );
      return { status: 'ok', enqueued: due.length, resumed, blocked };
    });
    if (result.blocked > 0) log({ event: 'watchlist.cooldown.skip', count: result.blocked });
    log({ event: 'watchlist.tick', ...result });
    return result;
  };
}
