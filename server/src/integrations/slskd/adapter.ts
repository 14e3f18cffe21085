import { createMood, createOutbound, type Mood } from '#platform/outbound';
import type { SearchNetwork } from '../../pipeline/2-search/ports.ts';
import type { TransferNetwork } from '../../pipeline/4-download/ports.ts';
import type { SoulseekNeighbours } from '../../soulseek/ports.ts';
import { createBatchFolders } from './batch-folders.ts';
import { createBrowse } from './browse.ts';
import { createClient } from './client.ts';
import { createDaemon, type SlskdStatus } from './daemon.ts';
import { createEnqueue } from './enqueue.ts';
import { createLocate } from './locate.ts';
import { createSearch } from './search.ts';
import { type SlskdSettings, slskdAddress } from './settings.ts';
import { createTransfers } from './transfers.ts';
import { createUploads } from './uploads.ts';
import { createUsers } from './users.ts';

/** The Soulseek network through one slskd. */
export interface Slskd {
  readonly search: SearchNetwork;
  readonly transfers: TransferNetwork;
  /** Other people, and what they take from us. */
  readonly neighbours: SoulseekNeighbours;
  readonly mood: Mood;
  /** For people; never throws for a daemon that is down. */
  status(signal?: AbortSignal): Promise<SlskdStatus>;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** A neighbour in the house: it is back within seconds after a restart, so it is never left alone for longer than a minute. */
const pausesMs = [0, 2_000, 5_000, 15_000, 30_000, 60_000];

/** Builds the flat. Nothing is asked before the first use. `onFault` hears what went wrong beside the answers (tidying up). */
export function createSlskd(deps: {
  readonly settings: SlskdSettings;
  /** Without it nothing is ever asked: every call is a `switched_off` fault. */
  readonly enabled?: boolean;
  readonly onFault: (what: string, error: unknown) => void;
  readonly now?: () => Date;
  /** Only for tests. */
  readonly pausesMs?: readonly number[];
}): Slskd {
  const { settings } = deps;
  const clock = deps.now === undefined ? {} : { now: deps.now };
  const address = slskdAddress(settings);
  const mood = createMood({
    service: 'slskd',
    ...clock,
    pausesMs: deps.pausesMs ?? pausesMs,
    switchedOff: deps.enabled === false ? { remedy: 'Add slskd to INTEGRATIONS_ENABLED.' } : undefined,
  });
  const out = createOutbound({
    service: 'slskd',
    baseUrl: address,
    mood,
    timeoutMs: settings.timeoutMs,
    retries: settings.retries,
    retryBaseMs: settings.retryBaseMs,
    // where 429 and 500 speak of a peer or of a busy place (reference §1.5, §5), the calls expect them
    unhealthy: [401, 403, 429, 500, 502, 503, 504],
    headers: settings.apiKey === null ? {} : { 'x-api-key': settings.apiKey },
    credentialsRemedy:
      'Check SLSKD_API_KEY against web.authentication.api_keys in the configuration of slskd, its address range (cidr) too.',
  });
  const client = createClient(out, { enqueueTimeoutMs: settings.enqueueTimeoutMs });
  const daemon = createDaemon({ client, mood, address, downloadsDir: settings.downloadsDir, ...clock });
  return {
    search: createSearch({ client, settings, onFault: deps.onFault }),
    transfers: {
      enqueue: createEnqueue({ client, daemon, turnGapMs: Math.min(250, settings.pollMs) }),
      locate: createLocate({ client, daemon, downloadsDir: settings.downloadsDir }),
      batchFolders: createBatchFolders({ daemon, downloadsDir: settings.downloadsDir }),
      ...createTransfers({ client, daemon, pollMs: settings.pollMs, ...clock }),
    },
    neighbours: { ...createUploads(out), ...createUsers(out), ...createBrowse(out) },
    mood,
    status: (signal) => daemon.status(signal),
    close: () => out.close(),
  };
}
