import { afterEach, expect, test } from 'vitest';
import { makeTrack } from '#test/file-house';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { generateWorld } from '../../../../stand-ins/spotify/index.ts';
import { spotifyCredits } from './credits-source.ts';

let house: SpotifyHouse;
afterEach(() => house.close());

async function open() {
  house = await openSpotifyHouse({ world: generateWorld({ artists: 1, releasesPerArtist: 2 }) });
  await house.signIn();
  const { tracks, albums } = house.standIn.world;
  const track = [...tracks.values()].find(({ isrc }) => isrc !== null);
  const album = albums.get(track?.albumId ?? '');
  const wanted = makeTrack({ isrc: track?.isrc ?? null, album: album?.name ?? null });
  const find = (fields: Partial<typeof wanted> = {}) =>
    spotifyCredits(house.spotify).find({ ...wanted, ...fields }, AbortSignal.timeout(10_000));
  return { find, copyright: album?.copyrights[0]?.text };
}

test('the copyright is that of the wanted album that holds this very recording, said once', async () => {
  const { find, copyright } = await open();
  expect(copyright).toMatch(/\w/);
  expect(await find()).toEqual({ copyright });
});

test.each([
  ['another album', { album: 'Greatest Hits of Somebody Else' }],
  ['no album', { album: null }],
  ['a recording that Spotify does not have', { isrc: 'QZZZZ9900001' }],
  ['a track without ISRC', { isrc: null }],
])('%s has no copyright', async (_, fields) => {
  const { find } = await open();
  expect(await find(fields)).toBeNull();
});

test('in FREE mode Spotify is not asked at all', async () => {
  const { find } = await open();
  house.app.mode = 'FREE';
  const before = house.standIn.calls.of('GET /search');
  expect(await find()).toBeNull();
  expect(house.standIn.calls.of('GET /search')).toBe(before);
});
