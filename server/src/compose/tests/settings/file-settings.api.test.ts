import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { createLyricsStandIn } from '../../../../../stand-ins/lyrics/index.ts';
import { createMusicBrainzStandIn } from '../../../../../stand-ins/musicbrainz/index.ts';
import { world } from '../../../../../stand-ins/worlds/musicbrainz.ts';

const musicBrainz = createMusicBrainzStandIn({ world, intervalMs: 0 });
const lyrics = createLyricsStandIn({
  lrclib: [{ trackName: 'Plain', artistName: 'Singer', duration: 4, plainLyrics: 'plain one\nplain two' }],
  musixmatch: [],
  ovh: [],
});
let house: ApiHouse;

beforeAll(async () => {
  await Promise.all([musicBrainz.start(), lyrics.start()]);
  house = await openApiHouse({
    env: {
      NAMING_TEMPLATE: 'Shelf/{artist}/{title}',
      TRASH_KEEP_DAYS: '3',
      LIBRARY_SCAN_WRITE: 'true',
      TAG_EXISTING: 'fill',
      ENABLE_METADATA: 'true',
      MUSICBRAINZ_BASE_URL: musicBrainz.url,
      MUSICBRAINZ_INTERVAL_MS: '0',
      ENABLE_LYRICS: 'true',
      LYRICS_SPREAD_PLAIN: 'false',
      LYRICS_INTERVAL_MS: '0',
      LRCLIB_BASE_URL: lyrics.lrclibUrl,
      MUSIXMATCH_BASE_URL: lyrics.musixmatchUrl,
    },
    peers: [
      {
        username: 'giver',
        speedBps: 20_000_000,
        files: [{ path: 'Shared\\Singer - Plain.mp3', audio: { format: 'mp3', durationMs: 4000, seed: 'plain' } }],
      },
    ],
  });
});
afterAll(async () => {
  await house.close();
  await Promise.all([musicBrainz.stop(), lyrics.stop()]);
});

describe('a file that was fetched', () => {
  test('is named by NAMING_TEMPLATE, gets words without times with LYRICS_SPREAD_PLAIN=false, and lies TRASH_KEEP_DAYS in the trash', async () => {
    const made = await house.post('/download', {
      username: 'giver',
      files: [{ filename: 'Shared\\Singer - Plain.mp3' }],
    });
    const id = made.body.download_id;
    const { wish_id } = await house.until(`/download/${id}`, (body) => body.organized_path !== null);
    const { file } = await house.until(`/wishes/${wish_id}`, (body) => body.state === 'done');
    expect(file.path).toBe('Shelf/Singer/Plain.mp3');

    const lrc = join(house.musicDir, 'Shelf/Singer/Plain.lrc');
    await expect.poll(() => existsSync(lrc), { timeout: 30_000 }).toBe(true);
    const words = await readFile(lrc, 'utf8');
    expect(words).toContain('plain one\nplain two');
    expect(words).not.toMatch(/\[\d\d:\d\d/);

    const { items } = (await house.get('/library/files?limit=10')).body;
    const [row] = items as unknown as readonly { readonly id: number }[];
    let receipt = { trashed_at: '', expires_at: '' };
    // as long as something is written into the file, it is not given away
    const trashed = async (): Promise<number> => {
      const answer = await house.delete(`/library/files/${row?.id}`);
      receipt = answer.body as unknown as typeof receipt;
      return answer.status;
    };
    await expect.poll(trashed).toBe(200);
    expect(Date.parse(receipt.expires_at) - Date.parse(receipt.trashed_at)).toBe(3 * 86_400_000);
  });
});

describe('a file that was found in the music folder', () => {
  test('is written into with LIBRARY_SCAN_WRITE, and with TAG_EXISTING=fill keeps what it says', async () => {
    const path = join(house.musicDir, 'found.flac');
    const tags = { title: 'Glasregen', artist: 'Mira Vantour', genre: 'My own word' };
    await writeFile(path, makeAudio({ format: 'flac', durationMs: 214_413, tags }));
    await house.post('/library/scan', {});
    await house.until('/library/files?query=glasregen', (body) => body.total === 1);
    await house.post('/metadata/update');
    await house.until('/metadata/status', (body) => body.status === 'completed');
    const composer = async () => (await parseFile(path)).common.composer?.[0];
    await expect.poll(composer, { timeout: 30_000 }).toBe('Carl Notenblatt');
    expect((await parseFile(path)).common.genre).toEqual(['My own word']);
  });
});

test('with HARMONY_DISABLE_WORKERS a house takes requests and leaves the work to others', async () => {
  const idle = await openApiHouse({ env: { HARMONY_DISABLE_WORKERS: 'true' }, peers: [] });
  try {
    const sent = await idle.post('/spotify/import/free', { tracks: ['Artist - Song'] });
    expect(sent.status).toBe(202);
    const { workers } = (await idle.get('/status')).body as unknown as { readonly workers: Record<string, object> };
    expect(workers['import']).toMatchObject({ status: 'unavailable', queue_size: 1 });
  } finally {
    await idle.close();
  }
});
