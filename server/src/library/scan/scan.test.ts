import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAudioInspector } from '#library';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { createScanHouse, type ScanHouse } from '#test/scan-house';
import { settingsWith } from '#test/settings';
import { type AudioTags, makeAudio } from '../../../../stand-ins/audio/index.ts';
import { createDuplicates } from '../duplicates/index.ts';

const child = fileURLToPath(new URL('../../../test/scan-house.child.ts', import.meta.url));
const inspector = createAudioInspector();
let database: TestDatabase;
let root: string;
let musicDir: string;
let house: ScanHouse;
let files: FileHouse;
beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 8 });
});
beforeEach(async () => {
  await sql`truncate wishes, downloads, library_files, file_operations, trash, library_scans, library_scan_problems, library_scan_folders cascade`.execute(
    database.db,
  );
  root = await mkdtemp(join(tmpdir(), 'harmony-scan-'));
  musicDir = join(root, 'music');
  await mkdir(musicDir);
  // a folder that is all empty counts as not mounted
  await writeFile(join(musicDir, 'about.txt'), 'music');
  house = createScanHouse({ db: database.db, musicDir });
  files = await createFileHouse({ db: database.db, root, musicDir, inspector, recognise: true });
});
afterEach(async () => {
  await house.close();
  await files.close();
  await rm(root, { recursive: true, force: true });
});
afterAll(async () => {
  await inspector.close();
  await database.drop();
});

const song = (tags: AudioTags, seed = 'x', bitrateKbps = 128): Buffer =>
  makeAudio({ format: 'mp3', durationMs: 1000, seed, bitrateKbps, tags });
async function put(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(join(musicDir, path)), { recursive: true });
  await writeFile(join(musicDir, path), bytes);
}
const fileOf = (path: string): string => join(musicDir, path);
const seen = async () =>
  (await house.rows()).map(({ path, origin, wish_id, missing_since }) => [
    path,
    origin,
    wish_id,
    missing_since !== null,
  ]);

describe('scans by themselves', () => {
  it('look for changes every LIBRARY_SCAN_INTERVAL seconds, and never with 0', async () => {
    const timerOf = (seconds: string) => {
      const { intervalS } = settingsWith({ LIBRARY_SCAN_INTERVAL: seconds }).libraryScan;
      const timed = createScanHouse({ db: database.db, musicDir, intervalS });
      return { timed, timer: timed.scans.timers.find(({ name }) => name === 'library_scan') };
    };
    const { timed, timer } = timerOf('7200');
    expect(timer?.everyMs).toBe(7_200_000);
    await timer?.work(new AbortController().signal);
    expect(timed.waiting).toHaveLength(1);
    expect(timed.told).toEqual(['started']);
    await timed.close();
    const never = timerOf('0');
    expect(never.timer).toBeUndefined();
    await never.timed.close();
  });
});

describe('files that move', () => {
  const bytes = song({ title: 'Wander', artist: 'Wanda' });

  it('keep their row when they get another name, another folder, or a copy on another disk takes their place', async () => {
    await put('a/Wanda - Wander.mp3', bytes);
    await put('b/Bea - Stays.mp3', song({ title: 'Stays', artist: 'Bea' }));
    expect(await house.scan()).toMatchObject({ added: 2 });
    const [first] = await house.rows();
    await mkdir(fileOf('z'));
    await rename(fileOf('a/Wanda - Wander.mp3'), fileOf('z/W.mp3'));
    expect(await house.scan()).toMatchObject({ moved: 1, added: 0, vanished: 0, read: 0 });
    // to the front, so that the new name is met before the old one is missed; a copy has a number and a time of its own
    await copyFile(fileOf('z/W.mp3'), fileOf('0.mp3'));
    await utimes(fileOf('0.mp3'), 1000, 1000);
    await rm(fileOf('z/W.mp3'));
    expect(await house.scan()).toMatchObject({ moved: 1, added: 0, vanished: 0, read: 1 });
    expect(await house.rows()).toMatchObject([{ id: first?.id, path: '0.mp3', missing_since: null }, {}]);
  });

  it('keep the wish that brought them', async () => {
    const track = makeTrack({ title: 'Wander', artists: ['Wanda'], durationMs: 1000 });
    const { wish } = await files.deliver({ track, bytes, name: 'w.mp3' });
    expect((await files.run(files.organise, wish)).kind).toBe('next');
    expect(await house.scan()).toMatchObject({ seen: 1, read: 0, added: 0, changed: 0 });
    const [row] = await house.rows();
    await rename(fileOf(row?.path ?? ''), fileOf('elsewhere.mp3'));
    expect(await house.scan()).toMatchObject({ moved: 1, added: 0, vanished: 0 });
    expect(await house.rows()).toMatchObject([
      { id: row?.id, path: 'elsewhere.mp3', wish_id: wish.id, origin: 'wish' },
    ]);
  });

  it('are two files while both names are there', async () => {
    await put('a.mp3', bytes);
    await house.scan();
    await copyFile(fileOf('a.mp3'), fileOf('b.mp3'));
    expect(await house.scan()).toMatchObject({ added: 1, moved: 0 });
    const copies = await createDuplicates(database.db, () => false).page(10, 0);
    expect(copies).toMatchObject({ total: 1, items: [{ title: 'Wander', files: [{ best: true }, { best: true }] }] });
  });
});

