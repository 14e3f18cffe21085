import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const artist = mbid('artist', 1);
const key = `musicbrainz:${artist}`;

beforeAll(async () => {
  house = await openWatchHouse({
    world: releasesOf([]),
    at: '2026-03-01T09:00:00Z',
    env: { FEATURE_ADMIN_API: 'true', ARTIST_SYNC_PRUNE: 'true', ARTIST_SYNC_PRIORITY_DECAY: '3' },
  });
});
beforeEach(() => house.empty());
afterAll(() => house.close());

const add = (body: object) => house.post('/watchlist', body);

describe('the sync of an artist', () => {
  test('is enqueued once, however often it is asked for, and reads artist and releases', async () => {
    house.standIn.setWorld(releasesOf([{ title: 'Keller', date: '2019-03-08', also: ['Live'] }]));
    await add({ artist_key: key, priority: 5 });
    await house.drain();
    const first = await house.post(`/artists/${key}/enqueue-sync`, { force: false });
    expect(first).toMatchObject({ status: 202, body: { already_enqueued: false, status: 'pending' } });
    const second = await house.post(`/artists/${key}/enqueue-sync`);
    expect(second.body).toMatchObject({ already_enqueued: true, job_id: first.body.job_id });
    await house.drain();
    const { body } = await house.get(`/artists/${key}`);
    expect(body).toMatchObject({
      name: 'Mira Vantour',
      aliases: ['M. Vantour'],
      genres: ['dream pop'],
      releases: [{ title: 'Keller', release_type: 'album', kinds: ['live'], release_date: '2019-03-08' }],
    });
    const entry = (await house.get('/artists/watchlist')).body.items[0];
    expect(entry).toMatchObject({
      priority: 2,
      cooldown_until: expect.any(String),
      last_synced_at: expect.any(String),
    });
    expect((await house.get('/artists?q=vant%20m&watched=true')).body).toMatchObject({ total: 1 });
    expect((await house.get('/artists?q=%25')).body.total).toBe(0);
  });

  test('the audit tells an artist’s life: created, updated, inactivated, back again, aliases; page by page', async () => {
    const one = { title: 'One', date: '2019', id: 501 };
    const two = { title: 'Two', date: '2020-01-01', id: 502 };
    await add({ artist_key: key });
    const sync = async (): Promise<void> => {
      await house.post(`/artists/${key}/enqueue-sync`, { force: true });
      await house.drain();
    };
    house.standIn.setWorld(releasesOf([one, two]));
    await house.drain();
    house.standIn.setWorld(releasesOf([{ ...one, date: '2019-05-01' }], ['Mira V.']));
    house.clock.advance(8 * 86_400_000);
    await sync();
    house.standIn.setWorld(releasesOf([one, two], ['Mira V.']));
    await sync();
    await sync();
    const { body } = await house.get(`/admin/artists/${key}/audit?limit=5`);
    const rest = await house.get(`/admin/artists/${key}/audit?limit=5&cursor=${body.nextCursor}`);
    expect(rest.body.nextCursor).toBeNull();
    const life = [...body.items, ...rest.body.items]
      .toReversed()
      .map((each) => [
        each.event,
        each.before?.title ?? each.before?.alias ?? each.before?.name ?? null,
        each.after?.release_date ?? each.after?.alias ?? each.after?.inactive_reason ?? null,
      ]);
    expect(life).toEqual([
      ['updated', artist, null],
      ['updated', null, 'M. Vantour'],
      ['created', null, '2019'],
      ['created', null, '2020-01-01'],
      ['updated', null, 'Mira V.'],
      ['updated', 'M. Vantour', null],
      ['updated', 'One', '2019-05-01'],
      ['inactivated', 'Two', '2020-01-01'],
      ['updated', 'One', '2019'],
      ['updated', 'Two', '2020-01-01'],
    ]);
    for (const query of ['limit=0', 'limit=201', 'cursor=x', 'cursor=-1'])
      expect((await house.get(`/admin/artists/${key}/audit?${query}`)).status).toBe(400);
  });

  test('with ARTIST_SYNC_HARD_DELETE what a source no longer lists is gone with its tracks, its wishes stay, and the audit keeps what it was', async () => {
    const strict = await openWatchHouse({
      world: releasesOf([]),
      at: '',
      beside: house,
      env: { FEATURE_ADMIN_API: 'true', ARTIST_SYNC_PRUNE: 'true', ARTIST_SYNC_HARD_DELETE: 'true' },
    });
    const stays = { title: 'Stays', date: '2019', id: 511 };
    house.standIn.setWorld(releasesOf([stays, { title: 'Goes', date: '2026-03-01', id: 512 }]));
    await strict.post('/watchlist', { artist_key: key });
    await strict.drain();
    expect(await strict.wishes()).toHaveLength(2);
    house.standIn.setWorld(releasesOf([stays]));
    house.clock.advance(8 * 86_400_000);
    await strict.post(`/artists/${key}/enqueue-sync`, { force: true });
    await strict.drain();
    const { body } = await strict.get(`/artists/${key}`);
    expect([body.releases.map((each) => each.title), body.releases_total]).toEqual([['Stays'], 1]);
    const rows = await house.db.selectFrom('artist_releases').select(['title', 'inactive_at']).execute();
    expect(rows).toEqual([{ title: 'Stays', inactive_at: null }]);
    expect(await house.db.selectFrom('artist_release_tracks').select('title').execute()).toEqual([]);
    expect((await strict.wishes()).map((wish) => wish.title)).toEqual(['Goes One', 'Goes Two']);
    const [last] = (await strict.get(`/admin/artists/${key}/audit?limit=1`)).body.items;
    expect(last).toMatchObject({ event: 'deleted', before: { title: 'Goes' }, after: null });
    // listed again, it comes back, and its recordings are not wished a second time
    house.standIn.setWorld(releasesOf([stays, { title: 'Goes', date: '2026-03-01', id: 512 }]));
    house.clock.advance(8 * 86_400_000);
    await strict.tick();
    expect((await strict.get(`/artists/${key}`)).body.releases.map((each) => each.title)).toEqual(['Goes', 'Stays']);
    expect(await strict.wishes()).toHaveLength(2);
    await strict.close();
  });
});
