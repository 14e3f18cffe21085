import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiHouse } from '#test/api-house';
import { createMusicBrainzStandIn } from '../../../../../stand-ins/musicbrainz/index.ts';
import { mbid } from '../../../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../../../stand-ins/worlds/releases.ts';

const today = new Date().toISOString().slice(0, 10);
const musicBrainz = createMusicBrainzStandIn({
  world: releasesOf([
    { title: 'Today', date: today, songs: ['One', 'Two'] },
    { title: 'Old', date: '2001-01-01', songs: ['Three'] },
  ]),
  intervalMs: 0,
});
let house: Awaited<ReturnType<typeof openApiHouse>>;
const key = `musicbrainz:${mbid('artist', 1)}`;

beforeAll(async () => {
  await musicBrainz.start();
  house = await openApiHouse({
    peers: [],
    env: { MUSICBRAINZ_BASE_URL: musicBrainz.url, MUSICBRAINZ_INTERVAL_MS: '0', WATCHLIST_TIME_ZONE: 'UTC' },
  });
});
afterAll(async () => {
  await house.close();
  await musicBrainz.stop();
});

test('in the whole house a watched artist’s release of today becomes wishes through the real queue, without any account', async () => {
  expect((await house.post('/watchlist', { artist_key: key })).status).toBe(201);
  const wishes = await house.until('/wishes', (body) => body.items.length === 2);
  expect(JSON.stringify(wishes)).toContain('"Today"');
  const started = await house.post('/soulseek/discography/download', { artist_id: key });
  expect(started.body.status).toBe('pending');
  await house.until('/soulseek/discography/1', (body) => body.status === 'done');
  expect((await house.get('/wishes')).body.items).toHaveLength(3);
  const sync = await house.post(`/artists/${key}/enqueue-sync`);
  expect(sync.status).toBe(202);
  await house.until(`/artists/watchlist`, (body) => JSON.stringify(body).includes('"last_synced_at":"2'));
});