describe('what we write ourselves', () => {
  it('is entered once, though a scan sees it between its placing and its row', async () => {
    const track = makeTrack({ title: 'Race', artists: ['Racer'] });
    const { wish } = await files.deliver({ track, bytes: song({ title: 'Race', artist: 'Racer' }), name: 'r.mp3' });
    const outcome = await files.organise.run(wish, { signal: AbortSignal.timeout(60_000), jobId: 'test' });
    expect(await house.scan()).toMatchObject({ seen: 1, added: 0 });
    expect(await seen()).toEqual([]);
    await database.db.transaction().execute(async (trx) => outcome.commit?.(trx));
    expect(await seen()).toEqual([['Racer/Album/01 - Race.mp3', 'wish', wish.id, false]]);
    expect(await house.scan()).toMatchObject({ added: 0, changed: 0, read: 0 });
  });

  it('stays one row per file while stages file and tag and scans run at the same time', async () => {
    const wishes = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const track = makeTrack({ title: `Race ${n}`, artists: ['Racer'], trackNumber: n + 1 });
        return (await files.deliver({ track, bytes: song({}, `race ${n}`), name: `${n}.mp3` })).wish;
      }),
    );
    const filing = { goesOn: true };
    const scanning = (async () => {
      while (filing.goesOn) await house.scan();
    })();
    for (const wish of wishes) {
      expect((await files.run(files.organise, wish)).kind).toBe('next');
      expect((await files.run(files.tag, wish)).kind).toBe('next');
    }
    filing.goesOn = false;
    await scanning;
    await house.scan();
    const rows = await house.rows();
    expect(new Set(rows.map((row) => row.wish_id))).toEqual(new Set(wishes.map((wish) => wish.id)));
    expect(rows).toHaveLength(wishes.length);
    expect(rows.every((row) => row.missing_since === null && row.tagged_at !== null && row.origin === 'wish')).toBe(
      true,
    );
  });

  it('goes to the trash and comes back past a scan', async () => {
    await put('t.mp3', song({ title: 'T', artist: 'A' }));
    await house.scan();
    const [row] = await house.rows();
    const receipt = await files.trash.discard({ id: row?.id ?? 0, path: 't.mp3' }, 'Test.');
    expect(await house.scan()).toMatchObject({ seen: 0, vanished: 0 });
    await put(
      't.mp3',
      await readFile(join(root, 'trash', String(typeof receipt === 'string' ? 0 : receipt.id), 't.mp3')),
    );
    await house.scan();
    await rm(fileOf('t.mp3'));
    expect(await files.trash.restore(typeof receipt === 'string' ? 0 : receipt.id)).toBe('taken');
    await database.db.deleteFrom('library_files').execute();
    expect(await files.trash.restore(typeof receipt === 'string' ? 0 : receipt.id)).toBe(row?.id);
    expect(await house.scan()).toMatchObject({ seen: 1, added: 0, vanished: 0 });
  });
});

describe('a better file of a recording that was only found', () => {
  const isrc = 'GBAAA9800399';
  const track = makeTrack({ title: 'Found', artists: ['Finder'], isrc, durationMs: 1000 });

  it('takes its place, the old one goes to the trash; a worse one is refused and meets its wish with what is there', async () => {
    await put('Finder - Found.mp3', song({ title: 'Found', artist: 'Finder', isrc }));
    await house.scan();
    const worse = await files.deliver({ track, bytes: song({}, 'worse', 96), name: 'w.mp3' });
    expect(await files.run(files.organise, worse.wish)).toMatchObject({
      kind: 'done',
      cause: { code: 'already_owned' },
    });
    expect(await seen()).toEqual([['Finder - Found.mp3', 'scan', worse.wish.id, false]]);
    const flac = makeAudio({ format: 'flac', durationMs: 1000 });
    const better = await files.deliver({ track, bytes: flac, name: 'b.flac' });
    expect((await files.run(files.organise, better.wish)).kind).toBe('next');
    expect((await files.trash.page(10, 0)).rows).toMatchObject([{ original_path: 'Finder - Found.mp3' }]);
    await house.scan();
    expect(await seen()).toEqual([['Finder/Album/01 - Found.flac', 'wish', better.wish.id, false]]);
  });
});

