import { setTimeout as sleep } from 'node:timers/promises';
import { type LineEnd, listenEvents, listenSocket, ServiceFault } from '#platform/outbound';
import type { PlexClient } from './client.ts';
import type { Way } from './way.ts';
import type { Json } from './wire.ts';

/** Something that happened at Plex, as it came. */
export interface PlexNotification {
  /** `playing`, `timeline`, `activity`, … ; new ones come with new servers. */
  readonly type: string;
  readonly entries: readonly Json[];
  /** As a frame of the websocket has it, whichever way it came. */
  readonly container: Json;
}

/** What is heard of the line itself. */
export interface LineNews {
  readonly connected: boolean;
  readonly fault: ServiceFault | null;
}

/** Ways of push, best first: servers know one spelling or both, and proxies let only some of them through. */
const sockets = ['/:/websockets/notifications', '/:/websocket/notifications'];
const events = '/:/eventsource/notifications';
/** Waits between two tries; the last one repeats. */
const pausesMs = [1000, 2000, 5000, 15_000, 30_000, 60_000];
/** A line that held for so long was a good one: the next break begins with the first wait. */
const goodMs = 30_000;

/** Listens until `signal`; connects anew whenever the line breaks. Whoever listens learns of gaps by `onLine`, and reads anew what matters: Plex repeats nothing. */
export async function listenToPlex(deps: {
  readonly way: Way;
  readonly client: PlexClient;
  readonly headers: (clientIdentifier: string) => Record<string, string>;
  readonly onNotification: (notification: PlexNotification) => void;
  readonly onLine: (news: LineNews) => void;
  readonly signal: AbortSignal;
  /** Only for tests. */
  readonly pausesMs?: readonly number[];
  readonly pingMs?: number;
}): Promise<void> {
  const { way, client, signal } = deps;
  const pauses = deps.pausesMs ?? pausesMs;
  let failures = 0;
  // once one way works, the others are not tried before it breaks
  let known: string | null = null;

  async function once(): Promise<void> {
    // tells a wrong token or a server that starts apart from a way that does not exist
    await client.name(signal, true);
    const { baseUrl, token, clientIdentifier } = await way.configured();
    const line = {
      service: 'Plex',
      baseUrl,
      headers: { ...deps.headers(clientIdentifier), 'x-plex-token': token },
      signal,
      ...(deps.pingMs === undefined ? {} : { pingMs: deps.pingMs }),
      onOpen: () => deps.onLine({ connected: true, fault: null }),
    };
    const order = known === null ? [...sockets, events] : [known];
    for (const path of order) {
      const ended: LineEnd =
        path === events
          ? await listenEvents({ ...line, path, onEvent: (type, text) => heard(type, text) })
          : await listenSocket({ ...line, path, onText: (text) => heard(null, text) });
      if (ended === 'broken') {
        known = path;
        return;
      }
    }
    known = null;
    throw new ServiceFault({
      service: 'Plex',
      code: 'unreachable',
      sentence: 'Plex answers, but lets nobody listen to its notifications.',
      remedy: 'See whether a proxy before Plex lets websockets through.',
    });
  }

  function heard(type: string | null, text: string): void {
    const notification = readNotification(type, text);
    if (notification !== null) deps.onNotification(notification);
  }

  while (!signal.aborted) {
    const begunAt = Date.now();
    let fault: ServiceFault | null = null;
    try {
      await once();
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
      if (error.code === 'aborted') return;
      fault = error;
    }
    if (signal.aborted) return;
    deps.onLine({ connected: false, fault });
    failures = Date.now() - begunAt > goodMs ? 0 : failures;
    const pause = (pauses[Math.min(failures, pauses.length - 1)] ?? 0) * (0.8 + Math.random() * 0.4);
    failures += 1;
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** A frame of the websocket, or an event with its name; `null` for what is none. */
export function readNotification(event: string | null, text: string): PlexNotification | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const container = event === null ? (parsed as Json)['NotificationContainer'] : parsed;
  if (typeof container !== 'object' || container === null) return null;
  const type = event ?? (container as Json)['type'];
  if (typeof type !== 'string') return null;
  const lists = Object.entries(container as Json).flatMap(([name, value]): [string, Json[]][] => {
    if (Array.isArray(value))
      return [[name, value.filter((each): each is Json => typeof each === 'object' && each !== null)]];
    return typeof value === 'object' && value !== null ? [[name, [value as Json]]] : [];
  });
  const entries = lists.flatMap(([, list]) => list);
  return { type, entries, container: { type, size: entries.length, ...Object.fromEntries(lists) } };
}
