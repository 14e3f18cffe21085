import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Holder, lockFolder, lockPath } from './lock.ts';

let root: string;
let folder: string;
const silent = () => undefined;
const times = { heartbeatMs: 100, silentMs: 400 };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'harmony-lock-'));
  folder = join(root, 'postgres');
});
afterEach(() => rm(root, { recursive: true }));

/** Leaves the lock of another holder, made from our own. */
async function leave(change: Partial<Holder>): Promise<void> {
  const lock = await lockFolder(folder, root, silent);
  const own = JSON.parse(await readFile(lockPath(folder), 'utf8')) as Holder;
  await lock.release();
  await writeFile(lockPath(folder), `${JSON.stringify({ ...own, ...change })}\n`);
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
      expect(lock.previous?.runtimeDir).toBe('/tmp/before');
      await lock.release();
    }
  });

  it('is taken over by exactly one of many that find a dead holder', async () => {
    for (let round = 0; round < 10; round += 1) {
      await leave({ pid: 4_194_300, started: '1' });
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, root, silent)));
      const won = results.filter((result) => result.status === 'fulfilled');
      expect(won.length).toBe(1);
      await won[0]?.value.release();
      expect(await readdir(root)).toEqual([]);
    }
  });

  it('of a holder in another container is respected while that one shows life, and taken over when it is silent', async () => {
    await leave({ space: 'another boot', host: 'elsewhere', pid: 1 });
    const alive = setInterval(() => void utimes(lockPath(folder), new Date(), new Date()), times.heartbeatMs);
    const refusal = await lockFolder(folder, root, silent, times).catch((error: unknown) => error);
    clearInterval(alive);
    expect((refusal as Error).message).toContain('process 1 on elsewhere');
    const lock = await lockFolder(folder, root, silent, times);
    expect(lock.previous?.host).toBe('elsewhere');
    await lock.release();
  });

  it('keeps showing life while it is held', async () => {
    const lock = await lockFolder(folder, root, silent, times);
    const past = new Date(0);
    await utimes(lockPath(folder), past, past);
    await expect.poll(async () => (await stat(lockPath(folder))).mtimeMs, { timeout: 5000 }).toBeGreaterThan(0);
    await lock.release();
  });

  it('that is damaged counts as nobody’s', async () => {
    await writeFile(lockPath(folder), '');
    await (await lockFolder(folder, root, silent)).release();
  });

  it('says so when the folder cannot be written', async () => {
    await expect(lockFolder(join(root, 'missing', 'postgres'), root, silent)).rejects.toMatchObject({
      code: 'data_folder_unusable',
    });
  });
});
