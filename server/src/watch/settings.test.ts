import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../stand-ins/worlds/releases.ts';

/** Opened without variables; the houses beside it have their own over the same database. */
let house: WatchHouse;
const key = `musicbrainz:${mbid('artist', 1)}`;
const unwell = { times: 1000, fault: { kind: 'status', status: 500 } } as const;

beforeAll(async () => {
  house = await openWatchHouse({ world: releasesOf([]), at: '2026-03-01T09:00:00Z' });
});
beforeEach(() => house.empty());
afterAll(() => house.close());

/** Does something in a house with these variables. */
async function within<T>(
  env: Record<string, string>,
  work: (other: WatchHouse) => Promise<T>,
  random?: () => number,
): Promise<T> {
  const chance = random === undefined ? {} : { random };
  const other = await openWatchHouse({ world: releasesOf([]), at: '', beside: house, env, ...chance });
  try {
    return await work(other);
  } finally {
    await other.close();
  }
}
const entry = async (other: WatchHouse) => (await other.get(`/watchlist/${key}`)).body;
const minutesBlocked = async (other: WatchHouse): Promise<number> =>
  Math.round((Date.parse((await entry(other)).retry_block_until ?? '') - house.clock.now()) / 60_000);

describe('the timer of the watchlist', () => {
  test('looks every WATCHLIST_TIMER_INTERVAL_S, and with WATCHLIST_TIMER_ENABLED=false never, nor when an artist is added', async () => {
    await within({ WATCHLIST_TIMER_INTERVAL_S: '77' }, async (other) => {
      expect(other.room.timers.map((timer) => timer.everyMs)).toEqual([77_000]);
    });
    await within({ WATCHLIST_TIMER_ENABLED: 'false' }, async (other) => {
      expect(other.room.timers).toEqual([]);
      expect((await other.post('/watchlist', { artist_key: key })).status).toBe(201);
      expect(other.queue).toEqual([]);
    });
  });

  test('has an artist due again after WATCHLIST_INTERVAL, and with 0 never by itself', async () => {
    await within({ WATCHLIST_INTERVAL: '7200' }, async (other) => {
      await other.post('/watchlist', { artist_key: key });
      await other.drain();
      house.clock.advance(7_000_000);
      expect(await other.room.tick()).toMatchObject({ enqueued: 0 });
      house.clock.advance(300_000);
      await within({ WATCHLIST_INTERVAL: '0' }, async (third) => {
        expect((await third.room.tick())?.enqueued ?? 0).toBe(0);
      });
      expect(await other.room.tick()).toMatchObject({ enqueued: 1 });
    });
  });

  test('ends a look that takes longer than WATCHLIST_TICK_BUDGET_MS, and takes nothing half', async () => {
    await house.post('/watchlist', { artist_key: key });
    await house.drain();
    house.clock.advance(2 * 86_400_000);
    await within({ WATCHLIST_TICK_BUDGET_MS: '100' }, async (other) => {
      await house.db.transaction().execute(async (trx) => {
        await sql`lock table artist_watchlist in access exclusive mode`.execute(trx);
        await expect(other.room.tick()).rejects.toThrow(/statement timeout/);
      });
      expect(other.queue).toEqual([]);
      expect(await other.room.tick()).toMatchObject({ enqueued: 1 });
    });
  });
});

