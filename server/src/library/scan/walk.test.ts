import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScanProblem, SeenFile } from './types.ts';
import { createWalk } from './walk.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'harmony-walk-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function touch(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), 'x');
  }
}

/** Walks to the end, `limit` files at a time; `fresh`: each time by a walk of its own, as after a crash. */
function walkAll(
  options: {
    limit?: number;
    fresh?: boolean;
    folder?: string;
    shallow?: boolean;
    after?: string;
    skip?: string[];
  } = {},
) {
  const files: SeenFile[] = [];
  const problems: ScanProblem[] = [];
  const order = { root, folder: options.folder ?? '', shallow: options.shallow ?? false, skip: options.skip ?? [] };
  let after: string | null = options.after ?? null;
  let walk = createWalk({ ...order, after });
  for (let turn = 0; turn < 10_000; turn += 1) {
    const part = walk.next(options.limit ?? 1000);
    files.push(...part.files);
    problems.push(...part.problems);
    after = part.upTo ?? after;
    if (part.done) return { paths: files.map(({ path }) => path), problems };
    if (options.fresh === true) walk = createWalk({ ...order, after });
  }
  throw new Error('The walk does not end.');
}
const inOrder = (paths: readonly string[]) => paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
const codesOf = (problems: readonly ScanProblem[]) =>
  Object.fromEntries(problems.map(({ path, code }) => [path, code]));

describe('the walk', () => {
  const tree = [
    'a/1.mp3',
    'a/b/2.flac',
    'a-b/3.mp3',
    'a.mp3',
    'a b/4.mp3',
    'a/é.mp3',
    'Z/5.ogg',
    'ﬀ/6.mp3',
    '𝄞/7.mp3',
    'a/b/c/8.wav',
  ];

  it('meets every audio file once, in the order of the bytes of the paths', async () => {
    await touch(...tree);
    expect(walkAll().paths).toEqual(inOrder(tree));
  });

  it.each([1, 2, 3])('goes on behind any path, %i files at a time, as after a crash', async (limit) => {
    await touch(...tree);
    expect(walkAll({ limit, fresh: true }).paths).toEqual(inOrder(tree));
    for (const [at, after] of inOrder(tree).entries())
      expect(walkAll({ after }).paths).toEqual(inOrder(tree).slice(at + 1));
  });

  it('keeps to a folder, with or without those in it', async () => {
    await touch(...tree);
    expect(walkAll({ folder: 'a' }).paths).toEqual(['a/1.mp3', 'a/b/2.flac', 'a/b/c/8.wav', 'a/é.mp3']);
    expect(walkAll({ folder: 'a', shallow: true }).paths).toEqual(['a/1.mp3', 'a/é.mp3']);
    expect(walkAll({ folder: '', shallow: true }).paths).toEqual(['a.mp3']);
    expect(walkAll({ folder: 'not/there' })).toEqual({ paths: [], problems: [] });
  });

  it('passes over what is hidden, temporary, of other programs, or not audio', async () => {
    await touch(
      '.harmony-trash/1/x.mp3',
      'a/.harmony-7.part',
      'a/._x.mp3',
      '@eaDir/x.mp3',
      '#recycle/x.mp3',
      'lost+found/x.mp3',
    );
    await touch(
      'x.part.mp3',
      '~x.mp3',
      'x.mp3.part',
      'x.tmp.flac',
      'cover.jpg',
      'x.lrc',
      'noending',
      'trash/x.mp3',
      'a/ok.mp3',
    );
    expect(walkAll({ skip: [join(root, 'trash')] })).toEqual({ paths: ['a/ok.mp3'], problems: [] });
  });

  it('follows no link: those within the folder are silent, those that lead out are named, circles end', async () => {
    await touch('a/x.mp3');
    await symlink(root, join(root, 'a/around'));
    await symlink(join(root, 'a'), join(root, 'twice'));
    await symlink('/etc', join(root, 'etc'));
    await symlink('/etc/hostname', join(root, 'host.mp3'));
    await symlink(join(root, 'self'), join(root, 'self'));
    await symlink('nowhere', join(root, 'dead.mp3'));
    const { paths, problems } = walkAll();
    expect(paths).toEqual(['a/x.mp3']);
    expect(codesOf(problems)).toEqual({ etc: 'link_leads_out', 'host.mp3': 'link_leads_out' });
  });

  it('names what is no UTF-8 and goes on', async () => {
    await touch('a.mp3', 'z.mp3');
    await writeFile(
      Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x66, 0xff, 0xe9]), Buffer.from('.mp3')]),
      'x',
    );
    await mkdir(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xc3, 0x28])]));
    const { paths, problems } = walkAll({ limit: 1 });
    expect(paths).toEqual(['a.mp3', 'z.mp3']);
    expect(codesOf(problems)).toEqual({ 'f\\xff\\xe9.mp3': 'name_not_utf8', '\\xc3(': 'name_not_utf8' });
  });

  it('survives trees that are deeper and paths that are longer than anything allows, and says so', async () => {
    await touch('ok.mp3');
    const name = 'n'.repeat(250);
    // too long for a path, so each step is taken from inside the one before
    const script = `cd "$1"; i=0; while [ $i -lt 16 ]; do mkdir ${name}; cd ${name}; echo x > song.mp3; i=$((i+1)); done`;
    execFileSync('sh', ['-c', script, 'sh', root], { stdio: 'ignore' });
    const deep = `cd "$1"; mkdir d; cd d; i=0; while [ $i -lt 105 ]; do mkdir d; cd d; i=$((i+1)); done; echo x > deep.mp3`;
    execFileSync('sh', ['-c', deep, 'sh', root]);
    const { paths, problems } = walkAll();
    expect(paths).toContain('ok.mp3');
    expect(paths.every((path) => Buffer.byteLength(path) <= 2600)).toBe(true);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['path_too_long', 'too_deep']));
    execFileSync('rm', ['-rf', root]);
  });

  it('names a folder that it may not read and goes on', async () => {
    await touch('a/x.mp3', 'b/y.mp3');
    await chmod(root, 0o755);
    await chmod(join(root, 'a'), 0);
    const { paths, problems } = asNobody(walkAll);
    await chmod(join(root, 'a'), 0o700);
    expect([paths, codesOf(problems)]).toEqual([['b/y.mp3'], { a: 'no_permission' }]);
  });
});

/** Root may read everything, so for this long it is somebody else; anybody else stays who he is. */
function asNobody<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
