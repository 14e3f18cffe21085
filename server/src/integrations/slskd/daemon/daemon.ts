import type { Mood, MoodReading } from '#platform/outbound';
import { ServiceFault } from '#platform/outbound';
import type { SlskdClient } from './client.ts';
import type { SlskdConnection } from './way.ts';
import { type Json, objectOf, textOf } from './wire.ts';

/** What the daemon can do and how it is set up; decides routes and naming rules. */
export interface DaemonFacts {
  readonly version: string;
  /** Batches route with destination, own retries (0.26). */
  readonly batches: boolean;
  /** User names are decoded from URLs exactly (0.24.3); before, `/` in a name cannot be addressed. */
  readonly exactUsernames: boolean;
  /** Tries that the daemon makes by itself; 1 means none after the first. */
  readonly ownTries: number;
  /** As the daemon sees it. */
  readonly downloadsRoot: string | null;
  readonly subdirectory: string | null;
}

/** For people: is Soulseek usable, and if not, what is to be done. */
export interface SlskdStatus {
  readonly connected: boolean;
  readonly address: string;
  readonly version: string | null;
  readonly loggedIn: boolean;
  /** The daemon's own word for its connection to the Soulseek server. */
  readonly serverState: string | null;
  readonly username: string | null;
  readonly shares: { readonly directories: number; readonly files: number; readonly scanning: boolean } | null;
  /** As the daemon sees it, and as it is seen from here. */
  readonly downloadsFolder: { readonly daemon: string | null; readonly local: string | null };
  readonly problem: { readonly code: string; readonly sentence: string; readonly remedy: string } | null;
  readonly mood: MoodReading;
}

/** Compares the first three numbers of a version; `null` when there are none or all are zero (a home-built daemon). */
export function versionOf(text: string): readonly [number, number, number] | null {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (found === null) return null;
  const numbers = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] as const;
  return numbers.every((number) => number === 0) ? null : numbers;
}

/** Whether a version is at least `[major, minor, patch]`. */
export function atLeast(version: readonly number[], wanted: readonly number[]): boolean {
  for (const [index, number] of wanted.entries()) {
    const have = version[index] ?? 0;
    if (have !== number) return have > number;
  }
  return true;
}

/** Reads the facts out of `GET /application` and `GET /options`. A daemon without version is judged by the options it has. */
export function factsOf(application: Json, options: Json): DaemonFacts {
  const versions = objectOf(application['version']);
  const version = textOf(versions['current']) ?? textOf(versions['full']) ?? '0.0.0';
  const download = objectOf(objectOf(options['transfers'])['download']);
  const number = versionOf(version);
  const batches = number === null ? 'destination' in download : atLeast(number, [0, 26, 0]);
  const tries = objectOf(download['retry'])['attempts'];
  return {
    version,
    batches,
    exactUsernames: number === null ? batches : atLeast(number, [0, 24, 3]),
    ownTries: batches ? (typeof tries === 'number' ? tries : 3) : 1,
    downloadsRoot: textOf(objectOf(options['directories'])['downloads']),
    subdirectory: textOf(objectOf(download['destination'])['subdirectory']),
  };
}

/** Knows the daemon; asks at most once a minute. */
export interface Daemon {
  facts(signal: AbortSignal): Promise<DaemonFacts>;
  /** Never throws: what is wrong is part of the answer. Asks even while the service is paused. */
  status(signal?: AbortSignal): Promise<SlskdStatus>;
}

/** The daemon behind `client`. */
export function createDaemon(deps: {
  readonly client: SlskdClient;
  readonly mood: Mood;
  readonly connection: () => Promise<SlskdConnection>;
  readonly now?: () => Date;
}): Daemon {
  const now = deps.now ?? (() => new Date());
  let cached: { facts: DaemonFacts; of: string; until: number } | null = null;

  return {
    async facts(signal) {
      const at = now().getTime();
      const { baseUrl } = await deps.connection();
      // After a failure the daemon may come back as another version.
      const calm = deps.mood.read().level === 0;
      if (cached?.of === baseUrl && calm && cached.until > at) return cached.facts;
      const facts = factsOf(await deps.client.application(signal), await deps.client.options(signal));
      cached = { facts, of: baseUrl, until: at + 60_000 };
      return facts;
    },
    async status(signal) {
      try {
        const application = await deps.client.application(signal, true);
        const facts = factsOf(application, await deps.client.options(signal, true));
        // read last: who changes it while slskd is asked hears of the one that answered
        const { baseUrl: address, downloadsDir } = await deps.connection();
        return { ...readStatus(application, facts, { address, downloadsDir }), mood: deps.mood.read() };
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        const { baseUrl: address, downloadsDir } = await deps.connection();
        return {
          connected: false,
          address,
          version: null,
          loggedIn: false,
          serverState: null,
          username: null,
          shares: null,
          downloadsFolder: { daemon: null, local: downloadsDir },
          problem: { code: error.code, sentence: error.message, remedy: error.remedy },
          mood: deps.mood.read(),
        };
      }
    },
  };
}

function readStatus(
  application: Json,
  facts: DaemonFacts,
  deps: { readonly address: string; readonly downloadsDir: string | null },
): Omit<SlskdStatus, 'mood'> {
  const server = objectOf(application['server']);
  const shares = objectOf(application['shares']);
  const loggedIn = server['isLoggedIn'] === true;
  const state = textOf(server['state']);
  const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
  return {
    connected: loggedIn,
    address: deps.address,
    version: facts.version,
    loggedIn,
    serverState: state,
    username: textOf(objectOf(application['user'])['username']),
    shares: {
      directories: count(shares['directories']),
      files: count(shares['files']),
      scanning: shares['scanning'] === true,
    },
    downloadsFolder: { daemon: facts.downloadsRoot, local: deps.downloadsDir ?? facts.downloadsRoot },
    problem: loggedIn
      ? null
      : {
          code: 'not_logged_in',
          sentence: `slskd runs but is not logged in at the Soulseek server (${state ?? 'unknown state'}).`,
          remedy: 'If it does not log in by itself within minutes, check name and password in slskd and connect there.',
        },
  };
}
