import { readdir } from 'node:fs/promises';
import { parseFile } from 'music-metadata';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { createCoverArtStandIn, makePng } from '../../../../../stand-ins/coverart/index.ts';
import { createMusicBrainzStandIn } from '../../../../../stand-ins/musicbrainz/index.ts';
import { mbid, world } from '../../../../../stand-ins/worlds/musicbrainz.ts';

const glass = 'Nordlichtkeller\\Mira Vantour - Glasregen.flac';
const other = 'Elsewhere\\Nobody Knows - Unheard Song.mp3';
const release = `release/${mbid('release', 1)}`;
const musicBrainz = createMusicBrainzStandIn({ world, intervalMs: 0 });
const coverArt = createCoverArtStandIn();
let house: ApiHouse;
let id = 0;
let coverless = 0;

beforeAll(async () => {
  await musicBrainz.start();
  await coverArt.start();
  house = await openApiHouse({
    env: {
      ENABLE_METADATA: 'true',
      ENABLE_ARTWORK: 'true',
      ARTWORK_FALLBACK_ENABLED: 'true',
      COVERART_BASE_URL: coverArt.url,
      ARTWORK_ALLOWED_HOSTS: coverArt.archiveOrigins.join(','),
      ARTWORK_FALLBACK_MAX_BYTES: '4000000',
      MUSICBRAINZ_BASE_URL: musicBrainz.url,
      MUSICBRAINZ_INTERVAL_MS: '0',
    },
    peers: [
      {
        username: 'giver',
        speedBps: 20_000_000,
        files: [
          { path: glass, audio: { format: 'flac', durationMs: 214_413 } },
          { path: other, audio: { format: 'mp3', durationMs: 4000 } },
        ],
      },
    ],
  });
});
afterAll(async () => {
  await house.close();
  await coverArt.stop();
  await musicBrainz.stop();
});

const statusOf = async (downloadId: number) => (await house.get(`/soulseek/download/${downloadId}/artwork`)).status;
async function settled(downloadId: number, status: string): Promise<void> {
  const row = async () =>
    (await house.db
      .selectFrom('file_enrichments')
      .innerJoin('library_files', 'library_files.id', 'library_file_id')
      .innerJoin('downloads', 'downloads.wish_id', 'library_files.wish_id')
      .select(['status', 'problem'])
      .where('kind', '=', 'artwork')
      .where('downloads.id', '=', downloadId)
      .executeTakeFirst()) ?? { status: 'none', problem: null };
  await expect.poll(row).toMatchObject({ status });
}

describe('the cover of a download', () => {
  test('comes from the Cover Art Archive over its redirects, is kept, embedded and shown with its type', async () => {
    const cover = await sharp(makePng(1400, 1400)).jpeg().toBuffer();
    coverArt.setCover(release, { bytes: cover, type: 'image/png' });
    const found = await house.fetched(glass);
    id = found.id;
    await settled(id, 'done');
    const shown = await fetch(`${house.base}/soulseek/download/${id}/artwork`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(await shown.arrayBuffer()).equals(cover)).toBe(true);
    const etag = shown.headers.get('etag') ?? '';
    const again = await fetch(`${house.base}/soulseek/download/${id}/artwork`, { headers: { 'if-none-match': etag } });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    const { common } = await parseFile(found.path);
    expect(Buffer.from(common.picture?.[0]?.data ?? []).equals(cover)).toBe(true);
    expect((await readdir(house.artworkDir)).filter((name) => name.includes('_original'))).toEqual([
      `${mbid('release', 1)}_original.jpg`,
    ]);
    const small = await fetch(`${house.base}/library/files/${found.fileId}/artwork`);
    expect(small.headers.get('content-type')).toBe('image/webp');
    expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({ width: 96, height: 96 });
  });

  test('is told in the lists of downloads, with the credits', async () => {
    for (const list of ['/downloads?all=true', '/soulseek/downloads']) {
      const rows = (await house.get(list)).body.downloads as unknown as Record<string, unknown>[];
      const row = rows.find((each) => each['id'] === id);
      expect(row).toMatchObject({ artwork_status: 'done', has_artwork: true, lyrics_status: 'pending' });
      expect(row).toMatchObject({ has_lyrics: false, lyrics_path: null });
      expect((await fetch(house.base + String(row?.['artwork_url']))).status).toBe(200);
      const credits = await house.get(`/soulseek/download/${id}/metadata`);
      const { genre, composer, producer, isrc, copyright } = credits.body as unknown as Record<string, unknown>;
      expect(genre).toMatch(/\w/);
      expect(row).toMatchObject({ genre, composer, producer, isrc, copyright });
    }
  });

  test('that nobody has leaves the wish done, and is a 404', async () => {
    const found = await house.fetched(other);
    coverless = found.id;
    await settled(found.id, 'nothing');
    expect(await statusOf(found.id)).toBe(404);
    expect((await house.get(`/library/files/${found.fileId}/artwork`)).status).toBe(404);
  });

  test('is fetched again and embedded again when somebody asks', async () => {
    const better = makePng(1600, 1600, 5);
    coverArt.setCover(release, { bytes: better });
    expect((await house.post(`/soulseek/download/${id}/artwork/refresh`)).status).toBe(202);
    const type = async () => (await fetch(`${house.base}/soulseek/download/${id}/artwork`)).headers.get('content-type');
    await expect.poll(type).toBe('image/png');
    await settled(id, 'done');
    expect((await readdir(house.artworkDir)).filter((name) => name.includes('_original'))).toEqual([
      `${mbid('release', 1)}_original.png`,
    ]);
  });

  test.each([
    ['a web page', { bytes: Buffer.alloc(0), oddity: 'html' }],
    ['a foreign host', { bytes: Buffer.alloc(0), oddity: 'foreign' }],
    ['a host of the local network', { bytes: Buffer.alloc(0), oddity: 'private' }],
    ['a circle', { bytes: Buffer.alloc(0), oddity: 'loop' }],
    ['a body without end', { bytes: Buffer.alloc(0), oddity: 'endless' }],
    ['SVG', { bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="2000"/>') }],
    ['a picture cut in half', { bytes: makePng(1800, 1800).subarray(0, 30_000) }],
    ['a picture that claims to be huge', { bytes: makePng(20, 20, 0, [50_000, 50_000]) }],
  ] as const)('stays as it was when the archive leads to %s', async (_, cover) => {
    coverArt.setCover(release, cover);
    const before = Buffer.from(await (await fetch(`${house.base}/soulseek/download/${id}/artwork`)).arrayBuffer());
    const asked = coverArt.requests.length;
    await house.post(`/soulseek/download/${id}/artwork/refresh`);
    await expect.poll(() => coverArt.requests.length).toBeGreaterThan(asked);
    await settled(id, 'done');
    const after = Buffer.from(await (await fetch(`${house.base}/soulseek/download/${id}/artwork`)).arrayBuffer());
    expect(after.equals(before)).toBe(true);
  });

  test('that is switched off answers 503 FEATURE_DISABLED', async () => {
    await house.setting('ENABLE_ARTWORK', 'off');
    const refused = await house.get(`/soulseek/download/${coverless}/artwork`);
    expect([refused.status, refused.body.error?.code, refused.body.error?.meta]).toMatchObject([
      503,
      'FEATURE_DISABLED',
      { feature: 'artwork' },
    ]);
    expect((await house.post(`/soulseek/download/${id}/artwork/refresh`)).status).toBe(503);
  });
});
