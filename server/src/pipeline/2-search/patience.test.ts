import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { ServiceFault } from '#platform/outbound';
import { intent, searchStages } from './cases/stage.ts';
import { openSearch, withPlace } from './ledger.ts';
import { beginAnew } from './rounds.ts';
import { sweepInterruptedSearches } from './search.stage.ts';

const stage = searchStages();

describe('patience', () => {
  test('a spent budget names the time when a place opens, and asks nothing', async () => {
    const it = await stage({}, { budgetCount: 3, budgetWindowS: 100 });
    await it.run();
    await beginAnew(it.db, it.wish);
    const failure = await it.failure();
    expect(failure.code).toBe('search_budget_spent');
    if (typeof failure.patience !== 'object') throw new Error('must name a time');
    const wait = failure.patience.at.getTime() - Date.now();
    expect(wait).toBeGreaterThan(90_000);
    expect(wait).toBeLessThan(101_000);
    expect(it.asked).toHaveLength(3);
  });

  test('the budget is shared: ten processes at once never exceed it', async () => {
    const it = await stage({});
    const opened = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        openSearch(it.db, intent(it.wish.id, `q${index}`), { budgetCount: 4, budgetWindowS: 100 }),
      ),
    );
    expect(opened.filter((each) => each.kind === 'open')).toHaveLength(4);
  });

  test('people and urgent wishes find a part of the budget left, and leave a part to the others while those wait', async () => {
    const it = await stage({});
    const limits = { budgetCount: 20, budgetWindowS: 100 };
    const open = async (urgent: boolean, othersWait: boolean): Promise<number> => {
      for (let count = 0; ; count += 1) {
        const answer = await openSearch(
          it.db,
          intent(it.wish.id, `q${Math.random()}`, urgent),
          limits,
          async () => othersWait,
        );
        if (answer.kind !== 'open') return count;
      }
    };
    expect(await open(false, false)).toBe(18);
    expect(await open(true, true)).toBe(2);
    await sql`delete from searches`.execute(it.db);
    expect(await open(true, true)).toBe(16);
    expect(await open(false, false)).toBe(2);
    await sql`delete from searches`.execute(it.db);
    expect(await open(true, false)).toBe(20);
  });

  test('no more run at once than allowed, by all processes together, and a place is free again as soon as its holder ends', async () => {
    const it = await stage({});
    let end = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    let holders = 0;
    const hold = () =>
      withPlace(it.db, 2, async () => {
        holders += 1;
        await held;
      });
    const both = [hold(), hold()];
    await vi.waitFor(() => expect(holders).toBe(2), 20_000);
    expect((await it.failure()).code).toBe('search_busy');
    expect(it.asked).toEqual([]);
    end();
    await Promise.all(both);
    await it.run();
    expect(it.asked).toEqual(['one', 'two', 'three']);
  });

  test.each(['not_logged_in', 'daemon_busy'])('"%s" costs neither budget nor attempt', async (code) => {
    const it = await stage({ one: { kind: 'not-now', code, sentence: 'Not now.', retryAfterMs: 60_000 } });
    const failure = await it.failure();
    expect(failure).toMatchObject({ code, message: 'Not now.' });
    expect(await it.searches()).toEqual([]);
  });

  test('a daemon that is down or paused costs neither; a broken answer leaves its trace', async () => {
    const fault = (code: 'paused' | 'bad_json', retryAt: Date | null) =>
      new ServiceFault({ service: 'slskd', code, sentence: 'It is broken.', remedy: 'Mend it.', retryAt });
    const at = new Date(Date.now() + 120_000);
    const paused = await stage({ one: fault('paused', at) });
    const failure = await paused.failure();
    expect(failure.code).toBe('slskd_paused');
    expect(typeof failure.patience === 'object' && failure.patience.at.getTime()).toBeGreaterThanOrEqual(at.getTime());
    expect(await paused.searches()).toEqual([]);
    const broken = await stage({ one: fault('bad_json', null) });
    await broken.failure();
    expect(await broken.searches()).toMatchObject([{ state: 'failed', error: 'It is broken.' }]);
  });

  test('what a dead process left running is abandoned at the daemon, by its wish and by the sweep', async () => {
    const it = await stage({});
    const id = '44444444-4444-4444-8444-444444444444';
    await it.db
      .insertInto('searches')
      .values({ wish_id: it.wish.id, query: 'one', rung: 0, daemon_search_id: id })
      .execute();
    await it.run();
    expect(it.abandoned).toEqual([id]);
    const other = '55555555-5555-4555-8555-555555555555';
    const started = sql<Date>`now() - interval '1 hour'`;
    await it.db
      .insertInto('searches')
      .values({ wish_id: it.wish.id, query: 'x', rung: 0, daemon_search_id: other, started_at: started })
      .execute();
    expect(await sweepInterruptedSearches(it, new AbortController().signal)).toBe(1);
    expect(it.abandoned).toEqual([id, other]);
    expect((await it.searches()).filter((each) => each.state === 'running')).toEqual([]);
  });
});
