import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Interrupted } from '../clock.ts';
import type { Daemon } from '../daemon.ts';
import { type Answer, type Ask, empty, flag, json, parseGuid, property, Refusal, type Route } from '../http.ts';
import type { TransferRow } from '../state.ts';
import { batchToWire, transferToWire, userToWire } from '../wire.ts';

const zeroGuid = '00000000-0000-0000-0000-000000000000';

interface Wanted {
  readonly filename: string;
  readonly size: number;
}

const hasTraversal = (path: string): boolean =>
  path.split(/[\\/]/).some((segment) => segment === '.' || segment === '..');

/** Absolute on Linux or on Windows; `C:x` and a single leading backslash pass for relative. */
const isAbsolute = (path: string): boolean =>
  path.startsWith('/') || path.startsWith('\\\\') || /^[A-Za-z]:[\\/]/.test(path);

/** Reads one file of a request; `sizeRequired` is the batch route's rule. */
function wanted(entry: unknown, sizeRequired: boolean): Wanted {
  if (entry === null) throw new Refusal(400, 'One or more files in the request are null');
  const filename = property(entry, 'filename');
  if (typeof filename !== 'string' || filename === '' || (sizeRequired && filename.trim() === ''))
    throw new Refusal(400, 'The Filename field is required.');
  const raw = property(entry, 'size');
  if (sizeRequired && (raw === undefined || raw === null)) throw new Refusal(400, 'The Size field is required.');
  const size = raw === undefined || raw === null ? 0 : Number(raw);
  if (!Number.isInteger(size) || (sizeRequired && size < 0))
    throw new Refusal(400, 'The field Size must be a whole number of at least 0');
  if (hasTraversal(filename))
    throw new Refusal(400, 'One or more files in the request contain a path traversal segment');
  return { filename, size };
}

