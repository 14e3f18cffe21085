import { type Daemon, settle, startDaemon } from './daemon.ts';
import { createFaults, type FaultRule } from './faults.ts';
import type { Route } from './http.ts';
import { createPeople } from './people.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { eventRoutes } from './routes/events.ts';
import { fileRoutes } from './routes/files.ts';
import { searchRoutes } from './routes/searches.ts';
import { shareRoutes } from './routes/shares.ts';
import { systemRoutes } from './routes/system.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { userRoutes } from './routes/users.ts';
import { createWebServer, type RequestRecord } from './server.ts';
import { newTransfer } from './state.ts';
import type { Peer, StandInOptions } from './world.ts';

export type { FaultRule, HttpFault } from './faults.ts';
export type { RequestRecord } from './server.ts';
export type { Webhook } from './webhooks.ts';
export type { DaemonVersion, Peer, SharedFile, StandInOptions, TransferBehaviour, World } from './world.ts';
export { versions } from './world.ts';

/** The strings behind the scene: what a test does to the daemon and its network. */
export interface Control {
  /** Every request since the start, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** Lets matching requests go wrong. */
  fault(rule: FaultRule): void;
  clearFaults(): void;
  /** Stops listening and breaks every connection; transfers go on inside. */
  goDown(): Promise<void>;
  /** Listens again on the same port. */
  comeUp(): Promise<void>;
  /** The process dies and starts again: unfinished rows are closed and asked for under new ids. `downMs` real ms in between. */
  restart(downMs?: number): Promise<void>;
  /** Drops the link to the Soulseek server until `connect` (or `PUT /server`). */
  disconnect(reason?: string): void;
  connect(): void;
  /** Loses the link; the daemon connects again by itself. */
  dropLink(): void;
  /** Bans the account for that many simulated ms (default 30 minutes). */
  ban(ms?: number): void;
  setPresence(username: string, online: boolean): void;
  /** Adds or replaces a peer. */
  setPeer(peer: Peer): void;
  /** Searches that run inside the daemon now; never more than the version allows. */
  runningSearches(): number;
  /** Puts a row into the list of uploads, as if somebody took that file from us. */
  addUpload(upload: {
    readonly username: string;
    readonly filename: string;
    readonly size: number;
    readonly state?: string;
  }): void;
}

/** The daemon's stand-in; nothing runs before `start`. */
export interface SlskdStandIn {
  /** Origin with URL base, without `/api`; valid after `start`. */
  readonly url: string;
  readonly apiKey: string;
  /** Absolute folders as the daemon sees them. */
  readonly downloads: string;
  readonly incomplete: string;
  /** Resolves to `url`. */
  start(): Promise<string>;
  stop(): Promise<void>;
  readonly control: Control;
}

/** A relay agent has no network of its own. */
const forAgent = (route: Route): Route =>
  /^(?:searches|transfers|users|conversations|rooms)/.test(route.pattern) ||
  (route.pattern === 'server' && route.method !== 'GET')
    ? { ...route, handle: () => ({ status: 403 }) }
    : route;

/** Makes a stand-in of slskd over a folder and a world. Throws on options that the daemon would refuse to start with. */
export function createSlskdStandIn(options: StandInOptions): SlskdStandIn {
  const settings = settle(options);
  const people = createPeople(options.world);
  const faults = createFaults();
  const requests: RequestRecord[] = [];
  const urlBase = (options.urlBase ?? '').replace(/\/+$/, '');
  let daemon: Daemon | undefined;
  let routes: Route[] | undefined;
  let origin = '';
  const web = createWebServer({
    apiKey: settings.apiKey,
    authentication: settings.authentication,
    urlBase,
    faults,
    requests,
    routes: () => routes,
  });

  const live = (): Daemon => {
    if (!daemon) throw new Error('The stand-in is not running');
    return daemon;
  };
  const wake = (): void => {
    const fresh = startDaemon(options, people);
    daemon = fresh;
    const restart = (): void => {
      // The answer goes out first.
      setImmediate(() => void control.restart(50));
    };
    const shutdown = (): void => {
      setImmediate(() => void stop());
    };
    const all = [
      ...systemRoutes(fresh, { restart, shutdown }),
      ...searchRoutes(fresh),
      ...downloadRoutes(fresh),
      ...eventRoutes(fresh),
      ...userRoutes(fresh),
      ...conversationRoutes(fresh),
      ...shareRoutes(fresh),
      ...uploadRoutes(fresh),
      ...fileRoutes(fresh),
    ];
    routes = options.relayAgent === true ? all.map(forAgent) : all;
  };
  const sleepUntilDown = async (): Promise<void> => {
    daemon?.halt();
    daemon = undefined;
    routes = undefined;
    await web.close();
  };
  const listen = async (port: number): Promise<void> => {
    origin = await web.listen(port);
  };
  const portNow = (): number => Number(new URL(origin).port);
  let stopped = false;
  const stop = async (): Promise<void> => {
    stopped = true;
    await sleepUntilDown();
  };

  const control: Control = {
    requests,
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    goDown: () => web.close(),
    comeUp: () => listen(portNow()),
    async restart(downMs = 0) {
      await sleepUntilDown();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      if (stopped) return;
      wake();
      await listen(portNow());
    },
    disconnect: (reason = 'Disconnected by test') => live().network.disconnect(reason),
    connect: () => void live().network.connect(),
    dropLink: () => live().network.drop(),
    ban: (ms = 30 * 60_000) => live().network.ban(ms),
    setPresence: (username, online) => people.setPresence(username, online),
    setPeer: (peer) => people.set(peer),
    runningSearches: () => live().searches.running(),
    addUpload({ username, filename, size, state = 'InProgress' }) {
      const now = new Date().toISOString();
      live().store.put('transfer', {
        ...newTransfer({ username, filename, size, direction: 'Upload', batchId: null }),
        state,
        enqueuedAt: now,
        startedAt: now,
        endedAt: state.startsWith('Completed') ? now : null,
      });
    },
  };

  return {
    get url() {
      return `${origin}${urlBase}`;
    },
    apiKey: settings.apiKey,
    downloads: settings.downloads,
    incomplete: settings.incomplete,
    async start() {
      stopped = false;
      wake();
      await listen(options.port ?? 0);
      return `${origin}${urlBase}`;
    },
    stop,
    control,
  };
}
