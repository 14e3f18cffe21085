import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { startChild } from '../../../scripts/demo/processes.ts';

let dir: string;
let server: TestDatabase;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'backup-commands-'));
  server = await createTestDatabase({ empty: true });
});

afterAll(async () => {
  await server.drop();
  await rm(dir, { recursive: true, force: true });
});

const base = { HARMONY_ENV_FILE: '/dev/null', HOST: '127.0.0.1', PORT: '0', SLSKD_BASE_URL: 'http://127.0.0.1:1' };
const houseIn = (name: string) => ({ ...base, DATA_DIR: join(dir, name), MUSIC_DIR: join(dir, 'music') });

/** Runs a command to its end, as somebody at a terminal would. */
async function harmony(args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['server/src/main.ts', ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

test('a backup goes from the embedded database, beside a running house, to a server and back', async () => {
  const here = houseIn('first');
  const there = { ...houseIn('second'), DATABASE_URL: server.connectionString };
  const file = join(dir, 'house.tar.gz');
  const house = startChild(['server/src/main.ts', 'serve'], here);
  try {
    const url = await house.line((line) => /ready after .* on (http:\S+)/.exec(line)?.[1] ?? null);
    const put = await fetch(`${url}/api/v1/library/naming-template`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ template: '{artist}/{title}' }),
    });
    expect(put.status, await put.text()).toBe(200);
    const made = await harmony(['backup', file], here);
    expect(made.output).toMatch(/wrote \d+ rows .* and read them again/);
    expect(made.code).toBe(0);

    const byApi = await fetch(`${url}/api/v1/backups`, { method: 'POST' });
    expect(byApi.status).toBe(201);
    const { name } = (await byApi.json()) as { name: string };
    const list = (await (await fetch(`${url}/api/v1/backups`)).json()) as { items: { name: string }[]; keep: number };
    expect(list).toMatchObject({ running: false, interval_hours: 24, keep: 7 });
    expect(list.items.map((item) => item.name)).toContain(name);
    const bytes = Buffer.from(await (await fetch(`${url}/api/v1/backups/${name}`)).arrayBuffer());
    await writeFile(join(dir, 'downloaded.tar.gz'), bytes);
    expect((await fetch(`${url}/api/v1/backups/..%2Fsecrets.key`)).status).toBe(404);
  } finally {
    await house.stop();
  }
  expect((await harmony(['restore', join(dir, 'downloaded.tar.gz'), '--check'], here)).output).toContain('is whole');

  const moved = await harmony(['restore', file], there);
  expect(moved.output).toContain('restored');
  expect(moved.code).toBe(0);
  const again = await harmony(['backup', join(dir, 'back.tar.gz')], there);
  expect(again.code).toBe(0);
  const refused = await harmony(['restore', join(dir, 'back.tar.gz'), '--nonsense'], here);
  expect(refused.code).toBe(64);
  const back = await harmony(['restore', join(dir, 'back.tar.gz'), '--replace'], here);
  expect(back.output).toContain('restored');

  const returned = startChild(['server/src/main.ts', 'serve'], here);
  try {
    const url = await returned.line((line) => /ready after .* on (http:\S+)/.exec(line)?.[1] ?? null);
    expect(await (await fetch(`${url}/api/v1/library/naming-template`)).json()).toMatchObject({
      template: '{artist}/{title}',
    });
  } finally {
    await returned.stop();
  }
}, 180_000);

test('a command without a file, or with a file that is there, changes nothing', async () => {
  const env = houseIn('third');
  expect((await harmony(['backup'], env)).code).toBe(64);
  const taken = join(dir, 'taken.tar.gz');
  await writeFile(taken, 'mine');
  const refused = await harmony(['backup', taken], env);
  expect(refused.code).toBe(69);
  expect(refused.output).toContain('exists already');
  expect(await readFile(taken, 'utf8')).toBe('mine');
});

test('a server that is not there yet is waited for, and one that never comes is said', async () => {
  const refusing = createServer();
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', () => resolve()));
  const { port } = refusing.address() as { port: number };
  await new Promise((resolve) => refusing.close(resolve));
  const env = { ...houseIn('fourth'), DATABASE_URL: `postgresql://harmony@127.0.0.1:${port}/harmony` };
  const began = Date.now();
  const given = await harmony(['migrate'], { ...env, POSTGRES_WAIT_ATTEMPTS: '3', POSTGRES_WAIT_INTERVAL: '0.1' });
  expect(given.code).toBe(69);
  expect(given.output).toMatch(/waiting for the database server on 127\.0\.0\.1/);
  expect(Date.now() - began).toBeGreaterThanOrEqual(200);
  const told = await harmony(['migrate'], { ...env, WAIT_FOR_POSTGRES: 'false' });
  expect(told.output).not.toContain('waiting');
});

test('with FEATURE_RUN_MIGRATIONS=off a start refuses a database that is behind', async () => {
  const empty = await createTestDatabase({ empty: true });
  try {
    const env = { ...houseIn('fifth'), DATABASE_URL: empty.connectionString, FEATURE_RUN_MIGRATIONS: 'off' };
    const refused = await harmony(['serve'], env);
    expect(refused.code).toBe(69);
    expect(refused.output).toContain('harmony migrate');
    expect((await harmony(['migrate'], env)).code).toBe(0);
    const house = startChild(['server/src/main.ts', 'serve'], env);
    await house.line((line) => (line.includes('ready after') ? true : null));
    await house.stop();
  } finally {
    await empty.drop();
  }
});
