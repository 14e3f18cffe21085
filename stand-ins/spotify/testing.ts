import { createHash, randomBytes } from 'node:crypto';
import { agreeAsPerson } from './browser.ts';
import { type SpotifyOptions, type SpotifyStandIn, startSpotify } from './index.ts';

/** A reply with its JSON parsed when there is any. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `undefined` when the body is no JSON. */
  readonly json: unknown;
}

/** Reads an answer to its end. */
export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** Every scope that Harmony may ask for, and those of the rest of the Web API. */
export const allScopes = [
  'playlist-read-private',
  'playlist-read-collaborative',
  'playlist-modify-private',
  'playlist-modify-public',
  'user-library-read',
  'user-library-modify',
  'user-follow-read',
  'user-follow-modify',
  'user-top-read',
  'user-read-recently-played',
  'user-read-private',
  'user-read-email',
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'ugc-image-upload',
];

const redirectUri = 'http://127.0.0.1:4711/callback';

/** A token answer as the tests look at it. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
  readonly expires_in: number;
}

/** A sign-in that has been started: verifier, and the address to open. */
export function beginSignIn(
  spotify: SpotifyStandIn,
  wish: { readonly scopes?: readonly string[]; readonly pkce?: boolean; readonly query?: Record<string, string> } = {},
): { readonly verifier: string; readonly url: string } {
  const verifier = randomBytes(48).toString('base64url');
  const query = new URLSearchParams({
    client_id: spotify.app.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: (wish.scopes ?? allScopes).join(' '),
    state: 'state-1',
    ...(wish.pkce === false
      ? {}
      : {
          code_challenge_method: 'S256',
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        }),
    ...wish.query,
  });
  return { verifier, url: `${spotify.accountsUrl}/authorize?${query.toString()}` };
}

/** Asks the token service; `secret` sends the app's credentials in the header. */
export async function askToken(spotify: SpotifyStandIn, form: Record<string, string>, secret?: string): Promise<Reply> {
  const credentials = Buffer.from(`${spotify.app.clientId}:${secret}`).toString('base64');
  const response = await fetch(`${spotify.accountsUrl}/api/token`, {
    method: 'POST',
    body: new URLSearchParams(secret === undefined ? { client_id: spotify.app.clientId, ...form } : form),
    headers: secret === undefined ? {} : { authorization: `Basic ${credentials}` },
  });
  return await replyOf(response);
}

/** The form that exchanges a code. */
export const codeForm = (code: string, verifier?: string): Record<string, string> => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: redirectUri,
  ...(verifier === undefined ? {} : { code_verifier: verifier }),
});

/** Signs a person in with PKCE from the page to the tokens. */
export async function signIn(
  spotify: SpotifyStandIn,
  wish: { readonly scopes?: readonly string[]; readonly user?: string } = {},
): Promise<Tokens> {
  const { verifier, url } = beginSignIn(spotify, wish);
  const back = await agreeAsPerson(url, wish.user === undefined ? {} : { user: wish.user });
  const reply = await askToken(spotify, codeForm(back.searchParams.get('code') ?? '', verifier));
  if (reply.status !== 200) throw new Error(`No token: ${reply.text}`);
  return reply.json as Tokens;
}

/** Calls the Web API with a token. */
export type Client = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

/** A client of the Web API for one access token. */
export const clientOf =
  (spotify: SpotifyStandIn, token: string): Client =>
  async (method, path, body, headers = {}) =>
    await replyOf(
      await fetch(`${spotify.apiUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );

/** A running stand-in with somebody signed in. */
export async function startSignedIn(
  options: SpotifyOptions = {},
  scopes?: readonly string[],
): Promise<{ readonly spotify: SpotifyStandIn; readonly call: Client; readonly tokens: Tokens }> {
  const spotify = await startSpotify(options);
  const tokens = await signIn(spotify, scopes === undefined ? {} : { scopes });
  return { spotify, tokens, call: clientOf(spotify, tokens.access_token) };
}
