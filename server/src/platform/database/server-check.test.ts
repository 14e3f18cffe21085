import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, silentLog, type TestDatabase } from '#test/database';
import { provideDatabase } from './provide.ts';
import { checkServer, DatabaseUnusableError } from './server-check.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ empty: true });
});
afterAll(() => test.drop());

const named = (suffix: string) => `${inject('testServer').prefix}_${suffix}`;
const create = (name: string, how: string) => test.pool.query(`create database "${name}" template template0 ${how}`);
const check = async (connection: TestDatabase['connection']) => {
  const warnings: string[] = [];
  await checkServer(connection, { ...silentLog, warn: (_fields, message) => warnings.push(message) });
  return warnings;
};
const refusal = (connection: TestDatabase['connection']) =>
  checkServer(connection, silentLog).then(
    () => null,
    (error: unknown) => error as DatabaseUnusableError,
  );

describe('a server of the person’s own', () => {
  it('is taken as it is when it can hold every title', async () => {
    const name = named('good');
    await create(name, `encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`);
    expect(await check({ ...test.connection, database: name })).toEqual([]);
  });

  it('gets its database made when it is missing and the user may', async () => {
    const connection = { ...test.connection, database: named('missing') };
    await Promise.all([check(connection), check(connection)]);
    const { rowCount } = await test.pool.query('select from pg_database where datname = $1', [connection.database]);
    expect(rowCount).toBe(1);
  });

  it('is used with a warning when its locale knows no letters but ASCII', async () => {
    const name = named('plain');
    await create(name, `encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`);
    expect(await check({ ...test.connection, database: name })).toEqual([expect.stringContaining('LC_CTYPE C')]);
  });

  it('is refused when its encoding cannot hold every title', async () => {
    const name = named('latin');
    await create(name, `encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'`);
    const error = await refusal({ ...test.connection, database: name });
    expect(error).toBeInstanceOf(DatabaseUnusableError);
    expect(error?.message).toContain('LATIN1');
  });

  it.each([
    ['nothing listens', { host: '127.0.0.1', port: 1 }, /127\.0\.0\.1:1 as me: nothing listens there/],
    ['there is no socket', { host: '/nowhere', port: 5432 }, /socket in \/nowhere as me: there is no socket/],
  ])('that cannot be reached is told with the reason and without the password: %s', async (_what, place, message) => {
    const error = await refusal({ ...place, user: 'me', password: 'secret', database: 'd' });
    expect(error?.message).toMatch(message);
    expect(`${error?.message} ${error?.remedy}`).not.toContain('secret');
  });
});

it('a configured server is provided without being stopped at the end', async () => {
  const provided = await provideDatabase(
    { kind: 'server', connection: test.connection, from: 'DATABASE_URL' },
    { log: silentLog },
  );
  await provided.stop();
  expect((await test.pool.query('select 1')).rowCount).toBe(1);
});
