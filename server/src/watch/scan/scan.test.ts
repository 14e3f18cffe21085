import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../../stand-ins/worlds/musicbrainz.ts';
import { spotifyId, releasesOf as worldOf } from '../../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const key = `musicbrainz:${mbid('artist', 1)}`;

beforeAll(async () => {
  house = await openWatchHouse({ world: worldOf([]), at: '2026-03-01T09:00:00Z' });
});
beforeEach(() => house.empty());
afterAll(() => house.close());

const titles = async (): Promise<string[]> => (await house.wishes()).map((wish) => wish.title);
const watch = async (): Promise<void> => {
  const reply = await house.post('/watchlist', { artist_key: key });
  expect(reply.status, reply.text).toBe(201);
  await house.drain();
};

describe('when sources are troubled', () => {
  const unwell = { times: 1000, fault: { kind: 'status', status: 500 } } as const;

  test('a scan tries three times, then waits for a later tick; the budget of six ends in a cooldown that outlives a restart', async () => {
    house.standIn.setWorld(worldOf([{ title: 'Today', date: '2026-03-01' }]));
    house.standIn.fault(unwell);
    await watch();
    let { body } = await house.get(`/watchlist/${key}`);
    expect(body).toMatchObject({ failures: 3, problem: { code: 'service_error' } });
    const again = await openWatchHouse({ world: worldOf([]), at: '', beside: house });
    house.clock.advance(900_000);
    await again.tick();
    body = (await again.get(`/watchlist/${key}`)).body;
    expect(body.failures).toBe(0);
    const until = new Date(house.clock.now() + 15 * 60_000);
    expect(Math.abs(Date.parse(body.retry_block_until ?? '') - until.getTime())).toBeLessThan(5000);
    house.standIn.clearFaults();
    house.clock.advance(10 * 60_000);
    const asked = house.standIn.requests.length;
    expect(await again.tick()).toMatchObject({ enqueued: 0, blocked: 1 });
    expect(again.events).toContainEqual({ event: 'watchlist.cooldown.skip', count: 1 });
    expect(house.standIn.requests.length).toBe(asked);
    house.clock.advance(6 * 60_000);
    await again.tick();
    expect(await titles()).toEqual(['Today One', 'Today Two']);
    expect((await again.get(`/watchlist/${key}`)).body).toMatchObject({ retry_block_until: null, problem: null });
    expect(again.events).toContainEqual({ event: 'watchlist.cooldown.clear', entity_id: key });
    await again.close();
  });

  test('an artist that the source does not know says so and is looked at again the next day', async () => {
    const gone = `musicbrainz:${mbid('artist', 404)}`;
    await house.post('/watchlist', { artist_key: gone });
    await house.drain();
    const { body } = await house.get(`/watchlist/${gone}`);
    expect(body.problem?.code).toBe('artist_unknown');
    expect(body.next_due_at).toBe('2026-03-02T00:00:00.000Z');
  });

  test('a Spotify key without an account is watched through the link that editors set; without a link it says what to do', async () => {
    house.standIn.setWorld(worldOf([{ title: 'Today', date: '2026-03-01' }]));
    await house.post('/watchlist', { artist_key: `spotify:${spotifyId}` });
    await house.post('/watchlist', { artist_key: 'spotify:alpha' });
    await house.drain();
    expect(await titles()).toEqual(['Today One', 'Today Two']);
    const { body } = await house.get(`/artists/spotify:${spotifyId}`);
    expect(body).toMatchObject({ name: 'Mira Vantour' });
    expect(body.identities).toEqual(expect.arrayContaining([`spotify:${spotifyId}`, key]));
    // the same artist under its other key is the same entry
    expect((await house.post('/watchlist', { artist_key: key })).status).toBe(409);
    expect((await house.get('/watchlist/spotify:alpha')).body.problem).toMatchObject({ code: 'no_source' });
  });
});

describe('the timer', () => {
  test('goes by priority, never has more under way than it may, and skips who is paused', async () => {
    const small = await openWatchHouse({
      world: worldOf([]),
      at: '',
      beside: house,
      env: { WATCHLIST_MAX_PER_TICK: '3' },
    });
    for (let n = 10; n < 20; n += 1)
      await house.post('/watchlist', { artist_key: `musicbrainz:${mbid('artist', n)}`, priority: n });
    await house.post(`/watchlist/musicbrainz:${mbid('artist', 19)}/pause`, {
      reason: 'holiday',
      resume_at: '2026-03-03T00:00:00Z',
    });
    await house.db.updateTable('artist_watchlist').set({ enqueued_at: null }).execute();
    house.queue.length = 0;
    expect((await small.room.tick()).enqueued).toBe(3);
    expect(small.queue.map((job) => job.key)).toEqual(
      [18, 17, 16].map((n) => `artist:musicbrainz:${mbid('artist', n)}`),
    );
    expect(await small.room.tick()).toMatchObject({ status: 'full', enqueued: 0 });
    await small.drain();
    house.clock.set('2026-03-03T00:00:00Z');
    expect(await small.room.tick()).toMatchObject({ resumed: 1, enqueued: 3 });
    expect(small.queue[0]?.key).toBe(`artist:musicbrainz:${mbid('artist', 19)}`);
    await small.close();
  });

  test('two processes that look at once never take the same artist', async () => {
    for (let n = 10; n < 40; n += 1)
      await house.post('/artists/watchlist', { artist_key: `musicbrainz:${mbid('artist', n)}` });
    await house.db.updateTable('artist_watchlist').set({ enqueued_at: null }).execute();
    house.queue.length = 0;
    const second = await openWatchHouse({ world: worldOf([]), at: '', beside: house });
    await Promise.all([house.room.tick(), second.room.tick()]);
    const keys = [...house.queue, ...second.queue].map((job) => job.key);
    expect(new Set(keys).size).toBe(keys.length);
    await second.close();
  });
});
