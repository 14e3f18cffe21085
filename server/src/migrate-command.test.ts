import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationState, toPgOptions } from '#platform/database';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { settingsWith } from '#test/settings';
import { migrateCommand } from './migrate-command.ts';

let dir: string;
let database: TestDatabase;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'migrate-command-'));
  database = await createTestDatabase({ empty: true });
});
afterAll(async () => {
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

const run = (...args: readonly string[]) =>
  migrateCommand(settingsWith({ DATA_DIR: dir, DATABASE_URL: database.connectionString, LOG_LEVEL: 'error' }), args);
const state = () => migrationState(database.db);

test('migrations run, are undone back to a number for an earlier version, and run again', async () => {
  expect(await run()).toBe(0);
  const { latest, applied } = await state();
  expect(applied).toBe(latest);

  expect(await run('--back-to', '0120')).toBe(0);
  const back = await state();
  expect([back.state, (back.applied ?? '') < '0121']).toEqual(['behind', true]);
  expect(back.pending.every((name) => name > '0120_~')).toBe(true);

  expect(await run()).toBe(0);
  expect((await state()).state).toBe('current');
});

test('nothing is undone under a Harmony that runs, ahead of where the database is, or when the words make no sense', async () => {
  const before = await state();
  const house = new Client({ ...toPgOptions(database.connection), application_name: 'harmony-channel' });
  await house.connect();
  expect(await run('--back-to', '0001')).toBe(69);
  await house.end();
  expect(await run('--back-to', '9999')).toBe(69);
  for (const wrong of [['--back-to'], ['--back-to', '1; drop table wishes'], ['down']])
    expect(await run(...wrong)).toBe(64);
  expect(await state()).toEqual(before);
});
