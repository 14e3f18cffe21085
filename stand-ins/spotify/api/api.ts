import { createHash } from 'node:crypto';
import type { App } from '../accounts/apps.ts';
import type { Access, Grants } from '../accounts/grants.ts';
import type { Clock } from '../clock.ts';
import { type Answer, type Ask, Refusal, refuse } from '../http.ts';
import { anonymousToken } from '../pages/pages.ts';
import type { World } from '../world/world.ts';
import type { Call, Handler, Manners } from './call.ts';
import { strangeParameters } from './parameters.ts';
import type { Quota } from './quota.ts';
import { type ApiRoute, findApiRoute, type Regime, withdrawn } from './regimes.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { libraryRoutes } from './routes/library.ts';
import { meRoutes } from './routes/me.ts';
import { otherRoutes } from './routes/other.ts';
import { playlistItemRoutes } from './routes/playlist-items.ts';
import { playlistRoutes } from './routes/playlists.ts';

const handlers: Readonly<Record<string, Handler>> = {
  ...catalogueRoutes,
  ...meRoutes,
  ...playlistRoutes,
  ...playlistItemRoutes,
  ...libraryRoutes,
  ...otherRoutes,
};

/** What is going on with the developer's account; each shuts the door to every call. */
export interface OwnerTroubles {
  /** The app's owner has no Premium (any more); the body comes as JSON or as plain text. */
  premium: 'there' | 'lost-json' | 'lost-text';
}

/** What the Web API is made of. */
export interface ApiParts {
  readonly apps: ReadonlyMap<string, App>;
  readonly grants: Grants;
  readonly world: World;
  readonly clock: Clock;
  readonly quota: Quota;
  readonly manners: Manners;
  readonly owner: OwnerTroubles;
  /** The regime of the next call of an app. */
  regimeOf(app: App): Regime;
  /** With `/v1`. */
  apiUrl(): string;
  /** Told of every parameter that a route does not know, and of tokens in addresses: the original is silent about them. */
  complain(what: string): void;
}

const unauthorized = (status: number, message: string): never => {
  throw new Refusal({
    status,
    json: { error: { status, message } },
    headers: {
      'www-authenticate': `Bearer realm="spotify", error="invalid_token", error_description="${message}"`,
    },
  });
};

function accessOf(ask: Ask, grants: Grants, now: number): Access {
  const header = ask.headers.authorization;
  if (header === undefined || header === '') return unauthorized(401, 'No token provided');
  const token = /^Bearer (\S+)$/i.exec(header)?.[1];
  if (token === undefined) return unauthorized(400, 'Only valid bearer authentication supported');
  const access = grants.access(token) ?? unauthorized(401, 'Invalid access token');
  return access.expiresAt > now ? access : unauthorized(401, 'The access token expired');
}

/** Scopes that add to an answer instead of being a condition, and those that the route itself looks at. */
const notDemanded = new Set(['user-read-private', 'user-read-email', 'user-read-playback-position']);
const looksItself =
  /^(?:PUT|DELETE) \/me\/library$|^GET \/me\/library\/contains$|^(?:POST|PUT|DELETE) \/playlists\/|^POST \/.*\/playlists$/;

function demandScopes(route: ApiRoute, access: Access): void {
  const needed = route.scopes.filter((scope) => !notDemanded.has(scope));
  if (needed.length === 0 || looksItself.test(route.name)) return;
  if (!needed.some((scope) => access.scopes.includes(scope))) refuse(403, 'Insufficient client scope');
}

/** Catalogue and playlist answers carry an ETag; who sends it back gets 304 when nothing has changed. */
const tagged = /^GET \/(?:albums|artists|tracks|playlists)\/\{id\}/;

function withTag(route: string, ask: Ask, answer: Answer): Answer {
  if (answer.status !== 200 || !tagged.test(route)) return answer;
  const etag = `"MC-${createHash('md5').update(JSON.stringify(answer.json)).digest('base64')}"`;
  const headers = { ...answer.headers, etag, 'cache-control': 'public, max-age=0' };
  return ask.headers['if-none-match'] === etag ? { status: 304, headers } : { ...answer, headers };
}

/** The Web API below `/v1`. */
export function createApi(parts: ApiParts): {
  routeOf(method: string, path: string): string;
  answer(ask: Ask): Answer;
} {
  const find = (method: string, path: string): ReturnType<typeof findApiRoute> =>
    path.startsWith('/v1/') ? findApiRoute(method, path.slice(3).replace(/\/$/, '')) : undefined;

  const answer = (ask: Ask): Answer => {
    if (ask.query.has('access_token')) parts.complain(`${ask.method} ${ask.path} carries a token in its address`);
    const found = find(ask.method, ask.path);
    if (found === undefined) refuse(404, 'Service not found');
    if ('allowed' in found)
      throw new Refusal({
        status: 405,
        json: { error: { status: 405, message: 'Method not allowed.' } },
        headers: { allow: found.allowed.join(', ') },
      });
    const { route, id } = found;
    for (const name of strangeParameters(route.name, ask.query)) parts.complain(`${route.name} does not know ${name}`);
    const now = parts.clock.now();
    if (ask.headers.authorization === `Bearer ${anonymousToken}`) {
      parts.complain('the anonymous token of the embed page was used');
      refuse(429, 'Too many requests', 'QUOTA_EXCEEDED');
    }
    const access = accessOf(ask, parts.grants, now);
    const app = parts.apps.get(access.clientId) ?? refuse(401, 'Invalid access token');
    const { premium } = parts.owner;
    const noPremium = 'Active premium subscription required for the owner of the app.';
    if (premium === 'lost-text') return { status: 403, text: noPremium };
    if (premium === 'lost-json') refuse(403, noPremium);
    if (access.userId !== null && app.users !== undefined && !app.users.includes(access.userId))
      return { status: 403, text: 'User not registered in the Developer Dashboard' };
    const tooMany = parts.quota.take(route.name);
    if (tooMany) return tooMany;
    const regime = parts.regimeOf(app);
    const gone = withdrawn(route, regime);
    if (gone === 404) refuse(404, 'Resource not found');
    if (gone === 403) refuse(403, 'Forbidden');
    demandScopes(route, access);
    const handler = handlers[route.name];
    if (!handler) throw new Error(`no handler for ${route.name}`);
    const country = access.userId === null ? undefined : parts.world.users.get(access.userId)?.country;
    const asked = ask.query.get('market');
    if (asked !== null && !/^(?:[A-Z]{2}|from_token)$/.test(asked)) refuse(400, 'Invalid market code');
    const call: Call = {
      ask,
      route: route.name,
      id,
      query: ask.query,
      access,
      regime,
      world: parts.world,
      manners: parts.manners,
      now,
      apiUrl: parts.apiUrl(),
      // the account's country goes first
      market: country ?? (asked === 'from_token' ? null : asked),
      marketAsked: asked !== null,
    };
    return withTag(route.name, ask, handler(call));
  };

  return {
    routeOf(method, path) {
      const found = find(method, path);
      return found !== undefined && 'route' in found ? found.route.name : `${method} ${path}`;
    },
    answer,
  };
}

/** Names of routes that have a handler; for the test that none is missing. */
export const handledRoutes: readonly string[] = Object.keys(handlers);
