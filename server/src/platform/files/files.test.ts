import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  statfs,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createFolderGuard,
  createKeyedLock,
  type FileProblem,
  isReallyInside,
  makeFolderInside,
  placeFile,
  sameContent,
} from './index.ts';

const memory = '/dev/shm';
const hasOtherDevice = existsSync(memory);
const isRoot = process.getuid?.() === 0;

let root: string;
let memoryRoot: string | null;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'harmony-files-'));
  memoryRoot = hasOtherDevice ? await mkdtemp(join(memory, 'harmony-files-')) : null;
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
  if (memoryRoot !== null) await rm(memoryRoot, { recursive: true, force: true });
});

function move(source: string, target: string, signal?: AbortSignal) {
  return placeFile({ source, target, part: `${target}.part`, ...(signal ? { signal } : {}) });
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no problem',
    (error: FileProblem) => error.code,
  );
}

describe('placing a file', () => {
  it('renames on one device and leaves nothing behind', async () => {
    await writeFile(join(root, 'a'), 'music');
    expect(await move(join(root, 'a'), join(root, 'b'))).toEqual({ kind: 'placed', how: 'renamed' });
    expect(await readdir(root)).toEqual(['b']);
  });

  it.runIf(hasOtherDevice)('copies between devices in both directions, bit for bit', async () => {
    const bytes = Buffer.alloc(3_500_000, 'noise and tone ');
    const there = join(memoryRoot ?? '', 'b');
    await writeFile(join(root, 'a'), bytes);
    expect(await move(join(root, 'a'), there)).toEqual({ kind: 'placed', how: 'copied' });
    expect(await readdir(root)).toEqual([]);
    expect(await move(there, join(root, 'c'))).toEqual({ kind: 'placed', how: 'copied' });
    expect((await readFile(join(root, 'c'))).equals(bytes)).toBe(true);
    expect(await readdir(memoryRoot ?? '')).toEqual([]);
  });

  it('never overwrites, on one device and between two', async () => {
    const folders = memoryRoot === null ? [root] : [root, memoryRoot];
    for (const folder of folders) {
      await writeFile(join(root, 'new'), 'new');
      await writeFile(join(folder, 'old'), 'old');
      expect(await move(join(root, 'new'), join(folder, 'old'))).toEqual({ kind: 'target-exists' });
      expect(await readFile(join(folder, 'old'), 'utf8')).toBe('old');
      expect(await readFile(join(root, 'new'), 'utf8')).toBe('new');
      expect(await readdir(folder)).not.toContain('old.part');
    }
  });

  it('lets exactly one of many racers have the name', async () => {
    const names = Array.from({ length: 12 }, (_, index) => join(root, `source${index}`));
    await Promise.all(names.map((name) => writeFile(name, name)));
    const ends = await Promise.all(
      names.map((source) => placeFile({ source, target: join(root, 'target'), part: `${source}.part` })),
    );
    expect(ends.filter((end) => end.kind === 'placed')).toHaveLength(1);
    expect(await readdir(root)).toHaveLength(12);
  });

  it('refuses symbolic links and folders, and says when the source is gone', async () => {
    await writeFile(join(root, 'secret'), 'x');
    await symlink(join(root, 'secret'), join(root, 'link'));
    await mkdir(join(root, 'folder'));
    expect(await codeOf(move(join(root, 'link'), join(root, 'b')))).toBe('not_a_file');
    expect(await codeOf(move(join(root, 'folder'), join(root, 'b')))).toBe('not_a_file');
    expect(await codeOf(move(join(root, 'nothing'), join(root, 'b')))).toBe('source_missing');
  });

  it.runIf(hasOtherDevice)('stops when asked to and takes its partial copy with it', async () => {
    await writeFile(join(root, 'a'), Buffer.alloc(5_000_000));
    const target = join(memoryRoot ?? '', 'b');
    const stop = new AbortController();
    const moving = move(join(root, 'a'), target, stop.signal);
    stop.abort(new Error('enough'));
    await expect(moving).rejects.toThrow('enough');
    expect(await readdir(memoryRoot ?? '')).toEqual([]);
    expect((await lstat(join(root, 'a'))).size).toBe(5_000_000);
  });

  it.runIf(isRoot && hasOtherDevice)('keeps the source and leaves no partial file when the disk is full', async () => {
    const small = join(root, 'small');
    await mkdir(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]);
    try {
      await writeFile(join(root, 'a'), Buffer.alloc(3_000_000, 1));
      expect(await codeOf(move(join(root, 'a'), join(small, 'b')))).toBe('disk_full');
      expect(await readdir(small)).toEqual([]);
      expect((await lstat(join(root, 'a'))).size).toBe(3_000_000);
    } finally {
      execFileSync('umount', [small]);
    }
  });

  it.runIf(isRoot && hasOtherDevice)('keeps the source when the target is mounted read-only', async () => {
    const locked = join(root, 'locked');
    await mkdir(locked);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,ro', 'tmpfs', locked]);
    try {
      await writeFile(join(root, 'a'), 'music');
      expect(await codeOf(move(join(root, 'a'), join(locked, 'b')))).toBe('folder_read_only');
      expect(await readFile(join(root, 'a'), 'utf8')).toBe('music');
    } finally {
      execFileSync('umount', [locked]);
    }
  });

  it('keeps the source when the target folder is not ours to write', async () => {
    await chmod(root, 0o777);
    await mkdir(join(root, 'locked'));
    await chmod(join(root, 'locked'), 0o555);
    await writeFile(join(root, 'a'), 'music');
    // root may write everywhere, so an ordinary user tries it
    const child = fileURLToPath(new URL('place.fixture.ts', import.meta.url));
    const said = execFileSync(process.execPath, ['--no-warnings', child, join(root, 'a'), join(root, 'locked', 'b')]);
    expect(said.toString()).toBe('folder_read_only');
    expect(await readFile(join(root, 'a'), 'utf8')).toBe('music');
  });
});

