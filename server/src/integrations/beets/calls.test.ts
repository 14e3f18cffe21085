import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '#platform/config';
import { processLives } from '#platform/process';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createBeets } from './adapter.ts';
import { createBeetsCalls } from './calls.ts';
import { beetsSettings } from './settings.ts';

let database: TestDatabase;
let dir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'harmony-calls-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** A program of the given shell lines that is called in beet's place, with a second for each call. */
async function program(lines: string, timeoutMs = 1000) {
  const path = join(dir, `program-${Math.random().toString(36).slice(2)}`);
  await writeFile(path, `#!/bin/sh\n${lines}\n`);
  await chmod(path, 0o755);
  return settings({ BEETS_PROGRAM: path, BEETS_TIMEOUT_MS: String(timeoutMs) });
}

function settings(env: Record<string, string>) {
  const read = readSettings({ beets: beetsSettings }, env);
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  return read.values.beets;
}

describe('calls of the program', () => {
  it('kills a program that hangs, with everything that it started, and says so', async () => {
    const calls = createBeetsCalls({
      db: database.db,
      settings: await program(`sleep 600 & echo $$ $! > ${dir}/pids; wait`),
    });
    const call = calls.exclusive((beet) => beet(['ls']));
    await expect(call).rejects.toMatchObject({ code: 'beets_hung', sentence: expect.stringContaining('1 s') });
    const pids = (await readFile(`${dir}/pids`, 'utf8')).trim().split(' ').map(Number);
    expect(await Promise.all(pids.map(processLives))).toEqual([false, false]);
    expect(await database.db.selectFrom('beets_call').selectAll().execute()).toEqual([]);
  });

  it('stops a program that does not stop talking', async () => {
    const calls = createBeetsCalls({ db: database.db, settings: await program('yes', 30_000) });
    await expect(calls.exclusive((beet) => beet(['ls']))).rejects.toMatchObject({ code: 'beets_too_much' });
  });

  it('names the remedy when there is no such program', async () => {
    const absent = settings({ BEETS_PROGRAM: join(dir, 'nowhere') });
    const beets = createBeets({ db: database.db, settings: absent, musicDir: dir });
    expect(await beets.status()).toMatchObject({
      available: false,
      code: 'beets_absent',
      remedy: expect.stringContaining('BEETS_PROGRAM'),
    });
    await expect(beets.fields()).rejects.toMatchObject({ code: 'beets_absent' });
  });

  it('takes a configuration that cannot be read for what it is', async () => {
    const broken = await program("echo 'configuration error: config.yaml could not be read' >&2; exit 1");
    const beets = createBeets({ db: database.db, settings: broken, musicDir: dir });
    await expect(beets.stats('')).rejects.toMatchObject({ code: 'beets_config' });
  });

  it('gives the program nothing to read and no secret of ours', async () => {
    process.env['HARMONY_TEST_SECRET'] = 'sesame';
    const calls = createBeetsCalls({
      db: database.db,
      settings: await program('env; read line && echo "got $line"; true'),
    });
    const said = await calls.exclusive((beet) => beet(['ls']));
    delete process.env['HARMONY_TEST_SECRET'];
    expect(said.stdout).toContain('LC_ALL=C.UTF-8');
    expect(said.stdout).not.toContain('sesame');
    expect(said.stdout).not.toContain('got');
  });

  it('lets only one program run at a time, also beside another process', async () => {
    const one = await program(`echo begin >> ${dir}/log; sleep 0.05; echo end >> ${dir}/log`, 30_000);
    const houses = [1, 2].map(() => createBeetsCalls({ db: database.db, settings: one }));
    await Promise.all([...houses, ...houses].map((calls) => calls.exclusive((beet) => beet(['ls']))));
    const log = (await readFile(`${dir}/log`, 'utf8')).trim().split('\n');
    expect(log).toEqual(Array.from({ length: 4 }, () => ['begin', 'end']).flat());
  });

  it('waits for a program whose Harmony was killed, and is busy when that takes too long', async () => {
    const orphan = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    const row = { id: 1, host: hostname(), pid: orphan.pid ?? 0, ends_at: new Date(Date.now() + 60_000) };
    await database.db.insertInto('beets_call').values(row).execute();
    const calls = createBeetsCalls({ db: database.db, settings: await program('true') });
    await expect(calls.exclusive((beet) => beet(['ls']), 150)).rejects.toMatchObject({ code: 'beets_busy' });
    const ended = new Promise((resolve) => orphan.once('exit', resolve));
    orphan.kill('SIGKILL');
    await ended;
    expect((await calls.exclusive((beet) => beet(['ls']))).code).toBe(0);
  });
});
