import { afterEach, describe, expect, it } from 'vitest';
import { agreeAsPerson } from '../browser.ts';
import { type SpotifyStandIn, startSpotify } from '../index.ts';
import { askToken, beginSignIn, clientOf, codeForm, signIn, type Tokens } from '../testing.ts';

let spotify: SpotifyStandIn;
afterEach(async () => await spotify.close());

const start = async (options: Parameters<typeof startSpotify>[0] = {}): Promise<SpotifyStandIn> => {
  spotify = await startSpotify(options);
  return spotify;
};

const page = async (query: Record<string, string>): Promise<string> => {
  const response = await fetch(beginSignIn(spotify, { query }).url, { redirect: 'manual' });
  return `${response.status} ${await response.text()}`;
};

describe('the sign-in page', () => {
  it('sends the person back with a code and the state, or with access_denied when they cancel', async () => {
    await start();
    const { url } = beginSignIn(spotify);
    const back = await agreeAsPerson(url);
    expect(back.origin).toBe('http://127.0.0.1:4711');
    expect(back.searchParams.get('state')).toBe('state-1');
    expect(back.searchParams.get('code')).toMatch(/^AQ/);
    const cancelled = await agreeAsPerson(url, { decision: 'cancel' });
    expect(cancelled.search).toBe('?error=access_denied&state=state-1');
  });

  it('is a page with a form that asks for what the app wants', async () => {
    await start();
    const text = await page({ scope: 'user-library-read' });
    expect(text).toMatch(/^200 <!doctype html>/);
    expect(text).toContain('<code>user-library-read</code>');
    expect(text).toContain('value="agree"');
  });

  it('answers at once who has already agreed to as much, unless the dialog is asked for', async () => {
    await start();
    const { url } = beginSignIn(spotify);
    const form = await (await fetch(url)).text();
    const transaction = /name="transaction" value="([^"]*)"/.exec(form)?.[1] ?? '';
    const decided = await fetch(`${spotify.accountsUrl}/authorize/decision`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ transaction, user: 'hub.tester', decision: 'agree' }),
    });
    const cookie = decided.headers.get('set-cookie')?.split(';')[0] ?? '';
    const again = await fetch(url, { redirect: 'manual', headers: { cookie } });
    expect(again.status).toBe(302);
    const shown = await fetch(`${url}&show_dialog=true`, { redirect: 'manual', headers: { cookie } });
    expect(shown.status).toBe(200);
  });

  it.each([
    [{ client_id: 'nobody' }, '400 INVALID_CLIENT: Invalid client'],
    [{ response_type: 'token' }, '400 unsupported_response_type: response_type must be code'],
    [{ scope: 'read-minds' }, '400 INVALID_SCOPE: Invalid scope'],
    [{ code_challenge_method: 'plain' }, '400 code_challenge_method must be S256'],
    [{ redirect_uri: 'http://localhost:4711/callback' }, '400 INVALID_CLIENT: Insecure redirect URI'],
    [{ redirect_uri: 'http://192.168.1.5:4711/callback' }, '400 INVALID_CLIENT: Insecure redirect URI'],
    [{ redirect_uri: 'http://127.1:4711/callback' }, '400 INVALID_CLIENT: Insecure redirect URI'],
    [{ redirect_uri: 'http://127.0.0.1:4711/callback/' }, '400 INVALID_CLIENT: Invalid redirect URI'],
    [{ redirect_uri: 'http://127.0.0.1:4711/Callback' }, '400 INVALID_CLIENT: Invalid redirect URI'],
    [{ redirect_uri: 'http://127.0.0.1.example/callback' }, '400 INVALID_CLIENT: Insecure redirect URI'],
    [{ redirect_uri: 'https://elsewhere.example/callback' }, '400 INVALID_CLIENT: Invalid redirect URI'],
  ])('refuses %j with a plain page that the app never sees', async (query, text) => {
    await start();
    expect(await page(query)).toBe(text);
  });

  it('takes any port of a loopback literal registered without one, and only the registered port otherwise', async () => {
    const app = {
      clientId: 'a'.repeat(32),
      clientSecret: 's',
      redirectUris: ['http://127.0.0.1/cb', 'http://[::1]:9/cb'],
    };
    await start({ apps: [app] });
    expect(await page({ redirect_uri: 'http://127.0.0.1:65000/cb' })).toMatch(/^200/);
    expect(await page({ redirect_uri: 'http://127.0.0.1/cb' })).toMatch(/^200/);
    expect(await page({ redirect_uri: 'http://[::1]:9/cb' })).toMatch(/^200/);
    expect(await page({ redirect_uri: 'http://[::1]:10/cb' })).toMatch(/^400/);
    await expect(startSpotify({ apps: [{ ...app, redirectUris: ['http://localhost/cb'] }] })).rejects.toThrow(
      'not secure',
    );
  });
});

