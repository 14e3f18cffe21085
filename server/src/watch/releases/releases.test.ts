import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const key = `musicbrainz:${mbid('artist', 1)}`;

beforeAll(async () => {
  house = await openWatchHouse({ world: releasesOf([]), at: '2026-03-01T09:00:00Z' });
});
beforeEach(async () => {
  await house.empty();
  house.standIn.setWorld(
    releasesOf([
      { title: 'Keller', date: '2019-01-01', songs: ['A', 'B', 'C'] },
      { title: 'Next', date: '2026-03-20', songs: ['D'] },
      { title: 'Blank', date: '2017-01-01', songs: [] },
    ]),
  );
  await house.post('/watchlist', { artist_key: key });
  await house.drain();
});
afterAll(() => house.close());

const releases = async () => (await house.get(`/artists/${key}`)).body.releases;
const addressOf = async (title: string): Promise<string> => {
  const id = (await releases()).find((each) => each.title === title)?.id;
  return `/artists/${key}/releases/${id}`;
};
const titles = async () => (await house.wishes()).map(({ title }) => title).toSorted();

describe('one release', () => {
  test('is wished whole by hand although it was there before watching began, and not a second time', async () => {
    const keller = await addressOf('Keller');
    expect((await house.post(`${keller}/wish`, {})).body).toEqual({
      tracks: 3,
      wished: 3,
      already_wished: 0,
      already_owned: 0,
    });
    expect((await house.post(`${keller}/wish`, {})).body).toMatchObject({ wished: 0, already_wished: 3 });
    expect(await titles()).toEqual(['A', 'B', 'C']);
    expect((await releases()).find((each) => each.title === 'Keller')).toMatchObject({
      state: 'wished',
      completion: { wished: 3, owned: 0, total: 3 },
    });
  });

  test('gives a single track, by disc and number, and stays as it is', async () => {
    const keller = await addressOf('Keller');
    expect((await house.post(`${keller}/wish`, { tracks: [{ disc: 1, number: 2 }] })).body).toMatchObject({
      tracks: 1,
      wished: 1,
    });
    expect(await titles()).toEqual(['B']);
    expect((await releases()).find((each) => each.title === 'Keller')?.state).toBe('known');
  });

  test('that is not there, or a track that it does not have, is refused by name; nothing is wished', async () => {
    const keller = await addressOf('Keller');
    const beyond = await house.post(`${keller}/wish`, { tracks: [{ number: 1 }, { number: 9 }] });
    expect([beyond.status, beyond.body.error.meta.fields[0]]).toEqual([
      400,
      { name: 'tracks[1]', message: '"Keller" has no track 9 on disc 1' },
    ]);
    expect((await house.post(`/artists/${key}/releases/999999/wish`, {})).status).toBe(404);
    expect((await house.post(`/artists/musicbrainz:${mbid('artist', 2)}/releases/1/wish`, {})).status).toBe(404);
    expect((await house.post(`/artists/${key}/releases/x/wish`, {})).status).toBe(400);
    const blank = await house.post(`${await addressOf('Blank')}/wish`, {});
    expect([blank.status, blank.body.error.message]).toEqual([
      409,
      'musicbrainz has no list of tracks of "Blank" (yet).',
    ]);
    expect(await titles()).toEqual([]);
  });

  test('says that its source cannot be asked, with the fault of the source', async () => {
    const keller = await addressOf('Keller');
    house.standIn.fault({ path: '/release?', fault: { kind: 'status', status: 500 } });
    const answer = await house.post(`${keller}/wish`, {});
    expect([answer.status, answer.body.error.code]).toEqual([502, 'DEPENDENCY_ERROR']);
  });
});

/** @calls PUT /artists/{artist_key}/releases/{release_id}/choice */
describe('a choice by hand for one release', () => {
  test('rules it out before it is out, is shown, and is taken back', async () => {
    const next = await addressOf('Next');
    expect((await house.put(`${next}/choice`, { choice: 'never' })).body).toEqual({ choice: 'never' });
    expect((await releases()).map((each) => [each.title, each.choice])).toEqual([
      ['Next', 'never'],
      ['Keller', 'rules'],
      ['Blank', 'rules'],
    ]);
    house.clock.set('2026-03-21T09:00:00Z');
    await house.tick();
    expect(await titles()).toEqual([]);
    await house.put(`${next}/choice`, { choice: 'always' });
    house.clock.set('2026-03-21T10:00:00Z');
    await house.tick();
    expect(await titles()).toEqual(['D']);
    expect((await house.put(`${next}/choice`, { choice: 'rules' })).body).toEqual({ choice: 'rules' });
    expect((await house.get('/settings/artist-preferences')).body.preferences).toEqual([]);
  });

  test('replaces what was written for it under another name, and leaves that of others alone', async () => {
    const id = mbid('artist', 1);
    const all = await releases();
    const next = all.find((each) => each.title === 'Next');
    const other = { artist_id: id, release_id: 'other', selected: true };
    await house.post('/settings/artist-preferences', {
      preferences: [{ artist_id: key, release_id: next?.source_id, selected: true }, other],
    });
    await house.put(`${await addressOf('Next')}/choice`, { choice: 'never' });
    expect((await house.get('/settings/artist-preferences')).body.preferences).toEqual([
      { artist_id: id, release_id: `musicbrainz:${next?.source_id}`, selected: false },
      other,
    ]);
    expect((await house.put(`${await addressOf('Next')}/choice`, { choice: 'yes' })).status).toBe(400);
  });
});
