import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const key = `musicbrainz:${mbid('artist', 1)}`;

beforeAll(async () => {
  house = await openWatchHouse({ world: releasesOf([]), at: '2026-03-01T09:00:00Z' });
});
beforeEach(() => house.empty());
afterAll(() => house.close());

describe('a discography', () => {
  const songs = (title: string, list: readonly string[], more: object = {}) => ({ title, songs: list, ...more });

  test('is planned album by album, albums first, one edition each, and wishes for every recording once', async () => {
    house.standIn.setWorld(
      releasesOf([
        songs('Single', ['A'], { type: 'Single', date: '2018-01-01' }),
        songs('Keller', ['A', 'B'], { date: '2019-01-01' }),
        songs('Keller (Deluxe)', ['A', 'B', 'C'], { date: '2020-01-01' }),
        songs('Stage', ['A (Live)'], { date: '2021-01-01', also: ['Live'] }),
        songs('Later', ['D'], { date: '2030-01-01' }),
        songs('Empty', [], { date: '2017-01-01' }),
      ]),
    );
    const started = await house.post('/soulseek/discography/download', { artist_id: key, artist_name: 'Mira' });
    expect(started.body).toMatchObject({ job_id: 1, status: 'pending' });
    const twice = await house.post('/soulseek/discography/download', { artist_id: key });
    expect(twice.body).toMatchObject({ job_id: 1, already_enqueued: true });
    await house.drain();
    const { body } = await house.get('/soulseek/discography/1');
    expect(body).toMatchObject({ status: 'done', progress: 100, albums_total: 3, wished: 2, already_wished: 1 });
    expect(body.albums.map((each) => [each.title, each.state, each.wished])).toEqual([
      ['Empty', 'skipped', 0],
      ['Keller', 'done', 2],
      ['Single', 'done', 0],
    ]);
    const wishes = await house.wishes();
    expect(wishes.map((wish) => [wish.title, wish.album])).toEqual([
      ['A', 'Keller'],
      ['B', 'Keller'],
    ]);
  });

  test('goes on where it stopped: a fault in the middle loses nothing and wishes nothing twice', async () => {
    house.standIn.setWorld(
      releasesOf(Array.from({ length: 6 }, (_, n) => ({ title: `Album ${n}`, date: `200${n}-01-01` }))),
    );
    await house.post('/soulseek/discography/download', { artist_id: key });
    const job = house.queue[0];
    house.standIn.fault({ path: '/release?', after: 3, times: 1, fault: { kind: 'status', status: 500 } });
    await expect(house.drain()).rejects.toThrow(/500/);
    const half = await house.get('/soulseek/discography/1');
    expect(half.body).toMatchObject({ status: 'in_progress', progress: 50, problem: { code: 'service_error' } });
    if (job !== undefined) house.queue.push(job);
    await house.drain();
    expect((await house.get('/soulseek/discography/1')).body).toMatchObject({
      status: 'done',
      progress: 100,
      wished: 12,
    });
    expect(await house.wishes()).toHaveLength(12);
  });

  test.each([
    [{ artist_id: '' }],
    [{ artist_id: '  ' }],
    [{}],
    [{ artist_id: 'a/b' }],
    [{ artist_id: key, kinds: [] }],
  ])('%j is refused', async (body) => {
    expect((await house.post('/soulseek/discography/download', body)).status).toBe(400);
  });
});
