import type { Mood } from '#platform/outbound';
import type { SearchNetwork } from '../../pipeline/2-search/ports.ts';
import type { TransferNetwork } from '../../pipeline/4-download/ports.ts';
import type { SoulseekNeighbours } from '../../soulseek/ports.ts';
import { createClient } from './daemon/client.ts';
import { createDaemon, type SlskdStatus } from './daemon/daemon.ts';
import { createWay, type SlskdConnection } from './daemon/way.ts';
import { createBrowse } from './peers/browse.ts';
import { createUploads } from './peers/uploads.ts';
import { createUsers } from './peers/users.ts';
import { createSearch } from './search.ts';
import { type SlskdSettings, slskdAddress } from './settings.ts';
import { createBatchFolders } from './transfers/batch-folders.ts';
import { createEnqueue } from './transfers/enqueue.ts';
import { createLocate } from './transfers/locate.ts';
import { createTransfers } from './transfers/transfers.ts';

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
  /** Where slskd is now; left out, what the settings say. */
  readonly connection?: () => Promise<SlskdConnection>;
  /** Without it nothing is ever asked: every call is a `switched_off` fault. */
  readonly enabled?: boolean;
  readonly onFault: (what: string, error: unknown) => void;
  readonly now?: () => Date;
  /** Only for tests. */
  readonly pausesMs?: readonly number[];
}): Slskd {
  const { settings } = deps;
  const clock = deps.now === undefined ? {} : { now: deps.now };
  const given: SlskdConnection = {
    baseUrl: slskdAddress(settings),
    apiKey: settings.apiKey,
    downloadsDir: settings.downloadsDir,
    entered: false,
  };
  const way = createWay({
    settings,
    connection: deps.connection ?? (async () => given),
    switchedOff: deps.enabled === false,
    pausesMs: deps.pausesMs ?? pausesMs,
    ...clock,
  });
  const { mood } = way;
  const client = createClient(way, { enqueueTimeoutMs: settings.enqueueTimeoutMs });
  const downloadsDir = async (): Promise<string | null> => (await way.connection()).downloadsDir;
  const daemon = createDaemon({ client, mood, connection: way.connection, ...clock });
  return {
    search: createSearch({ client, settings, onFault: deps.onFault }),
    transfers: {
      enqueue: createEnqueue({ client, daemon, turnGapMs: Math.min(250, settings.pollMs) }),
      locate: createLocate({ client, daemon, downloadsDir }),
      batchFolders: createBatchFolders({ daemon, downloadsDir }),
      ...createTransfers({ client, daemon, pollMs: settings.pollMs, ...clock }),
    },
    neighbours: { ...createUploads(way), ...createUsers(way), ...createBrowse(way) },
    mood,
    status: (signal) => daemon.status(signal),
    close: () => way.close(),
  };
}
