import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';

/** Each costs the start of a process; raise it for a long run. */
const kills = Number(process.env['CRASH_KILLS'] ?? 10);
const child = fileURLToPath(new URL('../../../test/file-house.child.ts', import.meta.url));
const memory = '/dev/shm';
const track = makeTrack({
  title: 'Crash',
  artists: ['Björk', '東京'],
  album: 'Test',
  trackNumber: 4,
  isrc: 'GBUM71029604',
});

let database: TestDatabase;
let house: FileHouse;
let musicRoot: string;
beforeAll(async () => {
  database = await createTestDatabase();
  // two devices where the machine has them, so that moving is copying, which takes long enough to be interrupted
  musicRoot = await mkdtemp(join(existsSync(memory) ? memory : tmpdir(), 'harmony-crash-'));
  house = await createFileHouse({ db: database.db, musicDir: join(musicRoot, 'music') });
});
afterAll(async () => {
  await house.close();
  await rm(musicRoot, { recursive: true, force: true });
  await database.drop();
});

/** Starts the stage in a process of its own and kills it `afterMs` after it has begun; says whether it had finished before. */
async function runAndKill(wishId: number, stage: 'organise' | 'tag', afterMs: number): Promise<'killed' | 'finished'> {
  const { root, musicDir, downloadsDir } = house;
  const orders = { connection: database.connection, root, musicDir, downloadsDir, wishId, stage };
  const victim = spawn(process.execPath, ['--no-warnings', child, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => void victim.once('close', () => resolve()));
  let said = '';
  const begun = new Promise<void>((resolve) => {
    victim.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('begins')) resolve();
    });
  });
  await Promise.race([begun, ended]);
  // the moment of the kill is the experiment, not a wait for something
  await pause(afterMs);
  victim.kill('SIGKILL');
  await ended;
  return said.includes('next') ? 'finished' : 'killed';
}

const trackOf = () => Promise.resolve(track);
/** Recovers until nothing is open: the database needs a moment to notice that a killed process is gone, and leaves its wish to it until then. */
const settled = () =>
  expect
    .poll(async () => {
      await house.recover(trackOf);
      return (await house.journal.open()).length;
    })
    .toBe(0);

describe('kill -9 at any moment', () => {
  it(`while a file is placed, ${kills} times: exactly one whole file afterwards, never doubled, never lost`, {
    timeout: Math.max(300_000, kills * 15_000),
  }, async () => {
    const bytes = makeAudio({ format: 'wav', durationMs: 180_000, seed: 'crash' });
    const seen = { killed: 0, finished: 0 };
    for (let round = 0; round < kills; round += 1) {
      const { wish } = await house.deliver({ track, bytes, name: 'crash.wav' });
      seen[await runAndKill(wish.id, 'organise', (round * 173) % 600)] += 1;
      await settled();
      const there = [
        ...(await house.files(house.downloadsDir)).map((path) => join(house.downloadsDir, path)),
        ...(existsSync(house.musicDir) ? await house.files(house.musicDir) : []).map((path) =>
          join(house.musicDir, path),
        ),
      ];
      expect(there).toHaveLength(1);
      expect(there[0]).not.toContain('.part');
      expect((await readFile(there[0] ?? '')).equals(bytes)).toBe(true);

      expect((await house.run(house.organise, wish)).kind).toBe('next');
      expect(await house.files(house.musicDir)).toEqual(['Björk/Test/04 - Crash.wav']);
      expect(await house.files(house.downloadsDir)).toEqual([]);
      const rows = await database.db.selectFrom('library_files').select(['path', 'wish_id']).execute();
      expect(rows).toEqual([{ path: 'Björk/Test/04 - Crash.wav', wish_id: wish.id }]);
      expect((await house.wishes.find(wish.id))?.libraryFileId).not.toBeNull();
      await database.db.deleteFrom('library_files').execute();
      await rm(house.musicDir, { recursive: true });
    }
    expect(seen.killed).toBeGreaterThan(0);
    console.info(`place: ${seen.killed} killed in the middle, ${seen.finished} had finished`);
  });

  it(`while tags are written, ${kills} times: the file is whole each time and tagged in the end`, {
    timeout: Math.max(300_000, kills * 15_000),
  }, async () => {
    const bytes = makeAudio({ format: 'flac', durationMs: 240_000, bitrateKbps: 900, seed: 'crash' });
    const { wish } = await house.deliver({ track, bytes, name: 'crash.flac' });
    expect((await house.run(house.organise, wish)).kind).toBe('next');
    const file = join(house.musicDir, 'Björk', 'Test', '04 - Crash.flac');
    const before = await house.inspector.inspect(file, { checksum: true });
    const seen = { killed: 0, finished: 0 };
    for (let round = 0; round < kills; round += 1) {
      await database.db.updateTable('library_files').set({ tagged_at: null }).execute();
      seen[await runAndKill(wish.id, 'tag', (round * 197) % 900)] += 1;
      await settled();
      expect(await house.files(house.musicDir)).toEqual(['Björk/Test/04 - Crash.flac']);
      const after = await house.inspector.inspect(file, { checksum: true });
      expect(after.kind === 'sound' && before.kind === 'sound' && after.audioSha256 === before.audioSha256).toBe(true);
    }
    await database.db.updateTable('library_files').set({ tagged_at: null }).execute();
    expect((await house.run(house.tag, wish)).kind).toBe('next');
    expect((await house.library.ofWish(wish.id))?.taggedAt).not.toBeNull();
    expect(seen.killed).toBeGreaterThan(0);
    console.info(`tag: ${seen.killed} killed in the middle, ${seen.finished} had finished`);
  });
});
