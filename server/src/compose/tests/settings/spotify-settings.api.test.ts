import { afterEach, expect, test } from 'vitest';
import { openSpotifyWingHouse, type SpotifyWingHouse } from '#test/spotify-wing-house';

/** Trying an app of Spotify out before it is kept. */

let house: SpotifyWingHouse;
afterEach(() => house.close());

const tryOut = async (body: object) => (await house.ask('POST', '/spotify/credentials/try', body)).body;
const unknown = 'f'.repeat(32);

test('a trial says whether Spotify knows the client id, its secret and the redirect address; nothing is stored', async () => {
  house = await openSpotifyWingHouse();
  const { clientId, clientSecret } = house.standIn.app;
  const before = (await house.ask('GET', '/spotify/status')).body;
  const well = { usable: true, reachable: true, accepted: true, redirect_known: true, problem: null };
  expect(await tryOut({})).toEqual(well);
  expect(await tryOut({ client_id: clientId, client_secret: clientSecret })).toEqual(well);
  expect(await tryOut({ client_secret: 'wrong1234' })).toMatchObject({
    usable: false,
    accepted: false,
    problem: { code: 'wrong_secret', remedy: expect.stringContaining('without') },
  });
  expect(await tryOut({ client_id: unknown })).toMatchObject({
    usable: false,
    reachable: true,
    accepted: false,
    problem: { code: 'unknown_client' },
  });
  expect(await tryOut({ redirect_uri: 'https://example.org/other' })).toMatchObject({
    usable: false,
    accepted: true,
    redirect_known: false,
    problem: { code: 'unknown_redirect', sentence: expect.stringContaining('https://example.org/other') },
  });
  expect((await house.ask('GET', '/spotify/status')).body).toEqual(before);
  expect((await house.ask('POST', '/spotify/credentials/try', { client_id: 'no' })).status).toBe(400);
});

test('a Spotify that is not there is no answer, and pauses nothing', async () => {
  house = await openSpotifyWingHouse({ env: { SPOTIFY_ACCOUNTS_URL: 'http://127.0.0.1:1' } });
  expect(await tryOut({ client_id: unknown })).toMatchObject({
    usable: false,
    reachable: false,
    accepted: null,
    problem: { code: 'unreachable' },
  });
  expect((await house.ask('GET', '/spotify/status')).body['problem']).toBeNull();
});

test('a Spotify with trouble of its own says neither yes nor no', async () => {
  house = await openSpotifyWingHouse();
  house.standIn.strings.fault({ route: 'POST /api/token', fault: { kind: 'status', status: 503, text: 'upstream' } });
  expect(await tryOut({})).toMatchObject({ usable: false, accepted: null });
});

test('without an app there is nothing to try, and that is said', async () => {
  house = await openSpotifyWingHouse({ env: { SPOTIFY_CLIENT_ID: '' } });
  const answer = await house.ask('POST', '/spotify/credentials/try', {});
  expect(answer.status).toBe(400);
  expect(answer.body.error.meta).toMatchObject({ fields: [{ name: 'client_id' }] });
});

test('a kept secret belongs to its client id: with another app it is as good as none, and is back with its own', async () => {
  house = await openSpotifyWingHouse();
  const { clientId, clientSecret } = house.standIn.app;
  await house.ask('PUT', '/spotify/credentials', { client_secret: clientSecret });
  const other = await house.ask('PUT', '/spotify/credentials', { client_id: unknown });
  expect(other.body).toMatchObject({ client_id: unknown, client_secret_set: false });
  expect(await tryOut({})).toMatchObject({ problem: { code: 'unknown_client' } });
  const asked = house.standIn.requests.filter(({ path }) => path.includes('/api/token'));
  expect(JSON.stringify(asked)).not.toContain(clientSecret);
  const again = await house.ask('PUT', '/spotify/credentials', { client_id: clientId });
  expect(again.body).toMatchObject({ client_secret_set: true });
});
