import { afterEach, describe, expect, test } from 'vitest';
import { createSealer } from '#platform/secrets';
import { callbackOf, openSpotifyHouse, redirectUri, type SpotifyHouse } from '#test/spotify-house';
import { agreeAsPerson, seenFaults } from '../../../../stand-ins/spotify/index.ts';
import { redirectFault } from './index.ts';

const person = { purpose: 'interactive' } as const;
const dayMs = 86_400_000;
let house: SpotifyHouse;
afterEach(() => house.close());

const outcome = async (address: string) => {
  const done = await house.spotify.signIn.completeFrom(address);
  if (!done.ok) throw new Error(done.refusal.sentence);
  return done.value;
};
const tokenCalls = () => house.standIn.requests.filter((each) => each.route === 'POST /api/token').length;

describe('signing in', () => {
  test('with PKCE and no secret links the account, and nothing readable is stored', async () => {
    house = await openSpotifyHouse();
    const begun = await house.spotify.signIn.begin(redirectUri);
    if (!begun.ok) throw new Error(begun.refusal.sentence);
    expect(begun.value).toMatchObject({ isChecked: true, isLoopback: true });
    expect(await house.spotify.signIn.status(begun.value.state)).toMatchObject({ status: 'pending' });
    const callback = await agreeAsPerson(begun.value.address);
    expect(await outcome(callback.toString())).toMatchObject({ ok: true });
    expect(await house.spotify.signIn.status(begun.value.state)).toMatchObject({ status: 'completed' });
    const state = await house.spotify.state();
    const user = [...house.standIn.world.users.values()][0];
    expect(state.link).toMatchObject({ state: 'linked', accountId: user?.accountId, displayName: user?.name });
    expect(state.link?.daysLeft).toBeGreaterThan(178);
    const rows = await house.db.selectFrom('spotify_links').selectAll().execute();
    const signIns = await house.db.selectFrom('spotify_sign_ins').selectAll().execute();
    const stored = JSON.stringify([rows, signIns]);
    expect(rows[0]?.access_token).toMatch(/^v1\./);
    expect(stored).not.toContain(begun.value.state);
    const sent = house.standIn.requests
      .map((each) => String(each.headers['authorization'] ?? '').slice(7))
      .filter(Boolean);
    for (const token of sent) expect(stored).not.toContain(token);
    expect(house.events.map((each) => each.status)).toEqual(['linked']);
    expect(house.standIn.complaints).toEqual([]);
  });

  test('with a secret works too', async () => {
    house = await openSpotifyHouse({ secret: true });
    await house.signIn();
    expect((await house.spotify.profile(person)).ok).toBe(true);
  });

  test('the same callback counts once, also when it comes twice at the same moment', async () => {
    house = await openSpotifyHouse();
    const callback = (await callbackOf(house.spotify)).toString();
    const both = await Promise.all([outcome(callback), outcome(callback)]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(await outcome(callback)).toMatchObject({ ok: false, code: 'OAUTH_STATE_MISMATCH' });
    expect(tokenCalls()).toBe(1);
    expect((await house.spotify.state()).link?.state).toBe('linked');
  });

  test('a forged state, a late callback, another address and one without code are each told apart', async () => {
    house = await openSpotifyHouse();
    const callback = await callbackOf(house.spotify);
    const changed = (change: (url: URL) => void): string => {
      const url = new URL(callback);
      change(url);
      return url.toString();
    };
    const forged = changed((url) => url.searchParams.set('state', 'a'.repeat(32)));
    expect(await outcome(forged)).toMatchObject({ code: 'OAUTH_STATE_MISMATCH' });
    const elsewhere = changed((url) => {
      url.host = 'evil.example';
    });
    expect(await outcome(elsewhere)).toMatchObject({ code: 'OAUTH_INVALID_REDIRECT' });
    expect(await outcome(redirectUri)).toMatchObject({ code: 'OAUTH_INVALID_REDIRECT' });
    expect(await outcome('hello')).toMatchObject({ code: 'OAUTH_INVALID_REDIRECT' });
    house.standIn.strings.clock.advance(601_000);
    expect(await outcome(callback.toString())).toMatchObject({ code: 'OAUTH_CODE_EXPIRED' });
    const state = callback.searchParams.get('state') ?? '';
    expect(await house.spotify.signIn.status(state)).toMatchObject({ status: 'expired' });
    expect(await house.spotify.signIn.status('unknown')).toMatchObject({ status: 'unknown' });
    expect(tokenCalls()).toBe(0);
  });

  test('a person who does not agree is told so; the next sign-in works', async () => {
    house = await openSpotifyHouse();
    const begun = await house.spotify.signIn.begin(redirectUri);
    if (!begun.ok) throw new Error(begun.refusal.sentence);
    const denied = await agreeAsPerson(begun.value.address, { decision: 'cancel' });
    expect(await outcome(denied.toString())).toMatchObject({ code: 'OAUTH_ACCESS_DENIED' });
    expect(await house.spotify.signIn.status(begun.value.state)).toMatchObject({ status: 'failed' });
    await house.signIn();
  });

  test('when the token service is down the page can be loaded again', async () => {
    house = await openSpotifyHouse();
    const callback = (await callbackOf(house.spotify)).toString();
    house.standIn.strings.fault({ route: 'POST /api/token', fault: seenFaults.gatewayPage });
    expect(await outcome(callback)).toMatchObject({ code: 'OAUTH_UNAVAILABLE' });
    expect(await outcome(callback)).toMatchObject({ ok: true });
  });

  test('a wrong client id, redirect URI or secret is a sentence here, before Spotify shows a page', async () => {
    house = await openSpotifyHouse();
    const refused = async (uri: string) => {
      const begun = await house.spotify.signIn.begin(uri);
      return begun.ok ? null : begun.refusal;
    };
    expect(await refused('http://127.0.0.1:4711/other')).toMatchObject({ reason: 'invalid' });
    expect((await refused('http://127.0.0.1:4711/other'))?.remedy).toContain('Redirect URIs');
    expect(await refused('http://localhost:8080/callback')).toMatchObject({ reason: 'invalid' });
    house.app.clientId = 'f'.repeat(32);
    expect(await refused(redirectUri)).toMatchObject({ reason: 'credentials_refused' });
    house.app.clientId = '';
    expect(await refused(redirectUri)).toMatchObject({ reason: 'not_configured' });
    house.app.clientId = house.standIn.app.clientId;
    house.app.clientSecret = 'wrong';
    const callback = (await callbackOf(house.spotify)).toString();
    const failed = await outcome(callback);
    expect(failed).toMatchObject({ code: 'OAUTH_TOKEN_EXCHANGE_FAILED' });
    expect(failed.ok ? '' : failed.message).toMatch(/secret/);
  });
});

describe('redirect URIs', () => {
  test.each([
    ['https://music.example/callback', null],
    ['http://127.0.0.1:8080/api/v1/spotify/callback', null],
    ['http://[::1]:8080/callback', null],
    ['http://localhost:8080/callback', 'localhost'],
    ['http://nas:3000/callback', 'http_beyond_loopback'],
    ['http://192.168.1.5/callback', 'http_beyond_loopback'],
    ['http://127.0.0.1.evil.example/callback', 'http_beyond_loopback'],
    ['ftp://127.0.0.1/', 'other_scheme'],
    ['javascript:alert(1)', 'other_scheme'],
    ['https://a.example/#x', 'fragment'],
    ['https://me:pw@a.example/', 'credentials'],
    ['https://*.example/', 'wildcard'],
    ['callback', 'not_an_address'],
    ['http://127.0.0.1/a b', 'not_an_address'],
  ])('%s is %s', async (uri, code) => {
    house = { close: async () => undefined } as SpotifyHouse;
    const fault = redirectFault(uri);
    expect(fault?.code ?? null).toBe(code);
    if (fault !== null) expect(fault.remedy.length).toBeGreaterThan(10);
  });
});

describe('tokens', () => {
  test('are refreshed once for fifty who wait in two processes, with rotation', async () => {
    house = await openSpotifyHouse();
    house.standIn.strings.grants.rotation = 'always';
    await house.signIn();
    const before = tokenCalls();
    house.standIn.strings.clock.advance(3_601_000);
    const other = house.another();
    const asked = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? house.spotify : other).profile(person));
    const answers = await Promise.all(asked);
    expect(answers.filter((each) => !each.ok)).toEqual([]);
    expect(tokenCalls() - before).toBe(1);
    house.standIn.strings.clock.advance(3_601_000);
    expect((await other.profile(person)).ok).toBe(true);
  });

  test('that Spotify ends before their time are renewed, and so is one after a wrong clock', async () => {
    house = await openSpotifyHouse();
    await house.signIn();
    house.standIn.strings.grants.expireAccess();
    expect((await house.spotify.profile(person)).ok).toBe(true);
    house.skew.ms = -2 * 3_600_000;
    house.standIn.strings.clock.advance(3_601_000);
    expect((await house.spotify.profile(person)).ok).toBe(true);
  });

  test('are kept while the token service is down, and end with a sentence when they are revoked', async () => {
    house = await openSpotifyHouse();
    await house.signIn();
    house.standIn.strings.clock.advance(3_601_000);
    house.standIn.strings.fault({ route: 'POST /api/token', fault: seenFaults.unavailable });
    const down = await house.spotify.profile(person);
    expect(down).toMatchObject({ ok: false, refusal: { reason: 'unavailable' } });
    expect((await house.spotify.profile(person)).ok).toBe(true);
    house.standIn.strings.grants.revoke();
    house.standIn.strings.clock.advance(3_601_000);
    const before = tokenCalls();
    for (const _ of [1, 2, 3]) {
      expect(await house.spotify.profile(person)).toMatchObject({ ok: false, refusal: { reason: 'needs_reauth' } });
    }
    // asked once; a refused token is never tried again by itself
    expect(tokenCalls() - before).toBe(1);
    expect(house.events.map((each) => each.status)).toEqual(['linked', 'needs_reauth']);
    expect((await house.spotify.tryAgain())?.state).toBe('needs_reauth');
    await house.signIn();
    expect((await house.spotify.profile(person)).ok).toBe(true);
  });

  test('their end after six months is announced thirty, seven and one day before, once each', async () => {
    house = await openSpotifyHouse({ now: '2026-03-31T12:00:00Z' });
    await house.signIn();
    expect((await house.spotify.state()).link?.expiresAt.toISOString().slice(0, 10)).toBe('2026-09-30');
    const said: unknown[] = [];
    for (const day of [
      '2026-08-30',
      '2026-08-31',
      '2026-09-01',
      '2026-09-24',
      '2026-09-25',
      '2026-09-29',
      '2026-10-01',
    ]) {
      house.standIn.strings.clock.set(`${day}T13:00:00Z`);
      await Promise.all([house.spotify.tick(), house.another().tick()]);
      const fresh = house.events.splice(0).filter((each) => each.status !== 'linked');
      said.push(...fresh.map((each) => [day, each.status, each.details['days_left']]));
    }
    expect(said).toEqual([
      ['2026-08-31', 'expires_soon', 30],
      ['2026-09-24', 'expires_soon', 6],
      ['2026-09-29', 'expires_soon', 1],
      ['2026-10-01', 'needs_reauth', undefined],
    ]);
    expect(await house.spotify.profile(person)).toMatchObject({ ok: false, refusal: { reason: 'needs_reauth' } });
    house.standIn.strings.clock.advance(dayMs);
    await house.signIn();
    expect((await house.spotify.state()).link?.daysLeft).toBeGreaterThan(178);
  });

  test('are gone after signing out', async () => {
    house = await openSpotifyHouse();
    await house.signIn();
    expect(await house.spotify.signOut()).toBe(true);
    expect(await house.spotify.signOut()).toBe(false);
    expect(await house.db.selectFrom('spotify_links').selectAll().execute()).toEqual([]);
    expect(await house.spotify.profile(person)).toMatchObject({ ok: false, refusal: { reason: 'not_linked' } });
  });
});

