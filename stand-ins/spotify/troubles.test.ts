import { afterEach, describe, expect, it } from 'vitest';
import { type Fault, type SpotifyOptions, type SpotifyStandIn, seenFaults } from './index.ts';
import { type Client, signIn, startSignedIn, type Tokens } from './testing.ts';

let spotify: SpotifyStandIn;
let call: Client;
let tokens: Tokens;
afterEach(async () => await spotify.close());
const start = async (options: SpotifyOptions = {}): Promise<void> => {
  ({ spotify, call, tokens } = await startSignedIn(options));
};

describe('limits', () => {
  it('refuses with seconds to wait when the rolling window is full, and opens again after them', async () => {
    await start();
    spotify.strings.quota.rules = { rolling: { calls: 3, windowMs: 30_000 } };
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await call('GET', '/me')).status);
    const refused = await call('GET', '/me');
    expect(statuses).toEqual([200, 200, 200]);
    expect(refused.json).toEqual({ error: { status: 429, message: 'API rate limit exceeded' } });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(28);
    expect(seconds).toBeLessThanOrEqual(30);
    spotify.strings.clock.advance(seconds * 1000);
    expect((await call('GET', '/me')).status).toBe(200);
  });

  it('refuses for the rest of the day when the quota is spent, of all apps and people together', async () => {
    await start();
    const { quota, clock } = spotify.strings;
    quota.rules = { daily: { calls: 2, says: 'quota-exceeded' } };
    await call('GET', '/me');
    await call('GET', '/me/playlists');
    const refused = await call('GET', '/me');
    expect(refused.status).toBe(429);
    expect(refused.json).toEqual({ error: { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } });
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(quota.spent()).toBe(2);
    clock.advance(24 * 3_600_000 - 60_000);
    const { access_token } = await signIn(spotify);
    const asks = async (): Promise<number> =>
      (await fetch(`${spotify.apiUrl}/me`, { headers: { authorization: `Bearer ${access_token}` } })).status;
    expect(await asks()).toBe(429);
    clock.advance(60_000);
    expect(await asks()).toBe(200);
  });

  it('may name the many hours instead, and may be about one route only', async () => {
    await start();
    const daily = { calls: 1, says: 'retry-after', route: 'GET /artists/{id}' } as const;
    spotify.strings.quota.rules = { daily };
    const artist = `/artists/${[...spotify.world.artists.keys()][0]}`;
    expect((await call('GET', artist)).status).toBe(200);
    const refused = await call('GET', artist);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000);
    expect((await call('GET', '/me')).status).toBe(200);
  });
});

describe('the developer account', () => {
  it('shuts every door when its owner has no Premium, as JSON or as plain text', async () => {
    await start();
    spotify.strings.owner.premium = 'lost-text';
    const text = await call('GET', '/me');
    expect([text.status, text.headers.get('content-type')]).toEqual([403, 'text/plain; charset=utf-8']);
    expect(text.text).toBe('Active premium subscription required for the owner of the app.');
    spotify.strings.owner.premium = 'lost-json';
    expect((await call('GET', '/me')).json).toMatchObject({ error: { status: 403 } });
  });

  it('knows only the people of its list', async () => {
    const app = { clientId: 'c', clientSecret: 's', redirectUris: ['http://127.0.0.1/callback'], users: ['another'] };
    await start({ apps: [app] });
    const refused = await call('GET', '/me');
    expect([refused.status, refused.text]).toEqual([403, 'User not registered in the Developer Dashboard']);
  });
});

describe('faults', () => {
  it.each([
    ['rateLimited', seenFaults.rateLimited(3), 429, 'API rate limit exceeded'],
    ['blockedForADay', seenFaults.blockedForADay, 429, 'Too many requests'],
    ['quotaExceeded', seenFaults.quotaExceeded, 429, 'QUOTA_EXCEEDED'],
    ['premiumText', seenFaults.premiumText, 403, 'Active premium'],
    ['serverError', seenFaults.serverError, 500, 'Server error'],
    ['gatewayPage', seenFaults.gatewayPage, 502, '<html>'],
    ['unavailable', seenFaults.unavailable, 503, 'upstream request timeout'],
    ['pageInsteadOfData', seenFaults.pageInsteadOfData, 200, '<html>'],
  ] as const)('answer with %s once, then all is well', async (_name, fault: Fault, status, text) => {
    await start();
    spotify.strings.fault({ route: 'GET /me', fault });
    const reply = await call('GET', '/me');
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(text);
    expect((await call('GET', '/me')).status).toBe(200);
  });

  it('hit the route, the number and the moment that they are told', async () => {
    await start();
    const fault = seenFaults.serverError;
    spotify.strings.fault({ service: 'api', route: 'GET /me/playlists', after: 1, times: 2, fault });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await call('GET', '/me/playlists?limit=1')).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    spotify.strings.fault({ times: 9, fault });
    spotify.strings.clearFaults();
    expect((await call('GET', '/me')).status).toBe(200);
  });

  it('cut, break and stretch answers', async () => {
    await start();
    const whole = (await call('GET', '/me')).text;
    spotify.strings.fault({ fault: { kind: 'truncated' } });
    const cut = await call('GET', '/me');
    expect([cut.status, cut.json]).toEqual([200, undefined]);
    expect(whole.startsWith(cut.text)).toBe(true);
    for (const kind of ['reset', 'half', 'answer-lost'] as const) {
      spotify.strings.fault({ fault: { kind } });
      await expect(call('GET', '/me')).rejects.toThrow();
    }
    spotify.strings.fault({ fault: { kind: 'trickle', pieces: 4, ms: 5 } });
    expect((await call('GET', '/me')).text).toBe(whole);
    spotify.strings.fault({ fault: { kind: 'delay', ms: 30 } });
    const began = performance.now();
    expect((await call('GET', '/me')).text).toBe(whole);
    expect(performance.now() - began).toBeGreaterThan(25);
    spotify.strings.fault({ fault: { kind: 'hang' } });
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    await expect(fetch(`${spotify.apiUrl}/me`, { headers, signal: AbortSignal.timeout(50) })).rejects.toThrow();
  });

  it('reach the accounts service, too', async () => {
    await start();
    spotify.strings.fault({ service: 'accounts', route: 'POST /api/token', fault: seenFaults.unavailable });
    await expect(signIn(spotify)).rejects.toThrow('upstream request timeout');
    expect((await signIn(spotify)).expires_in).toBe(3600);
  });
});

describe('the clock', () => {
  it('ends access tokens after an hour and shows its own time, whatever the client thinks', async () => {
    await start();
    spotify.strings.clock.advance(3_601_000);
    const expired = await call('GET', '/me');
    expect(expired.json).toEqual({ error: { status: 401, message: 'The access token expired' } });
    expect(expired.headers.get('www-authenticate')).toContain('invalid_token');
    expect(Date.parse(expired.headers.get('date') ?? '') - Date.now()).toBeGreaterThan(3_590_000);
  });
});
