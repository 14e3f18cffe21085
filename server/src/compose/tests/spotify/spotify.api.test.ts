import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openSpotifyWingHouse, type SpotifyWingHouse } from '#test/spotify-wing-house';
import {
  agreeAsPerson,
  generateWorld,
  newPlaylist,
  newUser,
  type Regime,
  seenFaults,
  spotifyId,
} from '../../../../../stand-ins/spotify/index.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

let house: SpotifyWingHouse;
afterEach(() => house.close());

/** Every route of contract §1.3 and §1.12 that this room has, with what is asked. */
function routesOf(): readonly (readonly [method: string, path: string, ask: string, body?: unknown])[] {
  const { world } = house.standIn;
  const own = [...world.playlists.values()].find((list) => list.name !== 'Theirs')?.id ?? '';
  const theirs = [...world.playlists.values()].find((list) => list.name === 'Theirs')?.id ?? '';
  const track = [...world.tracks.keys()][0] ?? '';
  const artist = [...world.artists.keys()][0] ?? '';
  const uris = [`spotify:track:${track}`];
  return [
    ['GET', '/spotify/status', '/spotify/status'],
    ['GET', '/spotify/mode', '/spotify/mode'],
    ['POST', '/spotify/mode', '/spotify/mode', { mode: 'PRO' }],
    ['GET', '/health/spotify', '/health/spotify'],
    ['GET', '/oauth/start', '/oauth/start'],
    ['GET', '/oauth/status/{state}', '/oauth/status/unknown'],
    ['GET', '/oauth/health', '/oauth/health'],
    ['POST', '/oauth/manual', '/oauth/manual', { redirect_url: 'http://127.0.0.1:1/callback?code=a&state=b' }],
    ['GET', '/spotify/search/tracks', '/spotify/search/tracks?query=a'],
    ['GET', '/spotify/search/artists', '/spotify/search/artists?query=a'],
    ['GET', '/spotify/search/albums', '/spotify/search/albums?query=a'],
    ['GET', '/spotify/track/{id}', `/spotify/track/${track}`],
    ['GET', '/spotify/artist/{id}/releases', `/spotify/artist/${artist}/releases`],
    ['GET', '/spotify/artist/{id}/discography', `/spotify/artist/${artist}/discography`],
    ['GET', '/spotify/artists/followed', '/spotify/artists/followed'],
    ['GET', '/spotify/playlists/{own}/tracks', `/spotify/playlists/${own}/tracks`],
    ['GET', '/spotify/playlists/{somebody else’s}/tracks', `/spotify/playlists/${theirs}/tracks`],
    ['POST', '/spotify/playlists/{own}/tracks', `/spotify/playlists/${own}/tracks`, { uris }],
    [
      'PUT',
      '/spotify/playlists/{own}/reorder',
      `/spotify/playlists/${own}/reorder`,
      { range_start: 0, insert_before: 3 },
    ],
    ['DELETE', '/spotify/playlists/{own}/tracks', `/spotify/playlists/${own}/tracks`, { uris }],
    ['GET', '/spotify/me', '/spotify/me'],
    ['GET', '/spotify/me/tracks', '/spotify/me/tracks'],
    ['PUT', '/spotify/me/tracks', '/spotify/me/tracks', { ids: [track] }],
    ['DELETE', '/spotify/me/tracks', '/spotify/me/tracks', { ids: [track] }],
    ['GET', '/spotify/me/top/tracks', '/spotify/me/top/tracks'],
    ['GET', '/spotify/me/top/artists', '/spotify/me/top/artists'],
    ['GET', '/spotify/audio-features/{id}', `/spotify/audio-features/${track}`],
    ['GET', '/spotify/audio-features', `/spotify/audio-features?ids=${track}`],
    ['GET', '/spotify/recommendations', `/spotify/recommendations?seed_tracks=${track}`],
  ];
}

function worldWithStranger() {
  const world = generateWorld({ artists: 3 });
  const other = newUser('other.person');
  world.addUser(other);
  const rows = [...world.playlists.values()][0]?.rows ?? [];
  world.addPlaylist(newPlaylist({ id: spotifyId('playlist', 'theirs'), name: 'Theirs', ownerId: other.id, rows }));
  return world;
}

/** One line per route: what is answered, and why where that is no success. */
async function linesFor(regime: Regime): Promise<string[]> {
  house = await openSpotifyWingHouse({ regime, world: worldWithStranger() });
  expect((await house.signIn()).status).toBe(200);
  const lines: string[] = [];
  for (const [method, route, path, body] of routesOf()) {
    const answer = await house.ask(method, path, body);
    const why =
      answer.status < 300 ? '' : ` ${String(answer.body.error?.meta?.['reason'] ?? answer.body['error_code'])}`;
    lines.push(`${method} ${route} ${answer.status}${why}`);
  }
  // nobody has that route any more, so the stand-in knows none of its parameters
  expect(house.standIn.complaints.filter((each) => !each.startsWith('GET /recommendations '))).toEqual([]);
  return lines;
}

