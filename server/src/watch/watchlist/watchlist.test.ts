import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const artist = mbid('artist', 1);
const key = `musicbrainz:${artist}`;

beforeAll(async () => {
  house = await openWatchHouse({ world: releasesOf([]), at: '2026-03-01T09:00:00Z' });
});
beforeEach(() => house.empty());
afterAll(() => house.close());

const add = (body: object) => house.post('/watchlist', body);

describe('adding to the watchlist', () => {
  test('by key, link or URI; both route families show the same entry', async () => {
    expect((await add({ artist_key: ` Spotify:alpha`.trim(), priority: 10 })).body).toMatchObject({
      artist_key: 'spotify:alpha',
      priority: 10,
      paused: false,
      since: '2026-03-01',
    });
    expect((await add({ artist: `https://musicbrainz.org/artist/${artist}` })).body.artist_key).toBe(key);
    const link = 'https://open.spotify.com/intl-de/artist/1Xyo4u8uXC1ZmMpatF05PJ?si=1';
    expect((await add({ artist: link })).body.artist_key).toBe('spotify:1Xyo4u8uXC1ZmMpatF05PJ');
    const both = [await house.get('/watchlist'), await house.get('/artists/watchlist')];
    for (const { body } of both) {
      expect(body.items.map((each) => each.artist_key)).toEqual([
        'spotify:alpha',
        key,
        'spotify:1Xyo4u8uXC1ZmMpatF05PJ',
      ]);
    }
    expect((await house.delete('/artists/watchlist/spotify:alpha')).status).toBe(204);
    expect((await house.get('/watchlist/spotify:alpha')).status).toBe(404);
  });

  test('by a name that one artist has; several answer the choices, nobody 404', async () => {
    expect((await add({ artist: 'die grüne küche' })).body).toMatchObject({ name: 'Die Grüne Küche' });
    const several = await add({ artist: 'Mira Vantour' });
    expect(several.status).toBe(409);
    expect(several.body.error.meta.reason).toBe('ambiguous_artist');
    expect(several.body.error.meta.choices.map((each) => each.artist_key).toSorted()).toEqual([
      key,
      `musicbrainz:${mbid('artist', 2)}`,
    ]);
    expect((await add({ artist: 'Nobody At All' })).status).toBe(404);
    const found = await house.get('/artists/find?name=Mira%20Vantour');
    expect(found.body.items).toHaveLength(2);
  });

  test('"could not ask" is not "nobody has that name"', async () => {
    house.standIn.fault({ times: 99, fault: { kind: 'status', status: 500 } });
    expect((await add({ artist: 'Mira Vantour' })).status).toBe(502);
  });

  test('pause with reason and end, resume, priority, upsert', async () => {
    await add({ artist_key: key });
    const paused = await house.post(`/watchlist/${key}/pause`, {
      reason: 'holiday',
      resume_at: '2026-04-01T08:00:00+02:00',
    });
    expect(paused.body).toMatchObject({ paused: true, pause_reason: 'holiday', resume_at: '2026-04-01T06:00:00.000Z' });
    expect((await house.post(`/watchlist/${key}/pause`)).body.pause_reason).toBe('paused');
    expect((await house.post(`/watchlist/${key}/resume`)).body).toMatchObject({ paused: false, pause_reason: null });
    expect((await house.patch(`/watchlist/${key}`, { priority: 7 })).body.priority).toBe(7);
    const upsert = { artist_key: key, priority: 9, cooldown_until: '2026-03-02T00:00:00Z' };
    expect((await house.post('/artists/watchlist', upsert)).body).toMatchObject({
      priority: 9,
      cooldown_until: '2026-03-02T00:00:00.000Z',
    });
  });

  test.each([
    [{}, 'artist_key'],
    [{ artist_key: key, artist: 'x' }, 'artist_key'],
    [{ artist_key: 'alpha' }, 'artist_key'],
    [{ artist_key: 'deezer:1' }, 'artist_key'],
    [{ artist_key: 'musicbrainz:not-a-uuid' }, 'artist_key'],
    [{ artist_key: 'spotify:../../etc' }, 'artist_key'],
    [{ artist_key: 'spotify:a\u0000b' }, 'artist_key'],
    [{ artist: '   ' }, 'artist'],
    [{ artist: 'https://example.org/artist/1' }, 'artist'],
    [{ artist_key: key, priority: 1e9 }, 'priority'],
    [{ artist_key: key, interval_s: 1 }, 'interval_s'],
    [{ artist_key: key, kinds: ['polka'] }, 'kinds'],
  ])('%j is refused with the name of the field', async (body, field) => {
    const reply = await add(body);
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body.error)).toContain(field);
    expect((await house.get('/watchlist')).body.total).toBe(0);
  });

  test('an artist twice is 409; unknown artists are 404 everywhere; malformed and past dates are 400', async () => {
    expect((await add({ artist_key: key })).status).toBe(201);
    expect(await add({ artist_key: key })).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
    const nobody = 'spotify:nobody';
    for (const reply of [
      await house.get(`/artists/${nobody}`),
      await house.post(`/artists/${nobody}/enqueue-sync`),
      await house.patch(`/watchlist/${nobody}`, { priority: 1 }),
      await house.post(`/watchlist/${nobody}/pause`),
      await house.post(`/watchlist/${nobody}/resume`),
      await house.delete(`/watchlist/${nobody}`),
      await house.post(`/admin/artists/${nobody}/resync`),
    ]) {
      expect(reply.status).toBe(404);
    }
    for (const date of ['tomorrow', '2026-13-01', '2020-01-01T00:00:00Z', '9999-01-01T00:00:00Z', '2026-02-30']) {
      const reply = await house.post(`/watchlist/${key}/pause`, { resume_at: date });
      expect([date, reply.status]).toEqual([date, 400]);
      expect(JSON.stringify(reply.body.error)).toContain('resume_at');
    }
    expect((await house.post('/watchlist/import')).status).toBe(424);
  });
});
