import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createAudioInspector } from '#library';
import type { WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';

let database: TestDatabase;
let house: FileHouse;
const inspector = createAudioInspector();
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await sql`truncate wishes, downloads, library_files, file_operations, trash cascade`.execute(database.db);
  house = await createFileHouse({ db: database.db, inspector, recognise: true });
});
afterEach(() => house.close());
afterAll(async () => {
  await inspector.close();
  await database.drop();
});

const flac = makeAudio({ format: 'flac', durationMs: 3000, seed: 'twin' });
const mp3 = makeAudio({ format: 'mp3', durationMs: 3000, seed: 'twin', bitrateKbps: 128 });
const better = makeAudio({ format: 'mp3', durationMs: 3000, seed: 'twin', bitrateKbps: 320 });
const isrc = 'GBAAA9800322';

async function arrive(bytes: Buffer, name: string, track: Partial<WantedTrack> = {}) {
  const { wish } = await house.deliver({ track: makeTrack({ isrc, durationMs: 3000, ...track }), bytes, name });
  const outcome = await house.run(house.organise, wish);
  if (outcome.kind === 'done' || outcome.kind === 'next')
    await database.db.updateTable('wishes').set({ state: 'done' }).where('id', '=', wish.id).execute();
  return { wish, outcome };
}
const linkOf = async (id: number) => (await house.wishes.find(id))?.libraryFileId ?? null;
const receipts = async () => (await house.trash.page(10, 0)).rows;

it('the same recording in no better quality is refused with the reason, and its wish is met by what is there', async () => {
  const first = await arrive(flac, 'a.flac');
  const second = await arrive(mp3, 'b.mp3', { title: 'Title (Remastered)', album: 'Best Of' });
  expect(second.outcome).toMatchObject({
    kind: 'done',
    cause: {
      code: 'already_owned',
      sentence: expect.stringMatching(/Artist\/Album\/01 - Title\.flac.*not better/u) as string,
    },
  });
  expect(await house.files(house.musicDir)).toEqual(['Artist/Album/01 - Title.flac']);
  expect(await house.files(house.downloadsDir)).toEqual([]);
  expect(await linkOf(second.wish.id)).toBe(await linkOf(first.wish.id));
  expect(await receipts()).toEqual([]);
});

it('the same recording in better quality takes its place; the old file is in the trash with the reason and can be restored', async () => {
  const first = await arrive(mp3, 'a.mp3');
  const second = await arrive(better, 'b.mp3');
  expect(second.outcome.kind).toBe('next');
  expect(await house.files(house.musicDir)).toEqual(['Artist/Album/01 - Title.mp3']);
  const file = await house.library.ofWish(second.wish.id);
  expect((await readFile(join(house.musicDir, file?.path ?? ''))).equals(better)).toBe(true);
  const [receipt] = await receipts();
  expect(receipt).toMatchObject({
    original_path: 'Artist/Album/01 - Title.mp3',
    reason: expect.stringContaining('better quality') as string,
  });
  expect([await linkOf(first.wish.id), await linkOf(second.wish.id)]).toEqual([file?.id, file?.id]);
  expect((await house.wishes.find(first.wish.id))?.state).toBe('done');
});

it('with REPLACE_WITH_BETTER off a better file is refused and says so', async () => {
  const keeping = await createFileHouse({ db: database.db, inspector, recognise: true, replaceBetter: false });
  try {
    const track = makeTrack({ isrc, durationMs: 3000 });
    for (const [bytes, name] of [
      [mp3, 'a.mp3'],
      [flac, 'b.flac'],
    ] as const) {
      const { wish } = await keeping.deliver({ track, bytes, name });
      const outcome = await keeping.run(keeping.organise, wish);
      if (name === 'b.flac')
        expect(outcome).toMatchObject({
          cause: { sentence: expect.stringContaining('REPLACE_WITH_BETTER') as string },
        });
    }
    expect(await keeping.files(keeping.musicDir)).toEqual(['Artist/Album/01 - Title.mp3']);
  } finally {
    await keeping.close();
  }
});

it('a file that a person chose replaces even a better one', async () => {
  await arrive(flac, 'a.flac');
  const { wish } = await house.deliver({ track: makeTrack({ isrc, durationMs: 3000 }), bytes: mp3, name: 'b.mp3' });
  await database.db.updateTable('candidates').set({ pinned: true }).where('wish_id', '=', wish.id).execute();
  expect((await house.run(house.organise, wish)).kind).toBe('next');
  expect(await house.files(house.musicDir)).toEqual(['Artist/Album/01 - Title.mp3']);
  expect((await receipts()).map((receipt) => receipt.reason)).toEqual([expect.stringContaining('by hand')]);
});

it('another recording of the same name, or a file whose twin is gone from the disk, is simply filed', async () => {
  await arrive(flac, 'a.flac');
  await arrive(makeAudio({ format: 'flac', durationMs: 15_000, seed: 'long' }), 'b.flac', {
    isrc: null,
    durationMs: 15_000,
  });
  expect(await house.files(house.musicDir)).toHaveLength(2);
  expect(await receipts()).toEqual([]);
});

it('killed between the old file and the new one, the next run files the new one and nothing is lost', async () => {
  const first = await arrive(mp3, 'a.mp3');
  const { wish } = await house.deliver({ track: makeTrack({ isrc, durationMs: 3000 }), bytes: flac, name: 'b.flac' });
  const old = await house.library.ofWish(first.wish.id);
  if (old === null) throw new Error('The first file is not there.');
  await house.library.handOver(database.db, old.id, wish.id);
  await house.trash.discard(old, randomUUID(), wish.id);
  expect((await house.run(house.organise, wish)).kind).toBe('next');
  expect(await house.files(house.musicDir)).toEqual(['Artist/Album/01 - Title.flac']);
  expect(await receipts()).toHaveLength(1);
  expect(await linkOf(first.wish.id)).toBe(await linkOf(wish.id));
});