describe('the scan of an artist whose source is unwell', () => {
  test('is tried WATCHLIST_RETRY_MAX times', async () => {
    house.standIn.fault(unwell);
    await within({ WATCHLIST_RETRY_MAX: '2' }, async (other) => {
      await other.post('/watchlist', { artist_key: key });
      await other.drain();
      expect((await entry(other)).failures).toBe(2);
    });
  });

  test('rests WATCHLIST_BACKOFF_BASE_MS between tries, give or take WATCHLIST_JITTER_PCT', async () => {
    const slept = async (base: number, jitter: number): Promise<number> => {
      await house.empty();
      house.standIn.fault(unwell);
      const env = {
        WATCHLIST_RETRY_MAX: '2',
        WATCHLIST_BACKOFF_BASE_MS: String(base),
        WATCHLIST_JITTER_PCT: String(jitter),
      };
      const scan = async (other: WatchHouse): Promise<number> => {
        const before = house.clock.slept();
        await other.post('/watchlist', { artist_key: key });
        await other.drain();
        return house.clock.slept() - before;
      };
      return await within(env, scan, () => 1);
    };
    const usual = await slept(3000, 0);
    expect((await slept(4500, 0)) - usual).toBe(1500);
    expect((await slept(3000, 0.5)) - usual).toBe(1500);
  });

  test.each([
    ['WATCHLIST_COOLDOWN_MINUTES', { WATCHLIST_COOLDOWN_MINUTES: '40' }, 40],
    ['ARTIST_COOLDOWN_S, in its place', { WATCHLIST_COOLDOWN_MINUTES: '40', ARTIST_COOLDOWN_S: '4500' }, 75],
  ])('is left alone for %s after ARTIST_MAX_RETRY_PER_ARTIST tries', async (_name, env, minutes) => {
    house.standIn.fault(unwell);
    await within({ ARTIST_MAX_RETRY_PER_ARTIST: '2', ...env }, async (other) => {
      await other.post('/watchlist', { artist_key: key });
      await other.drain();
      expect(await minutesBlocked(other)).toBe(minutes);
    });
  });
});

test('ARTIST_COOLDOWN_S is also the pause after a sync that nobody forced', async () => {
  await within({ ARTIST_COOLDOWN_S: '7200' }, async (other) => {
    await other.post('/watchlist', { artist_key: key });
    other.queue.length = 0;
    await other.post(`/artists/${key}/enqueue-sync`);
    await other.drain();
    const row = await house.db.selectFrom('artist_watchlist').select('cooldown_until').executeTakeFirstOrThrow();
    expect(Math.round(((row.cooldown_until?.getTime() ?? 0) - house.clock.now()) / 60_000)).toBe(120);
  });
});

test('WATCHLIST_MAX_CONCURRENCY and ARTIST_POOL_CONCURRENCY are how many scans and syncs a process runs at once, ARTIST_PRIORITY is how urgent both are', async () => {
  const env = { WATCHLIST_MAX_CONCURRENCY: '5', ARTIST_POOL_CONCURRENCY: '6', ARTIST_PRIORITY: '70' };
  await within(env, async (other) => {
    const pools = Object.fromEntries(other.room.jobs.map((job) => [job.type, [job.pool, job.priority]]));
    expect(pools).toMatchObject({ artist_scan: [5, 50], artist_sync: [6, 100] });
    await other.post('/watchlist', { artist_key: key });
    await other.post(`/artists/${key}/enqueue-sync`);
    // jobs say how far they are from the priority of their type
    const moved = other.queue.map((job) => [job.type, job.priority]);
    expect(moved).toEqual([
      ['artist_scan', 20],
      ['artist_sync', -30],
    ]);
  });
});

test('admin operations refuse after ARTIST_RETRY_BUDGET_MAX failed syncs, and call what is older than ARTIST_STALENESS_MAX_MIN stale', async () => {
  const env = { FEATURE_ADMIN_API: 'true', ARTIST_RETRY_BUDGET_MAX: '2', ARTIST_STALENESS_MAX_MIN: '5' };
  await within(env, async (other) => {
    await other.post('/watchlist', { artist_key: key });
    other.queue.length = 0;
    await other.post(`/admin/artists/${key}/reconcile?dry_run=false`);
    const stale = async () => (await other.post(`/admin/artists/${key}/reconcile`)).body.safety['stale'];
    house.clock.advance(4 * 60_000);
    expect(await stale()).toBe(false);
    house.clock.advance(2 * 60_000);
    expect(await stale()).toBe(true);
    await house.db.updateTable('artists').set({ sync_attempts: 2 }).execute();
    const refused = await other.post(`/admin/artists/${key}/resync`);
    expect([refused.status, refused.body.error.meta.budget]).toEqual([429, 2]);
  });
});
