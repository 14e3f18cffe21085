import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../stand-ins/worlds/musicbrainz.ts';
import { type Release, releasesOf as worldOf } from '../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;

const artist = mbid('artist', 1);
const key = `musicbrainz:${artist}`;

beforeAll(async () => {
  house = await openWatchHouse({ world: worldOf([]), at: '2026-03-01T09:00:00Z' });
});
beforeEach(() => house.empty());
afterAll(() => house.close());

const titles = async (): Promise<string[]> => (await house.wishes()).map((wish) => wish.title);
const statesOf = async (of = key): Promise<Record<string, string>> => {
  const { body } = await house.get(`/artists/${of}`);
  return Object.fromEntries(
    body.releases.map((each) => [
      each.title,
      each.state_reason === null ? each.state : `${each.state}: ${each.state_reason}`,
    ]),
  );
};
const watch = async (more: object = {}): Promise<void> => {
  const reply = await house.post('/watchlist', { artist_key: key, ...more });
  expect(reply.status, reply.text).toBe(201);
  await house.drain();
};
/** Moves to the moment and lets the timer look. */
const at = async (moment: string) => {
  house.clock.set(moment);
  return await house.tick();
};

describe('a watched artist', () => {
  test('people who look on are told when a look has ended, also one that failed', async () => {
    house.standIn.setWorld(worldOf([{ title: 'Old', date: '2019-03-08' }]));
    house.changes.length = 0;
    await watch();
    expect(house.changes).toEqual([['watch', 1]]);
    house.standIn.fault({ path: '/release-group', times: 20, fault: { kind: 'status', status: 500 } });
    await at('2026-03-02T00:00:00Z');
    expect(house.changes.length).toBeGreaterThan(1);
    expect(new Set(house.changes.map(([what]) => what))).toEqual(new Set(['watch']));
  });

  test('only what is dated on or after the day of adding is fetched, on its day and once, with its place on the album', async () => {
    house.standIn.setWorld(
      worldOf([
        { title: 'Old', date: '2019-03-08' },
        { title: 'Today', date: '2026-03-01' },
        { title: 'Soon', date: '2026-03-05', published: '2026-03-05' },
        { title: 'Announced', date: '2026-03-10', published: '2026-03-02' },
      ]),
    );
    await watch();
    expect(await titles()).toEqual(['Today One', 'Today Two']);
    expect(await statesOf()).toEqual({ Today: 'wished', Old: 'known: before_watching' });
    await at('2026-03-04T00:00:00Z');
    expect(await statesOf()).toMatchObject({ Announced: 'upcoming' });
    for (let day = 5; day <= 12; day += 1) await at(`2026-03-${String(day).padStart(2, '0')}T00:00:00Z`);
    const wishes = await house.wishes();
    expect(wishes.map((wish) => wish.title)).toEqual([
      'Today One',
      'Today Two',
      'Soon One',
      'Soon Two',
      'Announced One',
      'Announced Two',
    ]);
    expect(wishes[2]).toMatchObject({
      album: 'Soon',
      album_artist: 'Mira Vantour',
      artists: ['Mira Vantour'],
      track_number: 1,
      release_date: '2026-03-05',
      source: 'watchlist',
      state: 'queued',
    });
    const found = await house.db
      .selectFrom('activity_events')
      .select('details')
      .where('type', '=', 'watchlist')
      .execute();
    expect(found.map((row) => (row.details as { release: string }).release)).toEqual(['Today', 'Soon', 'Announced']);
  });

  test('a release that editors add weeks late is still found; one from before the day of adding is not', async () => {
    house.standIn.setWorld(
      worldOf([
        { title: 'Late', date: '2026-03-02', published: '2026-03-20' },
        { title: 'Older', date: '2026-02-27', published: '2026-03-20' },
      ]),
    );
    await watch();
    await at('2026-03-21T00:00:00Z');
    expect(await titles()).toEqual(['Late One', 'Late Two']);
    expect(await statesOf()).toMatchObject({ Older: 'known: before_watching' });
  });

  test('backfill fetches everything, at once or later; a kind that is not wanted stays away', async () => {
    const releases: Release[] = [
      { title: 'Old', date: '2001' },
      { title: 'Undated' },
      { title: 'Stage', date: '2010-01-01', also: ['Live'] },
    ];
    house.standIn.setWorld(worldOf(releases));
    await watch();
    expect(await titles()).toEqual([]);
    expect((await house.patch(`/watchlist/${key}`, { backfill: true })).status).toBe(200);
    await house.tick();
    expect(new Set(await titles())).toEqual(new Set(['Old One', 'Old Two', 'Undated One', 'Undated Two']));
    expect(await statesOf()).toMatchObject({ Stage: 'skipped: kind_live' });
    await house.patch(`/watchlist/${key}`, { kinds: ['album', 'live'] });
    await at('2026-03-02T00:00:00Z');
    expect(await titles()).toContain('Stage One');
  });

  test('dates known to the month or year, impossible ones and those far ahead', async () => {
    house.standIn.setWorld(
      worldOf([
        { title: 'Year before', date: '2026' },
        { title: 'Year new', date: '2026', published: '2026-03-10' },
        { title: 'Month new', date: '2026-03', published: '2026-03-10' },
        { title: 'Next year', date: '2027', published: '2026-03-10' },
        { title: 'Far', date: '2199-12-31', published: '2026-03-10' },
        { title: 'Nonsense', date: '2026-02-31', published: '2026-03-10' },
        { title: 'Old year', date: '2025', published: '2026-03-10' },
      ]),
    );
    await watch();
    await at('2026-03-11T00:00:00Z');
    expect(await statesOf()).toEqual({
      'Year before': 'known: before_watching',
      'Year new': 'wished',
      'Month new': 'wished',
      'Next year': 'upcoming',
      Far: 'upcoming',
      Nonsense: 'undated',
      'Old year': 'known: before_watching',
    });
  });

  test('a deluxe edition brings nothing, unless bonus tracks are wanted: then only those', async () => {
    const album: Release = { title: 'Keller', date: '2026-03-02', published: '2026-03-02', songs: ['A', 'B'] };
    const deluxe: Release = {
      title: 'Keller (Deluxe Edition)',
      date: '2026-03-20',
      published: '2026-03-20',
      songs: ['A', 'B', 'C'],
    };
    house.standIn.setWorld(worldOf([album, deluxe]));
    await watch();
    await at('2026-03-02T00:00:00Z');
    await at('2026-03-20T00:00:00Z');
    expect(await titles()).toEqual(['A', 'B']);
    expect(await statesOf()).toMatchObject({ 'Keller (Deluxe Edition)': 'skipped: edition' });

    await house.delete(`/watchlist/${key}`);
    await sql`truncate artists, wishes cascade`.execute(house.db);
    house.clock.set('2026-03-01T09:00:00Z');
    await watch({ editions: 'bonus' });
    await at('2026-03-02T00:00:00Z');
    await at('2026-03-20T00:00:00Z');
    expect(await titles()).toEqual(['A', 'B', 'C']);
  });

  test('a song that was a single, or that somebody wished by hand, is not wished a second time', async () => {
    house.standIn.setWorld(
      worldOf([
        { title: 'A', type: 'Single', date: '2026-03-02', published: '2026-03-02', songs: ['A'] },
        { title: 'Keller', date: '2026-03-20', published: '2026-03-20', songs: ['A', 'B'] },
      ]),
    );
    await watch();
    await at('2026-03-02T00:00:00Z');
    await at('2026-03-20T00:00:00Z');
    expect(await titles()).toEqual(['A', 'B']);
    const { body } = await house.get(`/artists/${key}`);
    expect(body.releases.map((each) => each.completion)).toEqual([
      { wished: 2, owned: 0, total: 2 },
      { wished: 1, owned: 0, total: 1 },
    ]);
  });

  test('a choice by hand beats the rules in both directions', async () => {
    house.standIn.setWorld(
      worldOf([
        { title: 'Stage', date: '2026-03-02', published: '2026-03-02', also: ['Live'], id: 901 },
        { title: 'Studio', date: '2026-03-02', published: '2026-03-02', id: 902 },
      ]),
    );
    await watch();
    const preferences = [
      { artist_id: artist, release_id: mbid('group', 901), selected: true },
      { artist_id: artist, release_id: mbid('group', 902), selected: false },
      { artist_id: artist, release_id: mbid('group', 902), selected: true },
    ];
    const saved = await house.post('/settings/artist-preferences', { preferences });
    expect(saved.body.preferences).toEqual(preferences.slice(0, 2));
    await at('2026-03-02T00:00:00Z');
    expect(await statesOf()).toEqual({ Stage: 'wished', Studio: 'skipped: deselected' });
    const atOnce = Array.from({ length: 12 }, () => house.post('/settings/artist-preferences', { preferences }));
    expect((await Promise.all(atOnce)).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    expect((await house.post('/settings/artist-preferences', { preferences: [] })).body.preferences).toEqual([]);
    const blank = await house.post('/settings/artist-preferences', {
      preferences: [{ artist_id: ' ', release_id: 'x' }],
    });
    expect(blank.body.error.meta.fields[0]?.name).toBe('preferences[0].artist_id');
  });

  test('an artist with 3,000 releases costs two requests a day once it is known, and its page is cut', async () => {
    const many = Array.from({ length: 3000 }, (_, n) => ({
      title: `Record ${n}`,
      date: `19${60 + (n % 40)}-05-01`,
      songs: [],
    }));
    house.standIn.setWorld(worldOf([...many, { title: 'Newest', date: '2026-03-02', published: '2026-03-02' }]));
    await watch();
    const before = house.standIn.requests.length;
    await at('2026-03-02T00:00:00Z');
    expect(await titles()).toEqual(['Newest One', 'Newest Two']);
    // one for what is recent, one for the tracks
    expect(house.standIn.requests.length - before).toBe(2);
    const { body } = await house.get(`/artists/${key}?limit=50`);
    expect([body.releases.length, body.releases_total]).toEqual([50, 3001]);
  });

  test('the day is that of the people who listen, not that of the server', async () => {
    house.standIn.setWorld(worldOf([{ title: 'Friday', date: '2026-03-06' }]));
    const auckland = await openWatchHouse({
      world: worldOf([]),
      at: '2026-03-01T09:00:00Z',
      beside: house,
      env: { WATCHLIST_TIME_ZONE: 'Pacific/Auckland' },
    });
    await auckland.post('/watchlist', { artist_key: key });
    await auckland.drain();
    house.clock.set('2026-03-05T10:59:00Z');
    await auckland.tick();
    expect(await titles()).toEqual([]);
    // midnight in Auckland, UTC+13
    house.clock.set('2026-03-05T11:00:00Z');
    await auckland.tick();
    expect(await titles()).toEqual(['Friday One', 'Friday Two']);
    await auckland.close();
  });

  test('a release without a track list is asked for again until it has one', async () => {
    house.standIn.setWorld(worldOf([{ title: 'Bare', date: '2026-03-02', songs: [], id: 77 }]));
    await watch();
    await at('2026-03-02T00:00:00Z');
    expect(await statesOf()).toEqual({ Bare: 'new' });
    house.standIn.setWorld(worldOf([{ title: 'Bare', date: '2026-03-02', songs: ['Song'], id: 77 }]));
    await at('2026-03-03T00:00:00Z');
    expect(await titles()).toEqual(['Song']);
  });
});
