import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { settingsWith } from '#test/settings';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';
import { createTrash, type Trash } from '../index.ts';

const bytes = makeAudio({ format: 'mp3', durationMs: 3000, seed: 'trash' });

let database: TestDatabase;
let house: FileHouse;
let trash: Trash;
let told: string[];
let files: string[];
let keepDays: number;
beforeAll(async () => {
  database = await createTestDatabase();
  house = await createFileHouse({ db: database.db });
});
beforeEach(async () => {
  told = [];
  files = [];
  keepDays = 30;
  await database.db.deleteFrom('trash').execute();
  await database.db.deleteFrom('library_files').execute();
  await rm(house.musicDir, { recursive: true, force: true });
  trash = makeTrash();
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

function makeTrash(fail?: Error, trashDir: string | null = null): Trash {
  return createTrash({
    db: database.db,
    library: house.library,
    locks: house.locks,
    guard: house.guard,
    musicDir: house.musicDir,
    trashDir,
    keepDays,
    onTrashed: (_trx, wishId) => {
      if (fail) return Promise.reject(fail);
      told.push(`trashed ${wishId}`);
      return Promise.resolve();
    },
    onRestored: (_trx, wishId) => {
      if (fail) return Promise.reject(fail);
      told.push(`restored ${wishId}`);
      return Promise.resolve();
    },
    onFile: async (_trx, path, here) => {
      files.push(`${here ? 'here' : 'gone'} ${path}`);
    },
  });
}

async function owned(title: string) {
  const { wish } = await house.deliver({ track: makeTrack({ title }), bytes, name: 'x.mp3' });
  expect((await house.run(house.organise, wish)).kind).toBe('next');
  const file = await house.library.ofWish(wish.id);
  if (file === null) throw new Error('There is no file.');
  return { wish, file: { id: file.id, path: file.path, wish_id: wish.id } };
}

const rows = () => database.db.selectFrom('library_files').selectAll().execute();

it('the trash is where TRASH_DIR says, and files come back from there', async () => {
  const { file } = await owned('Elsewhere');
  const elsewhere = await mkdtemp(join(tmpdir(), 'harmony-trash-'));
  const { trashDir } = settingsWith({ TRASH_DIR: elsewhere }).organise;
  const there = makeTrash(undefined, trashDir);
  const receipt = await there.discard(file, 'Deleted by hand.');
  if (typeof receipt === 'string') throw new Error(receipt);
  const kept = await readdir(elsewhere, { recursive: true });
  expect(kept.some((name) => name.endsWith('.mp3'))).toBe(true);
  expect(existsSync(join(house.musicDir, file.path))).toBe(false);
  await there.restore(receipt.id);
  expect(existsSync(join(house.musicDir, file.path))).toBe(true);
  await rm(elsewhere, { recursive: true });
});

it('a deleted file goes to the trash with its receipt, and comes back as it was', async () => {
  const { wish, file } = await owned('Back');
  const before = await rows();
  const receipt = await trash.discard(file, 'Deleted by hand.');
  expect(receipt).toMatchObject({ original_path: file.path, size_bytes: bytes.length, wish_id: wish.id });
  if (typeof receipt === 'string') return;
  expect(await rows()).toEqual([]);
  expect(await house.files(house.musicDir)).toEqual([`.harmony-trash/${receipt.id}/01 - Back.mp3`]);
  expect((await trash.page(10, 0)).rows.map((row) => row.id)).toEqual([receipt.id]);

  expect(await trash.restore(receipt.id)).toBe(file.id);
  expect(await rows()).toEqual(before);
  expect(await house.files(house.musicDir)).toEqual([file.path]);
  expect((await readFile(join(house.musicDir, file.path))).equals(bytes)).toBe(true);
  expect(told).toEqual([`trashed ${wish.id}`, `restored ${wish.id}`]);
  expect(files).toEqual([`gone ${file.path}`, `here ${file.path}`]);
  expect(await trash.restore(receipt.id)).toBe('unknown');
});

it('restoring never overwrites what has taken the place meanwhile', async () => {
  const { file } = await owned('Taken');
  const receipt = await trash.discard(file, 'Deleted by hand.');
  if (typeof receipt === 'string') throw new Error(receipt);
  await mkdir(join(house.musicDir, 'Artist', 'Album'), { recursive: true });
  await writeFile(join(house.musicDir, file.path), 'somebody else');
  expect(await trash.restore(receipt.id)).toBe('taken');
  expect(await readFile(join(house.musicDir, file.path), 'utf8')).toBe('somebody else');
  await rm(join(house.musicDir, file.path));
  expect(await trash.restore(receipt.id)).toBe(file.id);
});

it.each(['trash', 'restore'] as const)(
  'a %s that was interrupted after the move is finished at the next start',
  async (what) => {
    const { file } = await owned('Broken');
    const receipt = what === 'restore' ? await trash.discard(file, 'Deleted by hand.') : null;
    const dying = makeTrash(new Error('the process dies here'));
    const act = receipt === null || typeof receipt === 'string' ? dying.discard(file, 'x') : dying.restore(receipt.id);
    await expect(act).rejects.toThrow('dies here');
    const states = (await database.db.selectFrom('trash').select('state').execute()).map((row) => row.state);
    expect(states).toEqual([what === 'trash' ? 'moving' : 'restoring']);
    await trash.settle();
    await trash.settle();
    const left = await house.files(house.musicDir);
    expect(left).toHaveLength(1);
    expect(left[0]?.startsWith('.harmony-trash/')).toBe(what === 'trash');
    expect(await rows()).toHaveLength(what === 'trash' ? 0 : 1);
    expect(told.filter((each) => each.startsWith(what === 'trash' ? 'trashed' : 'restored'))).toHaveLength(1);
  },
);

it('a deletion that was interrupted before the move leaves the file where it is', async () => {
  const { file } = await owned('Early');
  await database.db
    .insertInto('trash')
    .values({
      original_path: file.path,
      trashed_path: '01 - Early.mp3',
      size_bytes: bytes.length,
      sha256: '',
      reason: '',
      library_row: '{}',
      expires_at: new Date(),
    })
    .execute();
  await trash.settle();
  expect(await house.files(house.musicDir)).toEqual([file.path]);
  expect(await rows()).toHaveLength(1);
  expect(await database.db.selectFrom('trash').selectAll().execute()).toEqual([]);
});

it('what is older than it must be kept is removed for good, the rest stays', async () => {
  const old = await owned('Old');
  const young = await owned('Young');
  keepDays = 0;
  await makeTrash().discard(old.file, 'x');
  await trash.discard(young.file, 'x');
  await trash.settle();
  expect((await house.files(house.musicDir)).map((path) => path.slice(-14))).toEqual(['01 - Young.mp3']);
  expect((await trash.page(10, 0)).total).toBe(1);
});

it('says so when the file is not on the disk, and touches nothing while another process works on its wish', async () => {
  const { wish, file } = await owned('Busy');
  const ran = await house.locks.tryRun(wish.id, () => trash.discard(file, 'x'));
  expect(ran).toMatchObject({ value: 'busy' });
  expect(await house.files(house.musicDir)).toEqual([file.path]);
  expect((await trash.page(10, 0)).total).toBe(0);
  const other = await owned('Stays');
  await rm(join(house.musicDir, file.path));
  expect(await trash.discard(file, 'x')).toBe('file-gone');
  expect(await house.files(house.musicDir)).toEqual([other.file.path]);
});
