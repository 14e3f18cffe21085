import { afterEach, expect, test } from 'vitest';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';

const person = { purpose: 'interactive' } as const;
let house: SpotifyHouse;
afterEach(() => house.close());

test('what Spotify answered is kept for SPOTIFY_CACHE_TTL_S, searches for a seventh of it', async () => {
  house = await openSpotifyHouse({ env: { SPOTIFY_CACHE_TTL_S: '700' } });
  await house.signIn();
  const { spotify, standIn } = house;
  const [id = ''] = standIn.world.tracks.keys();
  let [tracks, searches] = [0, 0];
  /** Which of the two Spotify was asked for. */
  const asks = async () => {
    await spotify.track(id, person);
    await spotify.searchTracks('a', {}, person);
    const now = [standIn.calls.of('GET /tracks/{id}'), standIn.calls.of('GET /search')] as const;
    const asked = { track: now[0] > tracks, search: now[1] > searches };
    [tracks, searches] = now;
    return asked;
  };
  expect(await asks()).toEqual({ track: true, search: true });
  standIn.strings.clock.advance(90_000);
  expect(await asks()).toEqual({ track: false, search: false });
  standIn.strings.clock.advance(20_000);
  expect(await asks()).toEqual({ track: false, search: true });
  standIn.strings.clock.advance(600_000);
  expect(await asks()).toEqual({ track: true, search: true });
});

test('no more than PROVIDER_MAX_CONCURRENCY calls are with Spotify at once', async () => {
  house = await openSpotifyHouse({ env: { PROVIDER_MAX_CONCURRENCY: '2' } });
  await house.signIn();
  const { spotify, standIn } = house;
  const before = standIn.requests.length;
  standIn.strings.fault({ service: 'api', times: 5, fault: { kind: 'delay', ms: 150 } });
  const begun = performance.now();
  const ids = [...standIn.world.tracks.keys()].slice(0, 5);
  const answers = await Promise.all(ids.map((id) => spotify.track(id, person)));
  expect(answers.map((each) => each.ok)).toEqual(ids.map(() => true));
  expect(standIn.requests.length - before).toBe(5);
  // five calls of 150 ms, two at a time
  expect(performance.now() - begun).toBeGreaterThan(420);
});
