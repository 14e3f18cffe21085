import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeTrack } from '#test/file-house';
import { settingsWith } from '#test/settings';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { createCoverArtStandIn, makePng } from '../../../../stand-ins/coverart/index.ts';
import { generateWorld, type World } from '../../../../stand-ins/spotify/index.ts';
import { spotifyCovers } from './cover-source.ts';

const cover = makePng(640, 640);
const entity = 'release/11111111-1111-4111-8111-111111111111';
/** Hosts of pictures that may lead to other hosts. */
const pictures = createCoverArtStandIn();
let house: SpotifyHouse;
beforeAll(() => pictures.start());
afterEach(() => house.close());
afterAll(() => pictures.stop());

/** A world in which the covers of all releases lie under one address. */
function worldWithCovers(address = `${pictures.url}/${entity}/front`): World {
  const world = generateWorld({ artists: 1, releasesPerArtist: 2 });
  const images = [{ url: address, width: 640, height: 640 }];
  for (const album of world.albums.values()) world.addAlbum({ ...album, images }, []);
  return world;
}

async function open(
  allowedHosts: readonly string[] = [new URL(pictures.url).origin, ...pictures.archiveOrigins],
  world = worldWithCovers(),
  timeoutS = 5,
) {
  house = await openSpotifyHouse({ world });
  await house.signIn();
  const covers = spotifyCovers(house.spotify, { allowedHosts, timeoutS, maxBytes: 1_000_000, version: '0' });
  const track = [...house.standIn.world.tracks.values()].find(({ isrc }) => isrc !== null);
  const album = house.standIn.world.albums.get(track?.albumId ?? '')?.name ?? '';
  const wanted = makeTrack({ isrc: track?.isrc ?? null, album });
  const find = async (fields: Partial<typeof wanted> = {}) => {
    try {
      return await covers.find({ track: { ...wanted, ...fields } }, AbortSignal.timeout(10_000));
    } finally {
      await covers.close();
    }
  };
  return { find, album };
}

test('the cover is that of the release with this very recording and the wanted title', async () => {
  pictures.setCover(entity, { bytes: cover });
  const { find, album } = await open();
  expect((await find({ album: album.toUpperCase() }))?.equals(cover)).toBe(true);
});

test.each([
  ['another album', { album: 'Greatest Hits of Somebody Else' }],
  ['a recording that Spotify does not have', { isrc: 'QZZZZ9900001' }],
  ['a track without ISRC', { isrc: null }],
])('%s gets no cover, and no picture is fetched', async (_, fields) => {
  const { find } = await open();
  const asked = pictures.requests.length;
  expect(await find(fields)).toBeNull();
  expect(pictures.requests.length).toBe(asked);
});

test('a host of pictures that never answers is waited for ARTWORK_HTTP_TIMEOUT', async () => {
  const silent = createServer((socket) => void socket.on('error', () => undefined));
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const { timeoutS } = settingsWith({ ARTWORK_HTTP_TIMEOUT: '0.2' }).artwork;
  const { find } = await open([origin], worldWithCovers(`${origin}/front`), timeoutS);
  await expect(find()).rejects.toMatchObject({ code: 'timeout' });
  silent.close();
});

test('in FREE mode, or signed out, Spotify is not asked at all', async () => {
  const { find } = await open();
  house.app.mode = 'FREE';
  const before = house.standIn.calls.of('GET /search');
  expect(await find()).toBeNull();
  expect(house.standIn.calls.of('GET /search')).toBe(before);
});

test.each(['foreign', 'private', 'loop'] as const)('a picture that leads elsewhere (%s) is refused', async (oddity) => {
  pictures.setCover(entity, { bytes: cover, oddity });
  const { find } = await open();
  await expect(find()).rejects.toMatchObject({ name: 'ServiceFault', code: 'redirected' });
});

test('a host that is not allowed is not asked', async () => {
  const { find } = await open(['i.scdn.co']);
  const asked = pictures.requests.length;
  await expect(find()).rejects.toMatchObject({ code: 'redirected' });
  expect(pictures.requests.length).toBe(asked);
});
