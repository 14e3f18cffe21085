import { type Mood, type MoodReading, ServiceFault } from '#platform/outbound';
import { createClient, type PlexClient } from './client.ts';
import { createPlaylists, type PlexPlaylists } from './playlists.ts';
import { createPlexTv, type PlexTv } from './plex-tv.ts';
import { type LineNews, listenToPlex, type PlexNotification } from './push.ts';
import type { PlexSettings } from './settings.ts';
import { clientHeaders, createWay, type PlexConnection } from './way.ts';

/** How Plex is, for people. */
export interface PlexStatus {
  readonly state: 'ok' | 'not_configured' | 'unauthorised' | 'unreachable';
  readonly address: string | null;
  readonly server: { readonly name: string; readonly version: string; readonly machineIdentifier: string } | null;
  readonly problem: { readonly code: string; readonly sentence: string; readonly remedy: string } | null;
  readonly mood: MoodReading;
}

/** One Plex Media Server and the account service. */
export interface Plex {
  readonly client: PlexClient;
  readonly playlists: PlexPlaylists;
  readonly account: PlexTv;
  readonly mood: Mood;
  /** Asks now, even while Plex is paused; what is wrong is part of the answer. */
  status(signal?: AbortSignal): Promise<PlexStatus>;
  /** Listens to notifications until `signal`, through breaks and restarts. */
  listen(options: {
    readonly onNotification: (notification: PlexNotification) => void;
    readonly onLine: (news: LineNews) => void;
    readonly signal: AbortSignal;
  }): Promise<void>;
  close(): Promise<void>;
}

/** Builds the flat. Nothing is asked before the first use; `connection` is read at each call, so that people may change it at any time. */
export function createPlex(deps: {
  readonly settings: PlexSettings;
  readonly connection: () => Promise<PlexConnection>;
  readonly version: string;
  readonly now?: () => Date;
  /** Only for tests: waits between two tries to listen, and between two pings. */
  readonly push?: { readonly pausesMs: readonly number[]; readonly pingMs: number };
}): Plex {
  const { settings, version } = deps;
  const clock = deps.now === undefined ? {} : { now: deps.now };
  const way = createWay({ settings, connection: deps.connection, version, ...clock });
  const client = createClient(way);
  const account = createPlexTv({ baseUrl: settings.plexTvUrl, version, ...clock });
  return {
    client,
    playlists: createPlaylists(way, client),
    account,
    mood: way.mood,
    async status(signal) {
      const { baseUrl: address } = await deps.connection();
      try {
        const { machineIdentifier, version: of } = await client.identity(signal, true);
        const name = await client.name(signal, true);
        const server = { name, version: of, machineIdentifier };
        return { state: 'ok', address, server, problem: null, mood: way.mood.read() };
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        const { code, message: sentence, remedy } = error;
        const state =
          code === 'not_configured'
            ? code
            : code === 'unauthorised' || code === 'forbidden'
              ? 'unauthorised'
              : 'unreachable';
        return { state, address, server: null, problem: { code, sentence, remedy }, mood: way.mood.read() };
      }
    },
    listen: (options) =>
      listenToPlex({ ...options, ...deps.push, way, client, headers: (id) => clientHeaders(id, version) }),
    async close() {
      await Promise.all([way.close(), account.close()]);
    },
  };
}