const refusedInAll = ['POST /oauth/manual 400 OAUTH_STATE_MISMATCH'];
const gone2024 = [
  'GET /spotify/audio-features/{id} 424 spotify_withdrawn',
  'GET /spotify/audio-features 424 spotify_withdrawn',
  'GET /spotify/recommendations 424 spotify_withdrawn',
];

describe('every route in every regime', () => {
  test.each([
    ['extended', [...refusedInAll, ...gone2024]],
    ['dev_legacy', [...refusedInAll, ...gone2024]],
    [
      'dev_restricted',
      [...refusedInAll, 'GET /spotify/playlists/{somebody else’s}/tracks 424 spotify_withheld', ...gone2024],
    ],
  ] as const)('%s', async (regime, refused) => {
    const lines = await linesFor(regime);
    expect(lines).toHaveLength(29);
    expect(lines.filter((line) => !line.endsWith(' 200'))).toEqual(refused);
  });

  test('after a silent switch in the middle the same person goes on with what is left', async () => {
    house = await openSpotifyWingHouse({ regime: 'dev_legacy', world: worldWithStranger() });
    await house.signIn();
    const statuses = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const [method, route, path, body] of routesOf()) {
        if (route.startsWith('/spotify/')) found.push(`${route} ${(await house.ask(method, path, body)).status}`);
      }
      return found;
    };
    const before = await statuses();
    house.standIn.strings.switchRegime('dev_restricted', 0);
    house.standIn.strings.clock.advance(8 * 86_400_000);
    const after = await statuses();
    const changed = after.filter((line, at) => line !== before[at]);
    expect(changed).toEqual(['/spotify/playlists/{somebody else’s}/tracks 424']);
  });

  test('without a client id and in FREE mode all that need Spotify are 503, and Spotify is not asked', async () => {
    house = await openSpotifyWingHouse({ world: worldWithStranger(), env: { SPOTIFY_CLIENT_ID: '' } });
    for (const mode of [null, 'FREE']) {
      if (mode !== null) {
        await house.ask('PUT', '/spotify/credentials', { client_id: house.standIn.app.clientId });
        expect((await house.ask('POST', '/spotify/mode', { mode })).body).toEqual({ ok: true, mode });
      }
      const before = house.standIn.requests.length;
      const needing = routesOf().filter(([, route]) => !/^\/(oauth|health)|spotify\/(status|mode)$/.test(route));
      for (const [method, , path, body] of needing) {
        const answer = await house.ask(method, path, body);
        expect([answer.status, answer.body.error.code, answer.body.error.meta['pro_available']]).toEqual([
          503,
          'DEPENDENCY_ERROR',
          false,
        ]);
        expect(answer.body.error.meta['component']).toBe('spotify');
      }
      expect(house.standIn.requests.length).toBe(before);
      const { body } = await house.ask('GET', '/spotify/status');
      expect(body).toMatchObject({ free_available: true, pro_available: false, authenticated: false, mode: 'FREE' });
      const health = await house.ask('GET', '/health/spotify');
      expect(health.body).toMatchObject({ service: 'spotify', status: 'disabled' });
    }
  });
});

