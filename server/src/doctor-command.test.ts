import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';

let dir: string;
let server: TestDatabase;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'doctor-command-'));
  await mkdir(join(dir, 'music'));
  server = await createTestDatabase();
});
afterAll(async () => {
  await server.drop();
  await rm(dir, { recursive: true, force: true });
});

/** Runs `harmony doctor` to its end, as somebody at a terminal would. */
async function doctor(args: readonly string[], database: string) {
  const child = spawn(process.execPath, ['server/src/main.ts', 'doctor', ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HARMONY_ENV_FILE: '/dev/null',
      LOG_LEVEL: 'warn',
      DATA_DIR: join(dir, 'data'),
      MUSIC_DIR: join(dir, 'music'),
      SLSKD_BASE_URL: 'http://127.0.0.1:1',
      SLSKD_RETRY_MAX: '0',
      DATABASE_URL: database,
    },
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

test('at a terminal the doctor names what is wrong and what to do, also without the database', async () => {
  const away = await doctor([], 'postgresql://nobody@127.0.0.1:1/none');
  expect(away.code).toBe(69);
  expect(away.output).toMatch(/^PROBLEM database\.answers .*\n\s+→ /m);
  expect(away.output).toMatch(/^\? {7}database\.schema/m);
  expect(away.output).toMatch(/^PROBLEM slskd\.reachable .*\n\s+→ /m);
  expect(away.output).toMatch(/^ok {6}files\.music_folder/m);

  const there = await doctor(['--json'], server.connectionString);
  const reports = JSON.parse(there.output) as { id: string; state: string; code: string }[];
  const states = Object.fromEntries(reports.map(({ id, state, code }) => [id, `${state} ${code}`]));
  expect(states).toMatchObject({
    'database.schema': 'ok current',
    'workers.heartbeats': 'problem nobody_works',
    'spotify.sign_in': 'ok imports_only',
  });
  expect(there.code).toBe(69);
});

test('before the first start the empty database is the one finding about it; what needs its tables waits', async () => {
  const empty = await createTestDatabase({ empty: true });
  try {
    const { output } = await doctor(['--json'], empty.connectionString);
    const reports = JSON.parse(output) as { id: string; code: string; remedy: string | null }[];
    expect(reports.find(({ id }) => id === 'database.schema')).toMatchObject({
      code: 'empty',
      remedy: expect.stringContaining('Start Harmony'),
    });
    expect(reports.filter(({ code }) => code === 'check_failed')).toEqual([]);
    expect(reports.filter(({ code }) => code === 'needs_schema').length).toBeGreaterThan(3);
  } finally {
    await empty.drop();
  }
});
