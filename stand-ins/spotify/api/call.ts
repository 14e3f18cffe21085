import type { Access } from '../accounts/grants.ts';
import { type Answer, type Ask, refuse } from '../http.ts';
import type { User } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { limitsOf, type Regime } from './regimes.ts';

/** Manners of the service that are not certain, or that change. */
export interface Manners {
  /** What a search with a limit above the largest does in the restricted regime: both have been seen. */
  overLimit: 'refuse' | 'clamp';
  /** Every n-th entry of a page of search results is null; 0: none. */
  nullEveryNthResult: number;
  /** By how much the total of a search moves from page to page. */
  searchTotalDrift: number;
  /** Rows of a playlist carry both `item` and `track`. */
  bothRowNames: boolean;
}

/** One call of the Web API after sign-in, scope and regime were looked at. */
export interface Call {
  readonly ask: Ask;
  /** As in the call counter. */
  readonly route: string;
  /** The segment in braces. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly access: Access;
  readonly regime: Regime;
  readonly world: World;
  readonly manners: Manners;
  /** Unix ms by the stand-in's clock. */
  readonly now: number;
  /** With `/v1`, for the addresses inside answers. */
  readonly apiUrl: string;
  /** The country that decides what can be played; `null`: none is known. */
  readonly market: string | null;
  /** Whether the caller named the market (only then are tracks exchanged and `available_markets` left out). */
  readonly marketAsked: boolean;
}

/** What answers a route. */
export type Handler = (call: Call) => Answer;

/** Shorthand for 200 with JSON. */
export const ok = (json: unknown, status = 200): Answer => ({ status, json });

/** The person who signed in. Refuses with 401 when nobody did (client credentials). */
export function personOf(call: Call): User {
  const user = call.access.userId === null ? undefined : call.world.users.get(call.access.userId);
  return user ?? refuse(401, 'Valid user authentication required');
}

/** Refuses with 403 unless one of the scopes was granted. */
export function needScope(call: Call, ...oneOf: readonly string[]): void {
  if (!oneOf.some((scope) => call.access.scopes.includes(scope))) refuse(403, 'Insufficient client scope');
}

/** The JSON object in the body. Refuses with 400 when there is none. */
export function bodyOf(call: Call): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(call.ask.body.toString('utf8'));
  } catch {
    refuse(400, 'Error parsing JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) refuse(400, 'Error parsing JSON.');
  return body as Record<string, unknown>;
}

/** A whole number of the query; refuses with 400 `Invalid …` when it is none or out of range. */
export function wholeNumber(call: Call, name: string, fallback: number, range: { min: number; max: number }): number {
  const text = call.query.get(name);
  if (text === null) return fallback;
  const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value < range.min || value > range.max) refuse(400, `Invalid ${name}`);
  return value;
}

/** `limit` by the route's rules. */
export function limitOf(call: Call): number {
  const { usual, most } = limitsOf(call.route, call.regime);
  const clamps = call.manners.overLimit === 'clamp' && call.regime === 'dev_restricted' && most === 10;
  const limit = wholeNumber(call, 'limit', usual, { min: 1, max: clamps ? 50 : most });
  return Math.min(limit, most);
}

/** `offset` of the query. */
export const offsetOf = (call: Call, max = 100_000): number => wholeNumber(call, 'offset', 0, { min: 0, max });

/** Identifiers of a comma-separated list; refuses with 400 when there is none or too many. */
export function idsOf(call: Call, name: string, most: number): readonly string[] {
  const text = call.query.get(name);
  if (text === null || text === '') refuse(400, `Missing required field: ${name}`);
  const ids = text.split(',');
  if (ids.length > most) refuse(400, `Too many ${name} requested`);
  return ids;
}

/** Path with the query of the call, some parameters set anew, for `href` and `next`. */
export function addressOf(call: Call, changes: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams();
  // `market` and `fields` are dropped, as in the original
  for (const [name, value] of call.query) if (name !== 'market' && name !== 'fields') query.set(name, value);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return `${call.apiUrl}${call.ask.path.replace(/^\/v1/, '')}?${query.toString()}`;
}

/** A page of an offset list. */
export interface Page {
  readonly href: string;
  readonly limit: number;
  readonly next: string | null;
  readonly offset: number;
  readonly previous: string | null;
  readonly total: number;
  readonly items: readonly unknown[];
}

/** Cuts a page out of a list by the call's `limit` and `offset`. `hidden` is added to the total only. */
export function pageOf<T>(call: Call, list: readonly T[], show: (entry: T) => unknown, hidden = 0): Page {
  const limit = limitOf(call);
  const offset = offsetOf(call);
  const at = (where: number): string => addressOf(call, { offset: String(where), limit: String(limit) });
  return {
    href: at(offset),
    limit,
    next: offset + limit < list.length ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total: list.length + hidden,
    items: list.slice(offset, offset + limit).map(show),
  };
}
