import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { startServing } from '#test/serving';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { createCoverArtStandIn, makePng } from '../../../../../stand-ins/coverart/index.ts';
import { createLyricsStandIn } from '../../../../../stand-ins/lyrics/index.ts';
import { createMusicBrainzStandIn } from '../../../../../stand-ins/musicbrainz/index.ts';
import { mbid, world } from '../../../../../stand-ins/worlds/musicbrainz.ts';

/** The jobs that look up metadata, covers and words, in a real process that is killed in the middle of them. */

const patience = 240_000;
// without an album, as the stand-in has it on another one
const track = makeTrack({ title: 'Glasregen', artists: ['Mira Vantour'], album: null, durationMs: 214_413 });
const release = `release/${mbid('release', 1)}`;
const musicBrainz = createMusicBrainzStandIn({ world, intervalMs: 0 });
const coverArt = createCoverArtStandIn();
const lyrics = createLyricsStandIn({
  lrclib: [{ trackName: 'Glasregen', artistName: 'Mira Vantour', duration: 214, syncedLyrics: '[00:01.00] Regen' }],
});
let database: TestDatabase;
let house: FileHouse;
let folder: string;
let downloadId: number;
let audio: string;
let sha256: string | null;

beforeAll(async () => {
  await Promise.all([musicBrainz.start(), coverArt.start(), lyrics.start()]);
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'harmony-enrichment-'));
  house = await createFileHouse({ db: database.db, root: folder });
  const bytes = makeAudio({ format: 'flac', durationMs: 214_413, bitrateKbps: 900, seed: 'killed' });
  const { wish, downloadId: id } = await house.deliver({ track, bytes, name: 'a.flac' });
  downloadId = id;
  expect((await house.run(house.organise, wish)).kind).toBe('next');
  await database.db.updateTable('wishes').set({ state: 'done' }).where('id', '=', wish.id).execute();
  audio = join(house.musicDir, (await house.library.ofWish(wish.id))?.path ?? '');
  sha256 = await musicOf();
}, patience);
afterAll(async () => {
  await house.close();
  await Promise.all([musicBrainz.stop(), coverArt.stop(), lyrics.stop()]);
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

async function musicOf(): Promise<string | null> {
  const inspection = await house.inspector.inspect(audio, { checksum: true });
  return inspection.kind === 'sound' ? inspection.audioSha256 : inspection.kind;
}

/** Starts Harmony; what was interrupted goes on by itself, and a person asks for all three anew. */
async function start() {
  const serving = await startServing({
    DATABASE_URL: database.connectionString,
    DATA_DIR: join(folder, 'data'),
    MUSIC_DIR: house.musicDir,
    SLSKD_BASE_URL: 'http://127.0.0.1:1',
    ENABLE_METADATA: 'true',
    ENABLE_ARTWORK: 'true',
    ENABLE_LYRICS: 'true',
    ARTWORK_FALLBACK_ENABLED: 'true',
    COVERART_BASE_URL: coverArt.url,
    ARTWORK_ALLOWED_HOSTS: coverArt.archiveOrigins.join(','),
    MUSICBRAINZ_BASE_URL: musicBrainz.url,
    MUSICBRAINZ_INTERVAL_MS: '0',
    LYRICS_INTERVAL_MS: '0',
    LRCLIB_BASE_URL: lyrics.lrclibUrl,
  });
  for (const kind of ['metadata', 'artwork', 'lyrics'])
    await fetch(`${serving.url}/api/v1/soulseek/download/${downloadId}/${kind}/refresh`, { method: 'POST' });
  return serving;
}

const statuses = async () =>
  (await database.db.selectFrom('file_enrichments').select(['kind', 'status']).orderBy('kind').execute()).map(
    ({ kind, status }) => `${kind} ${status}`,
  );
const hidden = async () =>
  (await readdir(house.musicDir, { recursive: true })).filter((name) => name.includes('.part'));

test('killed in the middle of asking and of writing, they complete, and nothing is left half', {
  timeout: patience,
}, async () => {
  const moments: readonly (readonly [string, () => Promise<boolean>])[] = [
    ['words are asked for', async () => lyrics.requests.length > 0],
    ['tags or cover are written', async () => (await hidden()).length > 0],
    ['the cover is asked for', async () => coverArt.requests.length > asked],
    ['the next cover is written', async () => (await hidden()).length > 0],
  ];
  let asked = 0;
  for (const [at, [name, reached]] of moments.entries()) {
    if (at === 0) lyrics.fault({ fault: { kind: 'hang' } });
    coverArt.setCover(release, { bytes: makePng(1400 + at, 1400 + at, at) });
    asked = coverArt.requests.length;
    const serving = await start();
    await expect.poll(reached, { timeout: 60_000, interval: 1, message: name }).toBe(true);
    await serving.kill();
    expect(await musicOf(), name).toBe(sha256);
    const lrc = audio.replace('.flac', '.lrc');
    if (existsSync(lrc)) expect(await readFile(lrc, 'utf8')).toMatch(/\[00:01\.00\] Regen\n$/);
  }
  const last = await start();
  await expect.poll(statuses, { timeout: 90_000 }).toEqual(['artwork done', 'lyrics done', 'metadata done']);
  await expect.poll(async () => (await house.journal.open()).length, { timeout: 60_000 }).toBe(0);
  await last.stop();
  expect(await hidden()).toEqual([]);
  expect(await musicOf()).toBe(sha256);
  const { common } = await parseFile(audio);
  expect(common.musicbrainz_recordingid).toMatch(/^[0-9a-f-]{36}$/);
  expect(common.picture).toHaveLength(1);
  expect(await readFile(audio.replace('.flac', '.lrc'), 'utf8')).toContain('[00:01.00] Regen');
});
