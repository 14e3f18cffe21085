import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';
import { createWishLocks } from '../index.ts';

const child = fileURLToPath(new URL('../../../test/file-house.child.ts', import.meta.url));
const track = makeTrack({ title: 'Shared', artists: ['Two'], album: 'Processes' });

let database: TestDatabase;
let house: FileHouse;
let musicRoot: string;
beforeAll(async () => {
  database = await createTestDatabase();
  musicRoot = await mkdtemp(join(tmpdir(), 'harmony-processes-'));
  house = await createFileHouse({ db: database.db, musicDir: join(musicRoot, 'music') });
});
afterAll(async () => {
  await house.close();
  await rm(musicRoot, { recursive: true, force: true });
  await database.drop();
});

/** Waits until `look` says yes; a fault after a minute. */
async function until(look: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await look()); await pause(5))
    if (Date.now() > end) throw new Error('It never came to that.');
}

it('what another living process is doing to a file is left to it by recovery and by the stage, and settled once it is killed', async () => {
  const bytes = makeAudio({ format: 'flac', durationMs: 20_000, seed: 'two' });
  const { wish, path } = await house.deliver({ track, bytes, name: 'two.flac' });
  const { root, musicDir, downloadsDir } = house;
  const orders = { connection: database.connection, root, musicDir, downloadsDir, wishId: wish.id, stage: 'organise' };
  // holds the other process up in the middle: its intent cannot be written until we let go
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const locked = Promise.withResolvers<void>();
  const blocking = database.db.transaction().execute(async (trx) => {
    await sql`lock table file_operations in exclusive mode`.execute(trx);
    locked.resolve();
    await held;
  });
  await locked.promise;
  const other = spawn(process.execPath, ['--no-warnings', child, JSON.stringify(orders)], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => void other.once('close', () => resolve()));
  // looked at, not tried: a try would hold the wish for a moment, and the other process would give way
  const isHeld = async (): Promise<boolean> => {
    const { rows } = await sql`
      select from pg_locks where locktype = 'advisory' and granted and objid = ${wish.id}
        and database = (select oid from pg_database where datname = current_database())`.execute(database.db);
    return rows.length > 0;
  };
  await until(isHeld);

  // a second process, this one: neither its stage nor its recovery touches the wish
  await expect(house.run(house.organise, wish)).rejects.toMatchObject({ code: 'files_in_use' });
  await expect(readdir(downloadsDir, { recursive: true })).resolves.toContain(path.slice(downloadsDir.length + 1));

  other.kill('SIGKILL');
  await ended;
  letGo();
  await blocking;
  await until(async () => !(await isHeld()));
  await house.recover(() => Promise.resolve(track));
  expect((await house.run(house.organise, wish)).kind).toBe('next');
  expect(await house.files(musicDir)).toEqual(['Two/Processes/01 - Shared.flac']);
  expect(await house.journal.open()).toEqual([]);
});

it('recovery leaves an open operation alone while its wish is held, and settles it afterwards', async () => {
  const bytes = makeAudio({ format: 'mp3', durationMs: 5_000, seed: 'held' });
  const { wish, path } = await house.deliver({ track: { ...track, title: 'Held' }, bytes, name: 'held.mp3' });
  const target = join(house.musicDir, 'Two', 'Processes', '01 - Held.mp3');
  await house.journal.begin({ kind: 'place', wishId: wish.id, source: path, target, sizeBytes: bytes.length });
  const elsewhere = createWishLocks(database.db);
  const seen = await elsewhere.tryRun(wish.id, () => house.recover(() => Promise.resolve(track)));
  expect(seen).toEqual({ kind: 'ran', value: { completed: 0, undone: 0, postponed: 1 } });
  expect(await house.recover(() => Promise.resolve(track))).toEqual({ completed: 0, undone: 1, postponed: 0 });
});