/** Download routes of `/api/v0/transfers/downloads`. */
export function downloadRoutes(daemon: Daemon): Route[] {
  const { store, network, transfers, settings } = daemon;
  const version = settings.version;
  let inFlight = 0;

  const rows = (includeRemoved: boolean): TransferRow[] =>
    [...store.transfers.values()].filter((row) => row.direction === 'Download' && (includeRemoved || !row.removed));

  const username = (ask: Ask): string => daemon.username(ask.segments['username'] ?? '');

  const idOf = (ask: Ask): string => {
    const id = parseGuid(ask.segments['id'] ?? '');
    if (id === null) throw new Refusal(400);
    return id;
  };

  const find = (ask: Ask): TransferRow => {
    const row = store.transfers.get(idOf(ask));
    if (row?.direction !== 'Download') throw new Refusal(404);
    return row;
  };

  /** Holds one of the two places while the peer is looked up and connected. */
  const holding = async (work: () => Promise<Answer>): Promise<Answer> => {
    if (inFlight >= 2 && daemon.is('0.24.0'))
      throw new Refusal(429, 'Only one concurrent operation is permitted. Try again later');
    inFlight++;
    try {
      await sleep(settings.acceptMs);
      return await work();
    } finally {
      inFlight--;
    }
  };

  const lookUp = (name: string, offlineStatus: number): void => {
    if (!network.loggedIn()) {
      throw new Refusal(
        500,
        `The server connection must be connected and logged in to get a user endpoint (currently: ${network.state()})`,
      );
    }
    if (!network.people.online(name)) throw new Refusal(offlineStatus, `User ${name} appears to be offline`);
  };

  const connect = async (name: string): Promise<void> => {
    if (network.people.find(name)?.presence !== 'unreachable') return;
    try {
      await daemon.clock.wait(10_000);
    } catch (error) {
      if (error instanceof Interrupted) throw new Refusal(500, 'Application shut down');
      throw error;
    }
    throw new Refusal(500, `Failed to establish a direct or indirect message connection to ${name}`);
  };

  const legacy = async (ask: Ask): Promise<Answer> => {
    const name = username(ask);
    if (!Array.isArray(ask.body) || ask.body.length === 0) throw new Refusal(400, 'At least one file is required');
    const files = ask.body.map((entry: unknown) => wanted(entry, false));
    return holding(async () => {
      if (daemon.is('0.24.0')) lookUp(name, 500);
      await connect(name);
      const { enqueued, failed } = transfers.enqueue(name, files, null);
      if (!daemon.is('0.24.0')) {
        await transfers.acknowledged(enqueued.map((row) => row.id));
        const bad = enqueued.find((row) => row.state.startsWith('Completed') && !row.state.includes('Succeeded'));
        if (bad || failed.length > 0) throw new Refusal(500, bad?.exception ?? failed[0]?.message ?? 'failed');
        return empty(201);
      }
      return json(201, {
        enqueued: enqueued.map((row) => transferToWire(row, version)),
        // 0.26 serialises tuples, which have no properties.
        failed: failed.map((each) => (daemon.is('0.26.0') ? {} : each.filename)),
      });
    });
  };

  const batch = async ({ body }: Ask): Promise<Answer> => {
    const name = property(body, 'username');
    if (typeof name !== 'string' || name.trim() === '' || name.length > 500)
      throw new Refusal(400, 'The Username field is required.');
    const list = property(body, 'files');
    if (!Array.isArray(list) || list.length === 0) throw new Refusal(400, 'The Files field needs at least one entry.');
    const files = list.map((entry: unknown) => wanted(entry, true));
    if (new Set(files.map((file) => file.filename)).size !== files.length) {
      throw new Refusal(400, 'Two or more files in the request are repeated');
    }
    const options = property(body, 'options');
    const destination = property(options, 'destination');
    if (destination !== undefined && destination !== null) {
      if (typeof destination !== 'string' || destination.trim() === '')
        throw new Refusal(400, 'The destination must not be blank');
      if (isAbsolute(destination) || hasTraversal(destination)) {
        throw new Refusal(400, 'The destination must be a relative path without traversal segments');
      }
    }
    const guidOf = (field: string): string | null => {
      const text = property(body, field);
      if (text === undefined || text === null) return null;
      const id = typeof text === 'string' ? parseGuid(text) : null;
      if (id === null || id === zeroGuid)
        throw new Refusal(400, 'One or more provided identifiers is not a valid GUID/UUID');
      return id;
    };
    const id = guidOf('id') ?? randomUUID();
    const searchId = guidOf('searchId');
    return holding(async () => {
      lookUp(name, 404);
      if (options === null) throw new Refusal(500, 'Object reference not set to an instance of an object.');
      if (store.batches.has(id)) throw new Refusal(409, `A batch with ID ${id} already exists`);
      const row = {
        id,
        searchId,
        username: name,
        createdAt: new Date().toISOString(),
        destination: typeof destination === 'string' ? destination : null,
      };
      // Written before the peer is connected: after a failure the id stays taken.
      store.put('batch', row);
      await connect(name);
      const { failed } = transfers.enqueue(name, files, id);
      const status = failed.length === 0 ? 201 : failed.length === files.length ? 200 : 207;
      return json(status, { batch: batchToWire(row, rows(true), version), failures: failed });
    });
  };

  const position = async (ask: Ask): Promise<Answer> => {
    const row = store.transfers.get(idOf(ask));
    if (!row) throw new Refusal(404);
    if (!network.loggedIn()) throw new Refusal(500, 'The server connection must be connected and logged in');
    const place = transfers.position(row);
    if (place === null) throw new Refusal(500, 'The download is not queued at the peer');
    await sleep(5);
    row.placeInQueue = place;
    store.put('transfer', row);
    return json(200, place);
  };

  const routes: Route[] = [
    {
      method: 'GET',
      pattern: 'transfers/downloads',
      handle(ask) {
        const users = Map.groupBy(rows(flag(ask.query, 'includeRemoved')), (row) => row.username);
        return json(
          200,
          [...users].map(([name, list]) => userToWire(name, list, version)),
        );
      },
    },
    {
      method: 'GET',
      pattern: 'transfers/downloads/:username',
      handle(ask) {
        const name = username(ask);
        const list = rows(false).filter((row) => row.username === name);
        return list.length === 0 ? empty(404) : json(200, userToWire(name, list, version));
      },
    },
    { method: 'POST', pattern: 'transfers/downloads/:username', takesBody: 'strict', handle: legacy },
    {
      method: 'GET',
      pattern: 'transfers/downloads/:username/:id',
      handle: (ask) => json(200, transferToWire(find(ask), version)),
    },
    { method: 'GET', pattern: 'transfers/downloads/:username/:id/position', handle: position },
    {
      method: 'DELETE',
      pattern: 'transfers/downloads/:username/:id',
      handle(ask) {
        const id = idOf(ask);
        transfers.cancel(id);
        if (flag(ask.query, 'remove')) transfers.remove(id);
        return empty(204);
      },
    },
    {
      method: 'DELETE',
      pattern: 'transfers/downloads/all/completed',
      handle() {
        for (const row of rows(false)) transfers.remove(row.id);
        return empty(204);
      },
    },
  ];
  if (!daemon.is('0.26.0')) return routes;
  return [
    ...routes,
    { method: 'POST', pattern: 'transfers/downloads/batches', takesBody: 'strict', handle: batch },
    {
      method: 'GET',
      pattern: 'transfers/downloads/batches/:id',
      handle(ask) {
        const id = parseGuid(ask.segments['id'] ?? '');
        if (id === null) throw new Refusal(400, `The specified id ${ask.segments['id']} is not a valid GUID/UUID`);
        const row = store.batches.get(id);
        return row ? json(200, batchToWire(row, rows(true), version)) : empty(404);
      },
    },
  ];
}