describe('the token service', () => {
  const freshCode = async (
    wish: Parameters<typeof beginSignIn>[1] = {},
  ): Promise<{ code: string; verifier: string }> => {
    const { verifier, url } = beginSignIn(spotify, wish);
    return { verifier, code: (await agreeAsPerson(url)).searchParams.get('code') ?? '' };
  };

  it('gives tokens for a code and its verifier, once', async () => {
    await start();
    const { code, verifier } = await freshCode({ scopes: ['user-library-read'] });
    const reply = await askToken(spotify, codeForm(code, verifier));
    expect(reply.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'user-library-read' });
    expect(Object.keys(reply.json as object)).toContain('refresh_token');
    const again = await askToken(spotify, codeForm(code, verifier));
    expect(again.status).toBe(400);
    expect(again.json).toEqual({ error: 'invalid_grant', error_description: 'Invalid authorization code' });
  });

  it('refuses a wrong verifier, another redirect URI and a code that is ten minutes old', async () => {
    await start();
    const { code, verifier } = await freshCode();
    const wrong = await askToken(spotify, codeForm(code, 'x'.repeat(43)));
    expect(wrong.json).toEqual({ error: 'invalid_grant', error_description: 'code_verifier was incorrect' });
    const none = await askToken(spotify, codeForm(code));
    expect(none.json).toMatchObject({ error: 'invalid_request' });
    const other = await askToken(spotify, {
      ...codeForm(code, verifier),
      redirect_uri: 'http://127.0.0.1:4712/callback',
    });
    expect(other.json).toEqual({ error: 'invalid_grant', error_description: 'Invalid redirect URI' });
    spotify.strings.clock.advance(601_000);
    const late = await askToken(spotify, codeForm(code, verifier));
    expect(late.json).toMatchObject({ error: 'invalid_grant' });
  });

  it('knows a code without PKCE only together with the secret', async () => {
    await start();
    const { code } = await freshCode({ pkce: false });
    expect((await askToken(spotify, codeForm(code))).json).toMatchObject({ error: 'invalid_client' });
    expect((await askToken(spotify, codeForm(code), 'wrong')).json).toEqual({
      error: 'invalid_client',
      error_description: 'Invalid client secret',
    });
    expect((await askToken(spotify, codeForm(code), spotify.app.clientSecret)).status).toBe(200);
  });

  const refresh = async (token: string, secret?: string): Promise<{ status: number; json: unknown }> =>
    await askToken(spotify, { grant_type: 'refresh_token', refresh_token: token }, secret);

  it('brings a new refresh token or none, and the replaced one is revoked', async () => {
    await start();
    const { refresh_token } = await signIn(spotify);
    const rotated = (await refresh(refresh_token)).json as Tokens;
    expect(rotated.refresh_token).not.toBe(refresh_token);
    expect((await refresh(refresh_token)).json).toEqual({
      error: 'invalid_grant',
      error_description: 'Refresh token revoked',
    });
    spotify.strings.grants.rotation = 'never';
    const kept = (await refresh(rotated.refresh_token)).json as Tokens;
    expect(kept).not.toHaveProperty('refresh_token');
    expect((await refresh(rotated.refresh_token)).status).toBe(200);
  });

  it('lets a refresh token die six months after the consent, whatever was refreshed in between', async () => {
    await start({ now: '2026-08-31T12:00:00Z' });
    spotify.strings.grants.rotation = 'always';
    const { refresh_token } = await signIn(spotify);
    spotify.strings.clock.set('2027-02-28T11:59:00Z');
    const last = (await refresh(refresh_token)).json as Tokens;
    expect(last.refresh_token).toBeDefined();
    spotify.strings.clock.set('2027-02-28T12:01:00Z');
    expect(await refresh(last.refresh_token)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant', error_description: 'Refresh token expired' },
    });
  });

  it('says that a token is revoked when the person has withdrawn it, and grants fewer scopes when told so', async () => {
    await start();
    spotify.strings.grants.rotation = 'never';
    const { refresh_token } = await signIn(spotify);
    spotify.strings.grants.scopesOnRefresh = ['playlist-read-private'];
    expect((await refresh(refresh_token)).json).toMatchObject({ scope: 'playlist-read-private' });
    spotify.strings.grants.revoke('hub.tester');
    expect((await refresh(refresh_token)).json).toMatchObject({ error_description: 'Refresh token revoked' });
  });

  it('gives client credentials a token without scope and without a person', async () => {
    await start();
    const form = { grant_type: 'client_credentials' };
    expect((await askToken(spotify, form)).json).toMatchObject({ error: 'invalid_client' });
    const reply = await askToken(spotify, form, spotify.app.clientSecret);
    expect(Object.keys(reply.json as object)).toEqual(['access_token', 'token_type', 'expires_in']);
    const call = clientOf(spotify, (reply.json as Tokens).access_token);
    expect((await call('GET', '/me')).status).toBe(401);
    expect((await call('GET', '/search?q=a&type=artist')).status).toBe(200);
  });

  it('reads forms only', async () => {
    await start();
    const response = await fetch(`${spotify.accountsUrl}/api/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credentials', client_id: spotify.app.clientId }),
    });
    expect(response.status).toBe(400);
  });
});