describe('a person signs in', () => {
  test('comes back by themselves, sees a page, and the state is told', async () => {
    house = await openSpotifyWingHouse();
    const before = await house.ask('GET', '/spotify/status');
    expect(before.body).toMatchObject({ status: 'unauthenticated', account: null, mode: 'PRO' });
    const unlinked = await house.ask('GET', '/spotify/me');
    expect([unlinked.status, unlinked.body.error.meta['reason']]).toEqual([424, 'not_linked']);
    const done = await house.signIn();
    expect(done.status).toBe(200);
    expect(done.text).toContain('signed in');
    expect(done.text).not.toContain(done.state);
    expect((await house.ask('GET', `/oauth/status/${done.state}`)).body).toMatchObject({ status: 'completed' });
    const after = await house.ask('GET', '/spotify/status');
    expect(after.body).toMatchObject({ status: 'connected', authenticated: true, problem: null });
    expect(after.body['account']).toMatchObject({ name: 'Hub Tester', needs_reauth: false });
    // the same page again changes nothing
    const again = await fetch(done.back);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('already used');
    expect((await house.ask('GET', '/spotify/me')).status).toBe(200);
    const { items } = await house.activity.list({ type: 'spotify' }, 10, 0);
    expect(items.map((each) => each.status)).toEqual(['linked']);
  });

  test('from another machine pastes the address; six wrong ones are enough', async () => {
    house = await openSpotifyWingHouse();
    const { body } = await house.ask('GET', '/oauth/start');
    expect(body).toMatchObject({
      manual_completion_available: true,
      manual_completion_url: '/api/v1/oauth/manual',
      loopback: true,
    });
    const back = await agreeAsPerson(String(body['authorization_url']));
    const wrong = await house.ask('POST', '/oauth/manual', { redirect_url: `${house.callback}?code=x&state=forged` });
    expect([wrong.status, wrong.body['ok'], wrong.body['error_code']]).toEqual([400, false, 'OAUTH_STATE_MISMATCH']);
    const done = await house.ask('POST', '/oauth/manual', { redirect_url: ` ${back.toString()}\n` });
    expect([done.status, done.body['ok'], done.body['provider']]).toEqual([200, true, 'spotify']);
    const codes: unknown[] = [];
    for (let at = 0; at < 5; at += 1) {
      codes.push((await house.ask('POST', '/oauth/manual', { redirect_url: back.toString() })).status);
    }
    expect(codes).toEqual([400, 400, 400, 400, 429]);
  });

  test('signs out, and in again with one click', async () => {
    house = await openSpotifyWingHouse();
    await house.signIn();
    expect((await house.ask('DELETE', '/spotify/account')).body).toEqual({ status: 'signed-out' });
    expect((await house.ask('GET', '/spotify/me')).status).toBe(424);
    expect((await house.signIn()).status).toBe(200);
    house.standIn.strings.grants.revoke();
    house.standIn.strings.grants.expireAccess();
    const revoked = await house.ask('GET', '/spotify/me');
    expect([revoked.status, revoked.body.error.meta['reason']]).toEqual([424, 'needs_reauth']);
    const told = (await house.ask('GET', '/spotify/status')).body;
    expect(told).toMatchObject({ status: 'unauthenticated', problem: { code: 'revoked' } });
    const tried = await house.ask('POST', '/spotify/account/retry');
    expect(tried.body['account']).toMatchObject({ needs_reauth: true });
    await house.signIn();
    expect((await house.ask('GET', '/spotify/me')).status).toBe(200);
  });

  test('who does not agree, comes without parameters or with nonsense sees a page in their language', async () => {
    house = await openSpotifyWingHouse();
    const { body } = await house.ask('GET', '/oauth/start');
    const denied = await agreeAsPerson(String(body['authorization_url']), { decision: 'cancel' });
    const page = await fetch(denied, { headers: { 'accept-language': 'de-AT,de;q=0.9' } });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('Die Anmeldung hat nicht geklappt');
    const help = await fetch(house.callback);
    expect([help.status, help.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const evil = await fetch(`${house.callback}?error=${encodeURIComponent('<script>alert(1)</script>')}&state=x`);
    expect(evil.status).toBe(400);
    expect(await evil.text()).not.toContain('<script>');
  });
});

describe('a port for the callback alone', () => {
  test('finishes a sign-in under an address that was registered long ago; a taken port stops nothing else', async () => {
    const port = await freePort();
    house = await openSpotifyWingHouse({ env: { OAUTH_CALLBACK_PORT: String(port) } });
    await house.ask('PUT', '/spotify/credentials', { redirect_uri: `http://127.0.0.1:${port}/callback` });
    const done = await house.signIn();
    expect([done.status, done.back.port]).toEqual([200, String(port)]);
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/spotify/status`)).status).toBe(404);
    const first = house;
    house = await openSpotifyWingHouse({ env: { OAUTH_CALLBACK_PORT: String(port) } });
    expect(house.faults).toHaveLength(1);
    expect((await house.ask('GET', '/spotify/status')).status).toBe(200);
    await first.close();
  });
});

describe('in Smart Search', () => {
  test('tracks, albums and artists of Spotify are results; what Spotify refuses is a reason with a moment', async () => {
    house = await openSpotifyWingHouse();
    const artist = [...house.standIn.world.artists.values()][0]?.name ?? '';
    const types = new Set(['track', 'album', 'artist'] as const);
    const { signal } = new AbortController();
    const unlinked = await house.search.search(artist, { items: 10, types }, signal);
    expect(unlinked).toMatchObject({ kind: 'unavailable', reason: 'not_linked' });
    await house.signIn();
    const found = await house.search.search(artist, { items: 10, types }, signal);
    if (found.kind !== 'answered') throw new Error(found.sentence);
    expect(new Set(found.items.map((item) => item.type))).toEqual(types);
    const track = found.items.find((item) => item.type === 'track' && item.artists.includes(artist));
    expect(track).toMatchObject({ year: expect.any(Number), album: expect.any(String) });
    expect(track?.durationMs).toBeGreaterThan(0);
    const only = await house.search.search('other words', { items: 10, types: new Set(['artist'] as const) }, signal);
    expect(only.kind).toBe('answered');
    house.standIn.strings.fault({ route: 'GET /search', fault: seenFaults.blockedForADay });
    const blocked = await house.search.search('more words', { items: 10, types }, signal);
    expect(blocked).toMatchObject({ kind: 'unavailable', reason: 'blocked' });
    expect(blocked.kind === 'unavailable' ? (blocked.retryAfterMs ?? 0) : 0).toBeGreaterThan(80_000_000);
  });
});

describe('settings and bad input', () => {
  test('credentials are stored, the secret sealed and never given back', async () => {
    house = await openSpotifyWingHouse();
    const secret = house.standIn.app.clientSecret;
    const set = await house.ask('PUT', '/spotify/credentials', { client_secret: secret });
    expect(set.body).toMatchObject({ client_secret_set: true, client_id: house.standIn.app.clientId });
    expect(JSON.stringify(set.body)).not.toContain(secret);
    const rows = await house.db.selectFrom('settings').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect((await house.signIn()).status).toBe(200);
    const removed = await house.ask('PUT', '/spotify/credentials', { client_secret: null });
    expect(removed.body).toMatchObject({ client_secret_set: false, authenticated: true });
    const local = await house.ask('PUT', '/spotify/credentials', { redirect_uri: 'http://localhost:8080/callback' });
    expect([local.status, local.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
    expect(local.body.error.message).toContain('127.0.0.1');
    const wrong = { client_id: 'f'.repeat(32) };
    await house.ask('PUT', '/spotify/credentials', wrong);
    const start = await house.ask('GET', '/oauth/start');
    expect([start.status, start.body.error.meta['reason']]).toEqual([424, 'credentials_refused']);
  });

  test('what cannot be asked is a 400 that names the field, before Spotify is asked', async () => {
    house = await openSpotifyWingHouse();
    await house.signIn();
    const before = house.standIn.requests.length;
    const id = 'a'.repeat(22);
    const asks: [string, string, unknown?][] = [
      ['GET', '/spotify/search/tracks'],
      ['GET', '/spotify/search/tracks?query='],
      ['GET', '/spotify/search/tracks?query=%20'],
      ['GET', `/spotify/search/tracks?query=${'x'.repeat(251)}`],
      ['GET', '/spotify/track/..%2F..%2Fme'],
      ['GET', '/spotify/track/short'],
      ['GET', '/spotify/audio-features?ids=,,'],
      ['GET', '/spotify/audio-features?ids=%E2%80%AE'],
      ['GET', '/spotify/recommendations'],
      ['GET', `/spotify/playlists/${id}/tracks?limit=101`],
      ['POST', `/spotify/playlists/${id}/tracks`, { uris: [] }],
      ['POST', `/spotify/playlists/${id}/tracks`, { uris: ['spotify:local:a:b:c:1'] }],
      ['DELETE', `/spotify/playlists/${id}/tracks`, { uris: [`spotify:track:${id}\0`] }],
      ['PUT', `/spotify/playlists/${id}/reorder`, { range_start: -1, insert_before: 0 }],
      ['PUT', '/spotify/me/tracks', { ids: [] }],
      ['GET', '/spotify/me/tracks?limit=51'],
      ['POST', '/spotify/mode', { mode: 'BOTH' }],
      ['POST', '/oauth/manual', {}],
      ['PUT', '/spotify/credentials', { client_id: 'no' }],
    ];
    for (const [method, path, body] of asks) {
      const answer = await house.ask(method, path, body);
      expect([path, answer.status, answer.body.error?.code]).toEqual([path, 400, 'VALIDATION_ERROR']);
      expect(answer.body.error.meta['fields'], path).toBeDefined();
    }
    expect(house.standIn.requests.length).toBe(before);
  });

  test('a block of a day and a service that is down are told with the moment or the remedy', async () => {
    house = await openSpotifyWingHouse();
    await house.signIn();
    house.standIn.strings.fault({ route: 'GET /search', fault: seenFaults.blockedForADay });
    const blocked = await house.ask('GET', '/spotify/search/tracks?query=a');
    expect([blocked.status, blocked.body.error.meta['reason']]).toEqual([424, 'blocked']);
    expect(Date.parse(String(blocked.body.error.meta['retry_at'])) - Date.now()).toBeGreaterThan(80_000_000);
    const known = (await house.ask('GET', '/spotify/status')).body['capabilities'] as {
      family: string;
      state: string;
    }[];
    expect(known.find((each) => each.family === 'search')?.state).toBe('blocked');
    house.standIn.strings.fault({ route: 'GET /me', times: 3, fault: seenFaults.gatewayPage });
    const down = await house.ask('GET', '/spotify/me');
    expect([down.status, down.body.error.code]).toEqual([502, 'DEPENDENCY_ERROR']);
    expect(String(down.body.error.meta['remedy']).length).toBeGreaterThan(10);
  });
});
