import { randomBytes } from 'node:crypto';
import { type Answer, type Ask, formOf } from '../http.ts';
import type { World } from '../world/world.ts';
import { type App, knownScopes } from './apps.ts';
import { type GrantFault, type Grants, isFault } from './grants.ts';
import { consentPage, refusalPage } from './page.ts';
import { judgeRedirect } from './redirect-uri.ts';

/** A sign-in that waits for the person to decide. */
interface Pending {
  readonly app: App;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
}

const oauthError = (status: number, [error, error_description]: GrantFault): Answer => ({
  status,
  json: { error, error_description },
  headers: { 'cache-control': 'no-store' },
});

const redirect = (location: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 302,
  headers: { location, 'cache-control': 'no-store', ...headers },
});

/** Adds parameters to a redirect URI, which may have a query of its own. */
function back(uri: string, parameters: Readonly<Record<string, string | null>>): string {
  const added = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null) added.set(name, value);
  return `${uri}${uri.includes('?') ? '&' : '?'}${added.toString()}`;
}

function basicCredentials(header: string | undefined): readonly [id: string, secret: string] | undefined {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [id, secret.join(':')];
}

const sessionOf = (cookies: string | undefined): string | undefined =>
  /(?:^|;\s*)stand_in_user=([^;]+)/.exec(cookies ?? '')?.[1];

/** The accounts service: `GET /authorize`, the decision of the person, `POST /api/token`. */
export function createAccounts(parts: {
  readonly apps: ReadonlyMap<string, App>;
  readonly grants: Grants;
  readonly world: World;
}): { routeOf(method: string, path: string): string; answer(ask: Ask): Answer } {
  const { apps, grants, world } = parts;
  const pending = new Map<string, Pending>();
  /** Scopes that a person has already agreed to, by app and person. */
  const agreed = new Map<string, readonly string[]>();

  const succeed = (wanted: Pending, userId: string): string => {
    const { app, redirectUri, scopes, challenge } = wanted;
    const code = grants.issueCode({ clientId: app.clientId, userId, scopes, redirectUri, challenge });
    return back(redirectUri, { code, state: wanted.state });
  };

  const authorize = (ask: Ask): Answer => {
    const { query } = ask;
    const clientId = query.get('client_id');
    if (clientId === null) return refusalPage('Missing required parameter: client_id');
    const app = apps.get(clientId);
    if (!app) return refusalPage('INVALID_CLIENT: Invalid client');
    const type = query.get('response_type');
    if (type === null) return refusalPage('Missing required parameter: response_type');
    if (type !== 'code') return refusalPage('unsupported_response_type: response_type must be code');
    const redirectUri = query.get('redirect_uri');
    if (redirectUri === null) return refusalPage('Missing required parameter: redirect_uri');
    const fault = judgeRedirect(redirectUri, app.redirectUris);
    if (fault) return refusalPage(fault);
    const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    if (scopes.some((scope) => !knownScopes.has(scope))) return refusalPage('INVALID_SCOPE: Invalid scope');
    const challenge = query.get('code_challenge');
    const method = query.get('code_challenge_method');
    if ((challenge === null) !== (method === null) || (method !== null && method !== 'S256'))
      return refusalPage('code_challenge_method must be S256');
    if (challenge !== null && !/^[A-Za-z0-9_-]{43}$/.test(challenge))
      return refusalPage('code_challenge must be the SHA-256 of the verifier in base64url');
    const wanted: Pending = { app, redirectUri, state: query.get('state'), scopes, challenge };
    const session = sessionOf(ask.headers.cookie);
    const before = session === undefined ? undefined : agreed.get(`${clientId} ${session}`);
    const isKnown = before !== undefined && scopes.every((scope) => before.includes(scope));
    if (session !== undefined && isKnown && query.get('show_dialog') !== 'true')
      return redirect(succeed(wanted, session));
    const transaction = randomBytes(16).toString('hex');
    pending.set(transaction, wanted);
    return consentPage({ transaction, clientId, scopes, users: [...world.users.values()], session });
  };

  const decide = (ask: Ask): Answer => {
    const form = formOf(ask);
    const transaction = form.get('transaction') ?? '';
    const wanted = pending.get(transaction);
    if (!wanted) return refusalPage('This page has expired');
    if (form.get('decision') !== 'agree') {
      pending.delete(transaction);
      return redirect(back(wanted.redirectUri, { error: 'access_denied', state: wanted.state }));
    }
    const userId = form.get('user') ?? '';
    if (!world.users.has(userId)) return refusalPage('Nobody is signed in');
    pending.delete(transaction);
    agreed.set(`${wanted.app.clientId} ${userId}`, wanted.scopes);
    const cookie = `stand_in_user=${userId}; Path=/; HttpOnly; SameSite=Lax`;
    return redirect(succeed(wanted, userId), { 'set-cookie': cookie });
  };

  const token = (ask: Ask): Answer => {
    const form = formOf(ask);
    const basic = basicCredentials(ask.headers.authorization);
    const clientId = basic?.[0] ?? form.get('client_id');
    const secret = basic?.[1] ?? form.get('client_secret');
    const app = clientId === null ? undefined : apps.get(clientId);
    if (!app) return oauthError(400, ['invalid_client', 'Invalid client']);
    if (secret !== null && secret !== app.clientSecret)
      return oauthError(400, ['invalid_client', 'Invalid client secret']);
    const withSecret = secret !== null;
    const answer = ((): ReturnType<Grants['redeemCode']> => {
      const type = form.get('grant_type');
      if (type === null) return ['unsupported_grant_type', 'grant_type parameter is missing'];
      if (type === 'authorization_code') {
        const code = form.get('code');
        const redirectUri = form.get('redirect_uri');
        if (code === null) return ['invalid_request', 'code must be supplied'];
        if (redirectUri === null) return ['invalid_request', 'redirect_uri must be supplied'];
        const verifier = form.get('code_verifier');
        return grants.redeemCode({ clientId: app.clientId, code, redirectUri, verifier, withSecret });
      }
      if (type === 'refresh_token') {
        const refresh = form.get('refresh_token');
        if (refresh === null) return ['invalid_request', 'refresh_token must be supplied'];
        return grants.refresh(app.clientId, refresh, withSecret);
      }
      if (type !== 'client_credentials') return ['unsupported_grant_type', `grant_type ${type} is not supported`];
      return withSecret ? grants.clientCredentials(app.clientId) : ['invalid_client', 'Invalid client'];
    })();
    if (isFault(answer)) return oauthError(400, answer);
    return { status: 200, json: answer, headers: { 'cache-control': 'no-store' } };
  };

  const routes: Readonly<Record<string, (ask: Ask) => Answer>> = {
    'GET /authorize': authorize,
    'POST /authorize/decision': decide,
    'POST /api/token': token,
  };
  return {
    routeOf: (method, path) => `${method} ${path}`,
    answer: (ask) => routes[`${ask.method} ${ask.path}`]?.(ask) ?? { status: 404, text: 'Not found' },
  };
}
