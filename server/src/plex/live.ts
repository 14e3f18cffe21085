import { numberOf, type Plex, type PlexNotification } from '#integrations/plex';

type Json = Readonly<Record<string, unknown>>;

/** What a listener of `GET /plex/notifications` hears. */
export type LiveNews =
  | { readonly kind: 'notification'; readonly notification: PlexNotification }
  | { readonly kind: 'lost'; readonly sentence: string };

/** One line to Plex for this process, however many look on. */
export interface PlexLive {
  start(): void;
  /** Connects anew, because address or token changed. */
  again(): void;
  stop(): Promise<void>;
  connected(): boolean;
  subscribe(listener: (news: LiveNews) => void): () => void;
}

/** Events are gathered for so long; of each thing only the last state is told. */
const gatherMs = 500;
/** More at once is told as "much has changed". */
const mostAtOnce = 50;
const kinds: Readonly<Record<number, string>> = { 8: 'artist', 9: 'album', 10: 'track' };
const changes: Readonly<Record<number, string>> = { 0: 'created', 5: 'ready', 9: 'deleted' };

/** Listens to Plex and tells the live feed: what plays, what the library has, what runs, and whether the line holds. */
export function createPlexLive(deps: {
  readonly plex: Pick<Plex, 'listen'>;
  readonly publish: (event: string, data: unknown) => void;
  readonly onFault: (what: string, error: unknown) => void;
}): PlexLive {
  const listeners = new Set<(news: LiveNews) => void>();
  let gathered = new Map<string, Json>();
  let timer: NodeJS.Timeout | null = null;
  let connected = false;
  let end: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();

  function flush(): void {
    timer = null;
    const events = [...gathered.values()];
    gathered = new Map();
    const told = events.length > mostAtOnce ? [{ type: 'library', change: 'many' }] : events;
    for (const event of told) deps.publish('plex', event);
  }
  function gather(key: string, event: Json): void {
    gathered.set(key, event);
    timer ??= setTimeout(flush, gatherMs);
  }

  function tellLine(now: boolean, sentence: string | null): void {
    if (now !== connected) deps.publish('plex', { type: 'connection', connected: now, problem: sentence });
    connected = now;
    if (!now)
      for (const listener of listeners) listener({ kind: 'lost', sentence: sentence ?? 'Plex broke the line.' });
  }

  function start(): void {
    const mine = new AbortController();
    end = mine;
    running = deps.plex
      .listen({
        signal: mine.signal,
        onLine: (news) => tellLine(news.connected, news.fault?.message ?? null),
        onNotification: (notification) => {
          for (const listener of listeners) listener({ kind: 'notification', notification });
          for (const [key, event] of eventsOf(notification)) gather(key, event);
        },
      })
      .catch((error: unknown) => deps.onFault('notifications of Plex', error));
  }

  return {
    start,
    again() {
      if (end === null) return;
      end.abort();
      start();
    },
    async stop() {
      end?.abort();
      end = null;
      await running;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      connected = false;
    },
    connected: () => connected,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What of a notification people want to see, each with a key for the thing that it is about. Unknown types are none. */
function eventsOf({ type, entries }: PlexNotification): [string, Json][] {
  const found: [string, Json][] = [];
  for (const entry of entries) {
    if (type === 'playing') {
      const session = entry['sessionKey'];
      const event = {
        type: 'playing',
        session_key: session,
        rating_key: entry['ratingKey'],
        state: entry['state'],
        view_offset_ms: numberOf(entry['viewOffset']),
      };
      found.push([`playing ${nameOf(session)}`, event]);
    }
    if (type === 'timeline') {
      const kind = kinds[numberOf(entry['type']) ?? 0];
      const change = changes[numberOf(entry['state']) ?? -1];
      if (kind === undefined || change === undefined) continue;
      const about = { rating_key: entry['itemID'], section_id: entry['sectionID'], title: entry['title'] };
      found.push([`item ${nameOf(entry['itemID'])}`, { type: 'library', change, kind, ...about }]);
    }
    if (type === 'activity') {
      const activity = entry['Activity'];
      if (typeof activity !== 'object' || activity === null) continue;
      const { title, subtitle, progress, type: of } = activity as Json;
      const event = { type: 'activity', event: entry['event'], of, title, subtitle, progress: numberOf(progress) };
      found.push([`activity ${nameOf(entry['uuid'])}`, event]);
    }
  }
  return found;
}

const nameOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '');
