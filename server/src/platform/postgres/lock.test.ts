import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Holder, lockFolder } from './lock.ts';

let root: string;
let folder: string;
const silent = () => undefined;
const times = { heartbeatMs: 100, silentMs: 400 };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'harmony-lock-'));
  folder = join(root, 'postgres');
});
afterEach(() => rm(root, { recursive: true }));

/** Leaves the claim of another holder, made from our own. */
async function leave(change: Partial<Holder>): Promise<string> {
  const lock = await lockFolder(folder, root, silent);
  const own = JSON.parse(await readFile(await theClaim(), 'utf8')) as Holder;
  await lock.release();
  const path = `${folder}.lock.left`;
  await writeFile(path, `${JSON.stringify({ ...own, ...change })}\n`);
  return path;
}

/** Path of the only claim. */
async function theClaim(): Promise<string> {
  const names = await readdir(root);
  expect(names.length).toBe(1);
  return join(root, names[0] ?? '');
}

describe('the lock of a data folder', () => {
  it('is given to one, and to the next after its release', async () => {
    const lock = await lockFolder(folder, root, silent);
    await expect(lockFolder(folder, root, silent)).rejects.toMatchObject({
      code: 'data_folder_in_use',
      pid: process.pid,
    });
    await lock.release();
    expect(await readdir(root)).toEqual([]);
    await (await lockFolder(folder, root, silent)).release();
  });

  it('is taken over from a process that has gone, whose number may belong to another now', async () => {
    for (const dead of [{ pid: 4_194_300, started: '1' }, { started: '1' }]) {
      await leave({ ...dead, runtimeDir: '/tmp/before' });
      const lock = await lockFolder(folder, root, silent);
      expect(lock.previous.map((holder) => holder.runtimeDir)).toEqual(['/tmp/before']);
      await lock.release();
    }
  });

  it('is given to exactly one of many that start at once, over a dead holder or none', async () => {
    for (let round = 0; round < 20; round += 1) {
      if (round % 2 === 0) await leave({ pid: 4_194_300, started: '1' });
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, root, silent)));
      const won = results.filter((result) => result.status === 'fulfilled');
      expect(won.length).toBe(1);
      await won[0]?.value.release();
      expect(await readdir(root)).toEqual([]);
    }
  });

  it('of a holder in another container is respected while that one shows life, and taken over when it is silent', async () => {
    const path = await leave({ space: 'another boot', host: 'elsewhere', pid: 1 });
    const alive = setInterval(() => void utimes(path, new Date(), new Date()), times.heartbeatMs);
    const refusal = await lockFolder(folder, root, silent, times).catch((error: unknown) => error);
    clearInterval(alive);
    expect((refusal as Error).message).toContain('process 1 on elsewhere');
    const lock = await lockFolder(folder, root, silent, times);
    expect(lock.previous.map((holder) => holder.host)).toEqual(['elsewhere']);
    await lock.release();
  });

  it('keeps showing life while it is held', async () => {
    const lock = await lockFolder(folder, root, silent, times);
    const path = await theClaim();
    const past = new Date(0);
    await utimes(path, past, past);
    await expect.poll(async () => (await stat(path)).mtimeMs).toBeGreaterThan(0);
    await lock.release();
  });

  it('that is damaged and old counts as nobody’s', async () => {
    const path = `${folder}.lock.left`;
    await writeFile(path, '');
    const past = new Date(0);
    await utimes(path, past, past);
    await (await lockFolder(folder, root, silent)).release();
  });

  it('says so when the folder cannot be written', async () => {
    await expect(lockFolder(join(root, 'missing', 'postgres'), root, silent)).rejects.toMatchObject({
      code: 'data_folder_unusable',
    });
  });
});
