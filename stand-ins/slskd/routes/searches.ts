import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Daemon } from '../daemon.ts';
import { type Ask, empty, flag, json, parseGuid, parseJsonGuid, property, Refusal, type Route } from '../http.ts';
import { parseQuery } from '../shares.ts';
import type { SearchRow } from '../state.ts';
import { searchToWire } from '../wire.ts';

const zeroGuid = '00000000-0000-0000-0000-000000000000';

/** A number that .NET would bind: a JSON number, or a string that holds one. */
function integer(body: unknown, name: string, fallback: number, minimum: number | undefined): number {
  const value = property(body, name);
  if (value === undefined || value === null) return fallback;
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 2_147_483_647)
    throw new Refusal(400, `The field ${name} must be a whole number`);
  if (minimum !== undefined && number < minimum)
    throw new Refusal(400, `The field ${name} must be at least ${minimum}`);
  return number;
}

/** Search routes of `/api/v0/searches`. */
export function searchRoutes(daemon: Daemon): Route[] {
  const { store, searches } = daemon;
  const strict = daemon.is('0.24.4');
  let accepting = 0;
  const recent: number[] = [];

  const find = (ask: Ask): SearchRow => {
    const row = store.searches.get(parseGuid(ask.segments['id'] ?? '') ?? zeroGuid);
    if (!row) throw new Refusal(404);
    return row;
  };

  const overBudget = (): boolean => {
    const budget = daemon.searchBudget;
    if (!budget) return false;
    const now = Date.now();
    recent.push(now);
    while ((recent[0] ?? now) < now - budget.perMs / daemon.clock.scale) recent.shift();
    return recent.length > budget.count;
  };

  const post = async ({ body }: Ask) => {
    const text = property(body, 'searchText');
    if (typeof text !== 'string' || text.trim() === '') throw new Refusal(400, 'The searchText field is required.');
    const givenId = property(body, 'id');
    const id = givenId === undefined || givenId === null ? randomUUID() : parseJsonGuid(givenId);
    if (id === null) throw new Refusal(400, 'The JSON value could not be converted to a GUID. Path: $.id');
    const filter = property(body, 'filterResponses') ?? undefined;
    if (filter !== undefined && typeof filter !== 'boolean')
      throw new Refusal(400, 'The field filterResponses must be true or false');
    const limits = {
      timeoutMs: integer(body, 'searchTimeout', 15_000, strict ? 5 : undefined),
      responseLimit: integer(body, 'responseLimit', 250, strict ? 0 : undefined),
      fileLimit: integer(body, 'fileLimit', 25_000, strict ? 0 : undefined),
      filterResponses: filter ?? true,
      minimumResponseFileCount: integer(body, 'minimumResponseFileCount', 1, strict ? 0 : undefined),
      maximumPeerQueueLength: integer(body, 'maximumPeerQueueLength', 2_147_483_647, strict ? 0 : undefined),
      minimumPeerUploadSpeed: integer(body, 'minimumPeerUploadSpeed', 0, strict ? 0 : undefined),
    };
    if (accepting > 0 && daemon.is('0.24.0'))
      throw new Refusal(429, 'Only one concurrent operation is permitted. Try again later');
    accepting++;
    try {
      await sleep(daemon.settings.acceptMs);
      if (store.searches.has(id)) throw new Refusal(500, 'An error occurred while saving the entity changes.');
      const query = parseQuery(text);
      const refuse = (): never => {
        searches.fail(id, query);
        throw new Refusal(
          400,
          'The search text must contain a word of two or more characters that is not an exclusion',
        );
      };
      // Nothing but exclusions is found out before the link is looked at, nothing but single characters after.
      if (query.onlyExclusions) refuse();
      if (!daemon.network.loggedIn()) {
        searches.fail(id, query);
        throw new Refusal(
          409,
          `The server connection must be connected and logged in to perform a search (currently: ${daemon.network.state()})`,
        );
      }
      if (query.words.length === 0) refuse();
      const row = searches.start(id, query, limits);
      if (overBudget()) daemon.network.ban(30 * 60_000);
      return json(200, searchToWire(row, false));
    } finally {
      accepting--;
    }
  };

  return [
    { method: 'POST', pattern: 'searches', takesBody: 'strict', handle: post },
    {
      method: 'GET',
      pattern: 'searches',
      handle: () =>
        json(
          200,
          [...store.searches.values()].map((row) => searchToWire(row, false)),
        ),
    },
    {
      method: 'GET',
      pattern: 'searches/:id',
      handle: (ask) => json(200, searchToWire(find(ask), flag(ask.query, 'includeResponses'))),
    },
    { method: 'GET', pattern: 'searches/:id/responses', handle: (ask) => json(200, find(ask).responses) },
    {
      method: 'PUT',
      pattern: 'searches/:id',
      handle(ask) {
        searches.cancel(find(ask).id);
        return empty(200);
      },
    },
    {
      method: 'DELETE',
      pattern: 'searches/:id',
      handle(ask) {
        store.drop('search', find(ask).id);
        return empty(204);
      },
    },
  ];
}
