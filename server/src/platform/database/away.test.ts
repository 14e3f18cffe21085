import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { isDatabaseAway } from './index.ts';

const failure = async (doing: Promise<unknown>): Promise<unknown> =>
  await doing.then(
    () => null,
    (error: unknown) => error,
  );

test('a server that is not there and one that shuts down are away; a missing file, a wrong query and a wrong password are not', async () => {
  const nobody = new Client({ host: '/nowhere', port: 1 });
  expect(isDatabaseAway(await failure(nobody.connect()))).toBe(true);
  const refused = await new Promise((resolve) => connect(1, '127.0.0.1').once('error', resolve));
  expect(isDatabaseAway(refused)).toBe(true);
  for (const code of ['57P01', '57P03', '08006', '53300'])
    expect(isDatabaseAway(Object.assign(new Error('x'), { code }))).toBe(true);
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isDatabaseAway(await failure(readFile('/nowhere/at/all')))).toBe(false);
  for (const code of ['42601', '28P01', '23505'])
    expect(isDatabaseAway(Object.assign(new Error('x'), { code }))).toBe(false);
});