describe('staying inside a folder', () => {
  it('creates folders below the root and refuses steps that lead out', async () => {
    await mkdir(join(root, 'music'));
    await mkdir(join(root, 'outside'));
    const music = join(root, 'music');
    expect(await makeFolderInside(music, ['A', 'B'])).toBe(join(music, 'A', 'B'));
    await symlink(join(root, 'outside'), join(music, 'Link'));
    await symlink('A', join(music, 'Inner'));
    expect(await codeOf(makeFolderInside(music, ['..', 'outside']))).toBe('outside_root');
    expect(await codeOf(makeFolderInside(music, ['A/../../outside']))).toBe('outside_root');
    expect(await codeOf(makeFolderInside(music, ['A/../../made outside']))).toBe('outside_root');
    expect(await codeOf(makeFolderInside(music, ['Link', 'B']))).toBe('outside_root');
    expect(await makeFolderInside(music, ['Inner', 'C'])).toBe(join(music, 'Inner', 'C'));
    expect(await readdir(join(root, 'outside'))).toEqual([]);
    expect(await readdir(root)).not.toContain('made outside');
    expect(await isReallyInside(music, join(music, 'Link'))).toBe(false);
    expect(await isReallyInside(music, join(music, 'A'))).toBe(true);
    expect(await isReallyInside(music, join(music, 'nothing'))).toBe(false);
  });
});

describe('comparing content', () => {
  it('tells equal, different, shorter and missing files apart', async () => {
    const [a, b] = [join(root, 'a'), join(root, 'b')];
    await writeFile(a, Buffer.alloc(2_000_000, 7));
    await link(a, b);
    expect(await sameContent(a, b)).toBe(true);
    await rm(b);
    expect(await sameContent(a, b)).toBe(false);
    const other = Buffer.alloc(2_000_000, 7);
    other[1_999_999] = 8;
    await writeFile(b, other);
    expect(await sameContent(a, b)).toBe(false);
    await writeFile(b, Buffer.alloc(1_000_000, 7));
    expect(await sameContent(a, b)).toBe(false);
  });
});

