import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFolderWatch, type FolderWatch } from './index.ts';

let root: string;
let watch: FolderWatch;
let told: { folder: string; deep: boolean }[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'harmony-watch-'));
  told = [];
});
afterEach(async () => {
  await watch.stop();
  await rm(root, { recursive: true, force: true });
});

async function begin(options: Partial<Parameters<typeof createFolderWatch>[0]> = {}): Promise<void> {
  watch = createFolderWatch({
    musicDir: root,
    skip: () => [join(root, 'trash')],
    delayMs: 20,
    onChange: async (folders) => void told.push(...folders),
    onFault: (error) => {
      throw error;
    },
    ...options,
  });
  watch.start();
  await expect.poll(() => watch.state().state).not.toMatch(/starting|off/);
}
const tells = (folder: string, deep: boolean) => expect.poll(() => told).toContainEqual({ folder, deep });

it('begins with everything, since nobody knows what happened before', async () => {
  await mkdir(join(root, 'a/b'), { recursive: true });
  await mkdir(join(root, 'trash'));
  await mkdir(join(root, '.hidden'));
  await begin();
  expect(watch.state()).toEqual({ state: 'watching', folders: 3, reason: null });
  await tells('', true);
});

it('tells the folder of a new, changed or deleted file, and a whole new, moved or deleted folder', async () => {
  await mkdir(join(root, 'a'));
  await begin();
  await tells('', true);
  await writeFile(join(root, 'a/x.mp3'), 'x');
  await tells('a', false);
  await mkdir(join(root, 'n/m'), { recursive: true });
  await tells('n', true);
  await expect.poll(() => watch.state().folders).toBe(4);
  told = [];
  await writeFile(join(root, 'n/m/y.flac'), 'x');
  await tells('n/m', false);
  await rename(join(root, 'n'), join(root, 'o'));
  await tells('n', true);
  await tells('o', true);
  await rm(join(root, 'o'), { recursive: true });
  await expect.poll(() => watch.state().folders).toBe(2);
});

it('says nothing of what is none of the library', async () => {
  await mkdir(join(root, 'trash'));
  await begin();
  await tells('', true);
  told = [];
  for (const name of ['.harmony-1.part', 'cover.jpg', 'x.mp3.part']) await writeFile(join(root, name), 'x');
  await writeFile(join(root, 'trash/x.mp3'), 'x');
  // events come in order: when the last is told, the others would have been
  await writeFile(join(root, 'last.mp3'), 'x');
  await tells('', false);
  expect(told).toEqual([{ folder: '', deep: false }]);
});

it('gives up with the reason and the remedy when the system has no more watchers', async () => {
  await mkdir(join(root, 'a'));
  await begin({
    open: () => {
      throw Object.assign(new Error('no space left on device, watch'), { code: 'ENOSPC' });
    },
  });
  expect(watch.state()).toMatchObject({
    state: 'unavailable',
    folders: 0,
    reason: expect.stringContaining('fs.inotify.max_user_watches') as string,
  });
});
