import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { json } from './json.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ empty: true });
});
afterAll(() => test.drop());

const one = async <T>(query: ReturnType<typeof sql<{ value: T }>>) => (await query.execute(test.db)).rows[0]?.value;

describe('what a query returns', () => {
  it('is a number for int8, alone and in a list', async () => {
    expect(await one(sql`select 9007199254740991::int8 as value`)).toBe(9_007_199_254_740_991);
    expect(await one(sql`select count(*) as value from generate_series(1, 3)`)).toBe(3);
    expect(await one(sql`select array[1, null, -5]::int8[] as value`)).toEqual([1, null, -5]);
  });

  it('is an error rather than a rounded number beyond 2^53', async () => {
    await expect(one(sql`select 9007199254740992::int8 as value`)).rejects.toThrow(/9007199254740992/);
    expect(await one(sql`select 1 as value`)).toBe(1);
  });

  it('is a Date for a time, and the text of the day for a date', async () => {
    expect(await one(sql`select timestamptz '2026-11-21 03:00:00+02' as value`)).toEqual(
      new Date('2026-11-21T01:00:00Z'),
    );
    expect(await one(sql`select date '2026-11-21' as value`)).toBe('2026-11-21');
  });

  it('is what was stored for jsonb, lists included, without the characters that jsonb refuses', async () => {
    const value = [{ file: 'a\u0000b \ud800' }, 1, null];
    expect(await one(sql`select ${json(value)}::jsonb as value`)).toEqual([{ file: 'ab \ufffd' }, 1, null]);
  });
});

describe('the pool', () => {
  it('outlives a server that cuts its idle connections off', async () => {
    await one(sql`select 1 as value`);
    const other = await createTestDatabase({ empty: true });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${test.connection.database}`.execute(
      other.db,
    );
    await other.drop();
    await expect.poll(() => one(sql`select 2 as value`).catch(() => null)).toBe(2);
  });
});
