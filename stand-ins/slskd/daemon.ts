import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, createClock } from './clock.ts';
import { createNetwork, type Network } from './network.ts';
import type { People } from './people.ts';
import { createSearches, type Searches } from './searches.ts';
import { openStore, type Store } from './state.ts';
import { createTransfers, type Transfers } from './transfers.ts';
import { postToWebhooks } from './webhooks.ts';
import { atLeast } from './wire.ts';
import type { DaemonVersion, StandInOptions } from './world.ts';

/** Options with every default filled in. */
export interface Settings {
  readonly version: DaemonVersion;
  readonly apiKey: string;
  readonly username: string;
  readonly downloads: string;
  readonly incomplete: string;
  readonly pattern: string;
  readonly exists: 'rename' | 'overwrite';
  readonly retry: {
    readonly attempts: number;
    readonly delayMs: number;
    readonly maxDelayMs: number;
    readonly resume: boolean;
  };
  readonly remoteFileManagement: boolean;
  readonly acceptMs: number;
  readonly moveMs: number;
  readonly staleFailures: boolean;
  readonly authentication: 'key' | 'none';
  readonly volatile: boolean;
}

/** Everything that runs inside one life of the daemon, from start to stop or crash. */
export interface Daemon {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly store: Store;
  readonly network: Network;
  readonly searches: Searches;
  readonly transfers: Transfers;
  /** At least that version. */
  is(floor: string): boolean;
  raise(type: string, data: object, timestamp?: string): void;
  readonly searchBudget: StandInOptions['searchBudget'];
  /** Decodes a username segment of a path; before 0.24.3 an escaped slash stays escaped, so such a name cannot be addressed. */
  username(segment: string): string;
  /** Stops every timer and closes the journal; nothing is written afterwards. */
  halt(): void;
}

/** Fills in the defaults. Throws when the API key has a length that the daemon refuses. */
export function settle(options: StandInOptions): Settings {
  const apiKey = options.apiKey ?? 'stand-in-api-key-0123456789';
  if (apiKey.length < 16 || apiKey.length > 255) throw new Error('An API key has 16 to 255 characters');
  return {
    version: options.version ?? '0.26.0',
    apiKey,
    username: options.soulseekUsername ?? 'harmony-test',
    downloads: resolve(options.dir, 'downloads'),
    incomplete: resolve(options.dir, 'incomplete'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the daemon's own placeholder
    pattern: options.subdirectory ?? '${SOURCE_DIRECTORY}',
    exists: options.exists ?? 'rename',
    retry: {
      attempts: options.retry?.attempts ?? 3,
      delayMs: options.retry?.delayMs ?? 5000,
      maxDelayMs: options.retry?.maxDelayMs ?? 60_000,
      resume: (options.retry?.partial ?? 'resume') === 'resume',
    },
    remoteFileManagement: options.remoteFileManagement ?? false,
    acceptMs: options.acceptMs ?? 40,
    moveMs: options.moveMs ?? 50,
    staleFailures: options.staleFailures ?? false,
    authentication: options.authentication ?? 'key',
    volatile: options.volatile ?? false,
  };
}

/** Starts one life of the daemon on its folder and does what a real one does at start: closes unfinished rows and asks anew. */
export function startDaemon(options: StandInOptions, people: People): Daemon {
  const settings = settle(options);
  mkdirSync(settings.downloads, { recursive: true });
  mkdirSync(settings.incomplete, { recursive: true });
  const clock = createClock(options.timeScale ?? 1);
  const store = openStore(join(options.dir, 'state'), settings.volatile);
  const raise = (type: string, data: object, timestamp = new Date().toISOString()): void => {
    const event = { id: randomUUID(), timestamp, type, data: JSON.stringify(data) };
    store.put('event', event);
    if (!clock.stopped()) postToWebhooks(options.webhooks ?? [], event, clock);
  };
  const network = createNetwork({ world: options.world, people, clock, store, username: settings.username, raise });
  const searches = createSearches({
    store,
    clock,
    network,
    concurrency: atLeast(settings.version, '0.24.0') ? 2 : 10,
  });
  const transfers = createTransfers({ store, clock, network, rules: settings, raise });
  searches.recover();
  transfers.recover();
  return {
    settings,
    clock,
    store,
    network,
    searches,
    transfers,
    is: (floor) => atLeast(settings.version, floor),
    raise,
    searchBudget: options.searchBudget,
    username(segment) {
      const kept = atLeast(settings.version, '0.24.3') ? segment : segment.replaceAll(/%2f/gi, '%252F');
      try {
        return decodeURIComponent(kept);
      } catch {
        return segment;
      }
    },
    halt() {
      clock.stop();
      store.close();
    },
  };
}