test('another process without the key says so, and leaves the sign-in to those who have it', async () => {
  house = await openSpotifyHouse();
  await house.signIn();
  const stranger = house.another(createSealer(['another-key-that-is-also-long-enough-to-be-taken']));
  const refused = await stranger.profile(person);
  expect(refused).toMatchObject({ ok: false, refusal: { reason: 'needs_reauth' } });
  expect(refused.ok ? '' : refused.refusal.remedy).toContain('SECRETS_OLD_KEYS');
  expect((await stranger.state()).link?.problem).toMatchObject({ code: 'unknown_key' });
  expect((await house.spotify.state()).link).toMatchObject({ state: 'linked', problem: null });
  expect((await house.spotify.profile(person)).ok).toBe(true);
});

test('after a change of the key everything is sealed with the new one at the next refresh', async () => {
  house = await openSpotifyHouse();
  await house.signIn();
  const fresh = 'a-new-key-that-is-long-enough-to-be-taken-as-well';
  const renewed = house.another(createSealer([fresh, 'a-key-for-tests-that-is-long-enough-to-be-taken']));
  house.standIn.strings.clock.advance(3_601_000);
  expect((await renewed.profile(person)).ok).toBe(true);
  house.standIn.strings.clock.advance(3_601_000);
  expect((await house.another(createSealer([fresh])).profile(person)).ok).toBe(true);
});