describe('the guard of a folder', () => {
  function guardOf(folder: string, sample: readonly string[] = [], reserveBytes = 0) {
    const expected = { sample: () => Promise.resolve(sample) };
    return createFolderGuard({ root: folder, name: 'music folder', setting: 'MUSIC_DIR', reserveBytes, expected });
  }

  it('creates a missing folder only while nothing was ever stored and its parent is there', async () => {
    await guardOf(join(root, 'music')).check(0);
    expect(await readdir(root)).toEqual(['music']);
    expect(await codeOf(guardOf(join(root, 'other', 'music')).check(0))).toBe('folder_missing');
    expect(await codeOf(guardOf(join(root, 'lost'), ['A/B/c.flac']).check(0))).toBe('folder_missing');
    expect(await readdir(root)).toEqual(['music']);
  });

  it('takes an empty folder beside a full library for a disk that is not mounted', async () => {
    const guard = guardOf(root, ['A/B/c.flac']);
    expect(await codeOf(guard.check(0))).toBe('folder_not_mounted');
    await mkdir(join(root, 'A', 'B'), { recursive: true });
    await writeFile(join(root, 'A', 'B', 'c.flac'), '');
    expect(await codeOf(guard.check(0))).toBe('no problem');
    await rm(join(root, 'A'), { recursive: true });
    expect(await codeOf(guard.check(0))).toBe('folder_not_mounted');
  });

  it.runIf(isRoot)('notices another disk under the same path, and its return', async () => {
    const music = join(root, 'music');
    await mkdir(music);
    await writeFile(join(music, 'known.flac'), '');
    const guard = guardOf(music, ['known.flac']);
    await guard.check(0);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', music]);
    try {
      await writeFile(join(music, 'something else'), '');
      expect(await codeOf(guard.check(0))).toBe('folder_device_changed');
    } finally {
      execFileSync('umount', [music]);
    }
    expect(await codeOf(guard.check(0))).toBe('no problem');
  });

  it('remembers over a restart on which disk the folder was, until a person accepts the new one', async () => {
    await writeFile(join(root, 'something else'), '');
    const notes: unknown[] = [];
    const open = (rootBefore: string) =>
      createFolderGuard({
        root,
        name: 'music folder',
        setting: 'MUSIC_DIR',
        reserveBytes: 0,
        expected: { sample: () => Promise.resolve(['known.flac']) },
        memory: {
          read: () => Promise.resolve({ root: rootBefore, device: -1 }),
          note: (place) => Promise.resolve(void notes.push(place)),
        },
      });
    const guard = open(root);
    expect(await codeOf(guard.check(0))).toBe('folder_device_changed');
    expect(await codeOf(guard.check(0))).toBe('folder_device_changed');
    expect(notes).toEqual([]);
    // another setting is a person's own decision
    expect(await codeOf(open('/elsewhere').check(0))).toBe('no problem');
    notes.length = 0;
    await writeFile(join(root, '.harmony-accept'), '');
    expect(await codeOf(guard.check(0))).toBe('no problem');
    expect(notes).toEqual([{ root, device: (await lstat(root)).dev }]);
  });

  it('wants room for the file and the reserve', async () => {
    const disk = await statfs(root);
    const all = disk.bavail * disk.bsize;
    expect(await codeOf(guardOf(root).check(1000))).toBe('no problem');
    expect(await codeOf(guardOf(root).check(all * 2))).toBe('disk_full');
    expect(await codeOf(guardOf(root, [], all * 2).check(0))).toBe('disk_full');
  });

  it('refuses a file in the place of the folder', async () => {
    await writeFile(join(root, 'music'), '');
    expect(await codeOf(guardOf(join(root, 'music')).check(0))).toBe('folder_not_a_directory');
    expect(await codeOf(guardOf(join(root, 'music', 'deeper')).check(0))).toBe('folder_missing');
  });
});

describe('the keyed lock', () => {
  it('runs work of one key in turn, of two keys together, and survives failures', async () => {
    const lock = createKeyedLock<string>();
    const seen: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = lock.run('a', async () => {
      seen.push('a1 begins');
      await gate.promise;
      seen.push('a1 ends');
      throw new Error('a1 failed');
    });
    const second = lock.run('a', async () => seen.push('a2'));
    await lock.run('b', async () => seen.push('b'));
    gate.resolve();
    await expect(first).rejects.toThrow('a1 failed');
    await second;
    expect(seen).toEqual(['a1 begins', 'b', 'a1 ends', 'a2']);
  });
});
