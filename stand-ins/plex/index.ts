import { createFaults, type FaultRule } from '../slskd/faults.ts';
import { container, type Route } from './http.ts';
import { createLibrary, type Library } from './library.ts';
import { createPush } from './push.ts';
import { libraryRoutes } from './routes/library.ts';
import { playRoutes } from './routes/play.ts';
import { playlistRoutes } from './routes/playlists.ts';
import { createScanner } from './scan.ts';
import { createWebServer, type Manner, type RequestRecord } from './server.ts';
import type { Playlist, State } from './server-state.ts';
import type { Json } from './wire.ts';
import type { World } from './world.ts';

export { createPlexTvStandIn, type PlexTvStandIn } from './plex-tv.ts';
export type { World, WorldAlbum, WorldSection, WorldTrack } from './world.ts';

/** How a stand-in is made. */
export interface Options {
  readonly world: World;
  readonly token?: string;
  readonly machineIdentifier?: string;
  /** Milliseconds since 1970; default the real clock. */
  readonly now?: () => number;
  /** Real milliseconds of a scan; default 30. */
  readonly scanMs?: number;
  /** Rows of a page at most; default 1000. */
  readonly pageCap?: number;
  /** Longest address in bytes; default 4096. */
  readonly maxUrlBytes?: number;
  /** Which ways of push the server has; default all three. */
  readonly push?: readonly ('websockets' | 'websocket' | 'eventsource')[];
}

/** A Plex Media Server with music, and the strings behind it. */
export interface PlexStandIn {
  /** Address of the server; valid after `start`. */
  readonly url: string;
  readonly token: string;
  readonly machineIdentifier: string;
  readonly library: Library;
  /** Every request since the start, oldest first. */
  readonly requests: readonly RequestRecord[];
  start(port?: number): Promise<string>;
  stop(): Promise<void>;
  /** Lets matching requests go wrong. */
  fault(rule: FaultRule): void;
  clearFaults(): void;
  /** Stops listening and breaks every connection; the library stays. */
  goDown(): Promise<void>;
  /** Listens again on the same port; `startingMs` real ms long every call is a 503. Sessions are gone. */
  comeUp(startingMs?: number): Promise<void>;
  /** From now on only this token counts, as after a password change. */
  setToken(token: string): void;
  setManner(change: Partial<Pick<Manner, 'onlyXml' | 'slowMs' | 'starting'>>): void;
  /** Puts a list there as somebody made it in Plex. */
  addPlaylist(list: { title: string; ratingKeys: readonly string[]; smart?: boolean; owner?: string }): string;
  playlist(id: string): Pick<Playlist, 'title' | 'summary' | 'posters'> & {
    readonly items: readonly { readonly id: number; readonly ratingKey: string }[];
  };
  /** Until every scan that was asked for has ended. */
  scansEnded(): Promise<void>;
  notify(type: string, list: string, entries: readonly Json[]): void;
  sendRaw(text: string): void;
  dropPush(): void;
  freezePush(): void;
  pushListeners(): number;
}

/** Makes a server; nothing runs before `start`. What it insists on: README. */
export function createPlexStandIn(options: Options): PlexStandIn {
  const now = (): number => Math.floor((options.now ?? Date.now)() / 1000);
  const library = createLibrary(options.world, now);
  const push = createPush();
  const requests: RequestRecord[] = [];
  const faults = createFaults();
  let lastId = 70;
  const state: State = {
    world: options.world,
    library,
    machineIdentifier: options.machineIdentifier ?? 'aebda823a279b219476c565be863d83739999502',
    version: '1.43.2.10687-563d026ea',
    now,
    scanMs: options.scanMs ?? 30,
    pageCap: options.pageCap ?? 1000,
    playlists: new Map(),
    queues: new Map(),
    sessions: [],
    history: [],
    nextId: () => (lastId += 1),
    notify: (type, list, entries) => push.notify(type, list, entries),
  };
  const manner: Manner = {
    token: options.token ?? 'plex-token-of-the-stand-in',
    starting: false,
    onlyXml: false,
    slowMs: 0,
    maxUrlBytes: options.maxUrlBytes ?? 4096,
    push: new Set(
      (options.push ?? ['websockets', 'websocket', 'eventsource']).map((each) => `/:/${each}/notifications`),
    ),
  };
  const scanner = createScanner(state);
  const routes = [
    ...serverRoutes(state),
    ...libraryRoutes(state, scanner),
    ...playRoutes(state),
    ...playlistRoutes(state),
  ];
  const web = createWebServer({ routes, manner, faults, push, requests });
  let url = '';
  const listen = async (port: number): Promise<string> => {
    url = await web.listen(port);
    return url;
  };

  return {
    get url() {
      return url;
    },
    get token() {
      return manner.token;
    },
    machineIdentifier: state.machineIdentifier,
    library,
    requests,
    start: (port = 0) => listen(port),
    async stop() {
      await web.close();
      await scanner.idle();
    },
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    goDown: () => web.close(),
    async comeUp(startingMs = 0) {
      state.sessions = [];
      manner.starting = startingMs > 0;
      if (startingMs > 0) setTimeout(() => (manner.starting = false), startingMs);
      await listen(Number(new URL(url).port));
    },
    setToken(token) {
      manner.token = token;
      push.drop();
    },
    setManner: (change) => void Object.assign(manner, change),
    addPlaylist({ title, ratingKeys, smart = false, owner = 'owner' }) {
      const ratingKey = String(state.nextId());
      const items = ratingKeys.flatMap((key) => {
        const item = library.item(key);
        return item === undefined ? [] : [{ id: state.nextId(), item }];
      });
      const at = now();
      state.playlists.set(ratingKey, {
        ratingKey,
        title,
        summary: '',
        smart,
        owner,
        addedAt: at,
        updatedAt: at,
        items,
        posters: [],
      });
      return ratingKey;
    },
    playlist(id) {
      const list = state.playlists.get(id);
      if (list === undefined) throw new Error(`There is no playlist ${id}.`);
      return { ...list, items: list.items.map((each) => ({ id: each.id, ratingKey: each.item.ratingKey })) };
    },
    scansEnded: () => scanner.idle(),
    notify: (type, list, entries) => push.notify(type, list, entries),
    sendRaw: (text) => push.sendRaw(text),
    dropPush: () => push.drop(),
    freezePush: () => push.freeze(),
    pushListeners: () => push.listeners(),
  };
}

/** What the server says of itself and of what hangs on it. */
function serverRoutes(state: State): Route[] {
  const { machineIdentifier, version, world } = state;
  const listed = (name: string, rows: readonly Json[]) =>
    container({ size: rows.length, ...(rows.length === 0 ? {} : { [name]: rows }) });
  return [
    {
      methods: ['GET'],
      pattern: '/identity',
      anonymous: true,
      handle: () => container({ size: 0, apiVersion: '1.2.2', claimed: true, machineIdentifier, version }),
    },
    {
      methods: ['GET'],
      pattern: '/',
      handle: () =>
        container({
          size: 0,
          friendlyName: 'Wohnzimmer',
          machineIdentifier,
          version,
          platform: 'Linux',
          myPlexSubscription: false,
        }),
    },
    { methods: ['GET'], pattern: '/devices', handle: () => listed('Device', world.devices ?? []) },
    { methods: ['GET'], pattern: '/livetv/dvrs', handle: () => listed('Dvr', world.dvrs ?? []) },
    { methods: ['GET'], pattern: '/livetv/sessions', handle: () => listed('Metadata', []) },
  ];
}
