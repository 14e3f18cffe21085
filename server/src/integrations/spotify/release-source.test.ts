import { afterEach, expect, test } from 'vitest';
import { ServiceFault } from '#platform/outbound';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { generateWorld, release, seenFaults } from '../../../../stand-ins/spotify/index.ts';
import { spotifyReleaseSource } from './index.ts';

let house: SpotifyHouse;
afterEach(() => house.close());

const artistId = (): string => [...house.standIn.world.artists.keys()][0] ?? '';
const calls = () => house.standIn.calls.of('GET /artists/{id}/albums');

test('everything of an artist is listed with kinds and dates, and a look for what is new costs one call per group', async () => {
  house = await openSpotifyHouse({
    world: generateWorld({ artists: 2, releasesPerArtist: 45 }),
    now: '2026-11-26T08:00:00Z',
  });
  await house.signIn();
  const source = spotifyReleaseSource(house.spotify);
  expect(await source.unusable()).toBeNull();
  const whole = await source.releases(artistId(), null);
  expect(whole).toMatchObject({ complete: true });
  expect(whole?.releases).toHaveLength(45);
  expect(whole?.releases.every((each) => each.kinds.length > 0 && each.date !== null)).toBe(true);
  const before = calls();
  const none = await source.releases(artistId(), '2026-11-01');
  expect(none?.complete).toBe(false);
  expect(calls() - before).toBe(2);
  const made = release(house.standIn.world, {
    artistIds: [artistId()],
    name: 'Brand New (Live)',
    releaseDate: '2026-11-28',
    tracks: ['One', 'Two', 'Three', 'Four', 'Five'],
    albumType: 'single',
  });
  expect((await source.releases(artistId(), '2026-11-01'))?.releases.map((each) => each.sourceId)).not.toContain(
    made.id,
  );
  house.standIn.strings.clock.set('2026-11-28T09:00:00Z');
  const seen = await source.releases(artistId(), '2026-11-01');
  expect(seen?.releases.find((each) => each.sourceId === made.id)).toMatchObject({
    title: 'Brand New (Live)',
    date: '2026-11-28',
    kinds: ['ep', 'live'],
    totalTracks: 5,
  });
  const tracks = await source.tracks(made.id);
  expect(tracks?.map(({ track }) => [track.album, track.trackNumber, track.releaseDate])).toEqual(
    [1, 2, 3, 4, 5].map((at) => ['Brand New (Live)', at, '2026-11-28']),
  );
});

test('artists are found and followed ones listed; what is not known is null, what cannot be asked is a fault with a moment', async () => {
  house = await openSpotifyHouse({ world: generateWorld({ artists: 60 }) });
  const source = spotifyReleaseSource(house.spotify);
  expect(await source.unusable()).toContain('signed in');
  await expect(source.releases(artistId(), null)).rejects.toMatchObject({ code: 'unauthorised' });
  await house.signIn();
  const name = house.standIn.world.artists.get(artistId())?.name ?? '';
  expect((await source.find(name, 5)).map((each) => each.name)).toContain(name);
  expect(await source.followed?.()).toHaveLength(60);
  expect((await source.artist(artistId()))?.name).toBe(name);
  expect(await source.artist('0'.repeat(22))).toBeNull();
  expect(await source.releases('0'.repeat(22), null)).toBeNull();
  expect(await source.tracks('0'.repeat(22))).toBeNull();
  house.standIn.strings.fault({ route: 'GET /artists/{id}/albums', fault: seenFaults.quotaExceeded });
  const fault: unknown = await source.releases(artistId(), null).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(ServiceFault);
  expect(fault).toMatchObject({ code: 'paused', retryAt: expect.any(Date) });
});
