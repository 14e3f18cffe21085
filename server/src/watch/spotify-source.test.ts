import { afterAll, beforeAll, expect, test } from 'vitest';
import { spotifyReleaseSource } from '#integrations/spotify';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { generateWorld } from '../../../stand-ins/spotify/index.ts';
import { mbid } from '../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../stand-ins/worlds/releases.ts';

let account: SpotifyHouse;
let house: WatchHouse;

beforeAll(async () => {
  account = await openSpotifyHouse({
    regime: 'dev_restricted',
    world: generateWorld({ artists: 3, releasesPerArtist: 6 }),
  });
  house = await openWatchHouse({
    world: releasesOf([]),
    at: new Date().toISOString(),
    sources: [spotifyReleaseSource(account.spotify)],
  });
});
afterAll(async () => {
  await house.close();
  await account.close();
});

test('without a connected account Spotify is not asked, and who is followed is 424 with a remedy', async () => {
  const reply = await house.post('/watchlist/import');
  expect(reply).toMatchObject({ status: 424, body: { error: { code: 'DEPENDENCY_ERROR' } } });
  await house.post('/watchlist', { artist_key: 'spotify:nobody' });
  await house.drain();
  expect((await house.get('/watchlist/spotify:nobody')).body.problem?.code).toBe('no_source');
  expect((await house.delete('/watchlist/spotify:nobody')).status).toBe(204);
});

test('with one, whom the account follows is imported once, and a backfill wishes for every track with its Spotify id', async () => {
  await account.signIn();
  expect((await house.post('/watchlist/import', { priority: 3 })).body).toEqual({
    added: 3,
    already_watched: 0,
    followed: 3,
  });
  expect((await house.post('/watchlist/import')).body).toEqual({ added: 0, already_watched: 3, followed: 3 });
  await house.tick();
  expect(await house.wishes()).toEqual([]);
  const key = (await house.get('/watchlist')).body.items[0]?.artist_key ?? '';
  expect((await house.get(`/artists/${key}`)).body.releases).toHaveLength(6);
  await house.patch(`/watchlist/${key}`, { backfill: true, kinds: ['album', 'ep', 'single', 'compilation', 'live'] });
  await house.tick();
  const wishes = await house.wishes();
  expect(wishes.length).toBeGreaterThan(5);
  expect(wishes.every((wish) => wish.spotify_track_id !== null && wish.album !== null)).toBe(true);
  const asked = account.standIn.calls.of('GET /artists/{id}/albums');
  house.clock.advance(86_400_000);
  await house.tick();
  expect(account.standIn.calls.of('GET /artists/{id}/albums') - asked).toBeGreaterThanOrEqual(3);
  expect(await house.wishes()).toHaveLength(wishes.length);
});

test('when Spotify is down, MusicBrainz is asked instead where it knows the artist, else the entry says why', async () => {
  const [known, unknown] = (await house.get('/watchlist')).body.items.map((entry) => entry.artist_key);
  const id = known?.split(':')[1];
  const world = releasesOf([{ title: 'Meanwhile', date: new Date(house.clock.now()).toISOString().slice(0, 10) }]);
  house.standIn.setWorld({
    ...world,
    artists: world.artists.map((artist) =>
      artist.id === mbid('artist', 1) ? { ...artist, urls: [`https://open.spotify.com/artist/${id}`] } : artist,
    ),
  });
  await house.db.deleteFrom('musicbrainz_cache').execute();
  account.standIn.strings.fault({ service: 'api', times: 1000, fault: { kind: 'reset' } });
  const before = (await house.wishes()).length;
  house.clock.advance(86_400_000);
  await house.tick();
  expect((await house.wishes()).slice(before).map((wish) => wish.title)).toEqual(['Meanwhile One', 'Meanwhile Two']);
  expect((await house.get(`/watchlist/${known}`)).body).toMatchObject({ problem: null, failures: 0 });
  expect((await house.get(`/artists/${known}`)).body.identities).toContain(`musicbrainz:${mbid('artist', 1)}`);
  const entry = (await house.get(`/watchlist/${unknown}`)).body;
  expect(entry.problem?.sentence).toContain('Spotify');
  expect(entry.failures).toBeGreaterThan(0);
});