describe('parts of the folder', () => {
  it('are looked at alone, with or without the folders in them, and lose only what is theirs', async () => {
    for (const path of ['a/1.mp3', 'a/b/2.mp3', 'c/3.mp3']) await put(path, song({ title: path, artist: 'A' }));
    await house.scan();
    for (const path of ['a/1.mp3', 'a/b/2.mp3']) await rm(fileOf(path));
    await put('c/4.mp3', song({ title: '4', artist: 'A' }));
    await put('a/5.mp3', song({ title: '5', artist: 'A' }));
    await put('c/6.mp3', song({ title: '6', artist: 'A' }));
    await house.scans.changedFolders([{ folder: 'a', deep: false }]);
    await house.drain();
    expect((await seen()).map(([path, , , missing]) => [path, missing])).toEqual([
      ['a/1.mp3', true],
      ['a/5.mp3', false],
      ['a/b/2.mp3', false],
      ['c/3.mp3', false],
    ]);
    await rm(fileOf('a/b'), { recursive: true });
    await house.scans.changedFolders([
      { folder: 'a/b', deep: true },
      { folder: 'c', deep: false },
    ]);
    await house.drain();
    expect((await seen()).filter(([, , , missing]) => missing === true).map(([path]) => path)).toEqual([
      'a/1.mp3',
      'a/b/2.mp3',
    ]);
    expect(await seen()).toHaveLength(6);
    expect(await house.runs.folders(10)).toEqual([]);
  });
});

describe('kill -9 in the middle of a scan, and two processes at once', () => {
  const count = 600;
  async function manyFiles(): Promise<void> {
    const bytes = song({});
    for (let n = 0; n < count; n += 1)
      await put(`${n % 30}/${n} - Song ${n}.mp3`, Buffer.concat([bytes, Buffer.from(String(n))]));
  }
  function startChild() {
    const orders = JSON.stringify({ connection: database.connection, musicDir });
    const victim = spawn(process.execPath, ['--no-warnings', child, orders], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((resolve) => void victim.once('close', () => resolve()));
    const begun = new Promise<void>((resolve) => void victim.stdout.once('data', () => resolve()));
    return { kill: () => victim.kill('SIGKILL'), ended, begun: Promise.race([begun, ended]) };
  }

  it('every file is seen and entered exactly once, whatever was killed', async () => {
    await manyFiles();
    await house.scans.start({ mode: 'changes', startedBy: 'person', acceptLosses: false });
    const positions: (string | null)[] = [];
    for (let kill = 0; kill < 3; kill += 1) {
      const victim = startChild();
      await victim.begun;
      const before = (await house.runs.newest())?.seen ?? 0;
      if (kill > 0)
        await Promise.race([
          victim.ended,
          expect
            .poll(async () => (await house.runs.newest())?.seen, { timeout: 30_000, interval: 10 })
            .toBeGreaterThan(before),
        ]);
      // the moment of the kill is the experiment
      await pause(kill * 70);
      victim.kill();
      await victim.ended;
      positions.push((await house.runs.newest())?.position ?? null);
    }
    const last = startChild();
    await last.ended;
    const run = await house.runs.newest();
    expect(run).toMatchObject({ status: 'completed', seen: count, added: count, read: count, failed: 0 });
    expect(await house.rows()).toHaveLength(count);
    // stretches in which nothing happened are stored later, and counted all the same
    expect(await house.scan()).toMatchObject({ status: 'completed', seen: count, read: 0, added: 0 });
    console.info(`killed at ${positions.join(', ')}`);
  });

  it('two processes that take up the same scan do it once', async () => {
    await manyFiles();
    await house.scans.start({ mode: 'changes', startedBy: 'person', acceptLosses: false });
    expect(await house.scans.start({ mode: 'all', startedBy: 'timer', acceptLosses: false })).toBe(false);
    const both = [startChild(), startChild()];
    await Promise.all(both.map(({ ended }) => ended));
    expect(await house.runs.newest()).toMatchObject({ status: 'completed', seen: count, added: count, read: count });
    expect(await house.rows()).toHaveLength(count);
  });

  it('goes on in a job of its own after a while, and stops when asked', async () => {
    await manyFiles();
    const short = createScanHouse({ db: database.db, musicDir, partMs: 0 });
    await short.scans.start({ mode: 'all', startedBy: 'person', acceptLosses: false });
    expect(await short.drain()).toBeGreaterThan(2);
    expect(await short.runs.newest()).toMatchObject({ status: 'completed', seen: count, added: count });
    await short.scans.start({ mode: 'all', startedBy: 'person', acceptLosses: false });
    await short.run(short.waiting[0] ?? { type: '', payload: {} });
    await short.scans.stop();
    await short.drain();
    const stopped = await short.runs.newest();
    expect(stopped).toMatchObject({ status: 'stopped' });
    expect(stopped?.seen).toBeLessThan(count);
    expect(short.told).toEqual(['started', 'completed', 'started', 'stopped']);
    await short.close();
    expect((await stat(musicDir)).isDirectory()).toBe(true);
  });
});
