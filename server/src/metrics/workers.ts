/** Where notes and counters are kept; the settings room's store fits. */
export interface MetricsStore {
  note(values: ReadonlyMap<string, string>): Promise<void>;
  add(counts: ReadonlyMap<string, number>): Promise<void>;
  all(prefix: string): Promise<ReadonlyMap<string, string | null>>;
}

/** What the program notes of itself while it works. */
export interface WorkerMetrics {
  /** Notes the start and begins to write heartbeats. */
  start(): Promise<void>;
  /** Raises a counter, such as `metrics.orchestrator.commit.ok`; stored with the next heartbeat. */
  count(key: string, by?: number): void;
  /** Stores what is still counted and notes the end. */
  stop(): Promise<void>;
}

/** A worker is stale when its last heartbeat is older than this (contract §1.2). */
const staleAfterMs = 60_000;

/**
 * Writes `worker.<name>.last_seen`, `.last_start`, `.last_stop` and `.status` (ISO times, UTC) and counters. Processes share the keys: as
 * long as one of them works, the worker is seen. A failing write is reported; its counts are kept for the next.
 */
export function createWorkerMetrics(options: {
  readonly store: MetricsStore;
  readonly workers: readonly string[];
  readonly everyMs: number;
  /** What is as it is now, by key, such as `metrics.sync.active_downloads`; looked at with every heartbeat. */
  readonly gauges?: () => Promise<ReadonlyMap<string, number>>;
  /** Hears of every heartbeat that was stored. */
  readonly onBeat?: (durationMs: number) => void;
  readonly onFault: (error: unknown) => void;
  readonly now?: () => Date;
}): WorkerMetrics {
  const { store, workers } = options;
  const now = options.now ?? (() => new Date());
  let counts = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function noteAll(status: string, ...fields: string[]): Promise<void> {
    const at = now().toISOString();
    const values = new Map<string, string>();
    for (const [key, value] of (await options.gauges?.()) ?? []) values.set(key, String(value));
    for (const name of workers) {
      for (const field of fields) values.set(`worker.${name}.${field}`, at);
      values.set(`worker.${name}.status`, status);
    }
    await store.note(values);
  }

  async function write(status: string, ...fields: string[]): Promise<void> {
    const mine = counts;
    counts = new Map();
    try {
      if (mine.size > 0) await store.add(mine);
    } catch (error) {
      for (const [key, by] of mine) counts.set(key, (counts.get(key) ?? 0) + by);
      throw error;
    }
    await noteAll(status, ...fields);
  }

  async function beat(): Promise<void> {
    const began = performance.now();
    await write('running', 'last_seen');
    options.onBeat?.(Math.round(performance.now() - began));
  }

  return {
    async start() {
      await noteAll('running', 'last_start', 'last_seen');
      timer = setInterval(() => {
        writing = writing.then(beat).catch(options.onFault);
      }, options.everyMs);
    },
    count(key, by = 1) {
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      await writing;
      await write('stopped', 'last_stop').catch(options.onFault);
    },
  };
}

/** A worker as `GET /status` shows it. */
export interface WorkerState {
  /** `running`, `stopped`, `stale` (no heartbeat for a minute) or `unavailable` (never seen). */
  readonly status: string;
  readonly last_seen: string | null;
  /** Jobs that wait or run; `n/a` for workers without a queue. */
  readonly queue_size: number | 'n/a';
}

/** What the heartbeats say of each worker, with the sizes of their queues. */
export async function workerStates(
  store: Pick<MetricsStore, 'all'>,
  workers: readonly string[],
  sizes: ReadonlyMap<string, number>,
  now: Date = new Date(),
): Promise<Record<string, WorkerState>> {
  const notes = await store.all('worker.');
  return Object.fromEntries(
    workers.map((name) => {
      const seen = notes.get(`worker.${name}.last_seen`) ?? null;
      return [
        name,
        {
          status: statusOf(seen, notes.get(`worker.${name}.status`) ?? null, now),
          last_seen: seen,
          queue_size: sizes.get(name) ?? 'n/a',
        },
      ];
    }),
  );
}

/**
 * Marks workers that have become stale (`worker.<name>.status`) and has each recorded once, until a heartbeat says `running` again. Call it
 * with every answer of `workerStates`.
 */
export function createStaleWatch(options: {
  readonly store: Pick<MetricsStore, 'all' | 'note'>;
  readonly record: (details: { readonly worker: string; readonly last_seen: string | null }) => Promise<void>;
}): (states: Readonly<Record<string, WorkerState>>) => Promise<void> {
  // Two who look at the same moment must not both tell.
  let last: Promise<void> = Promise.resolve();
  async function mark(states: Readonly<Record<string, WorkerState>>): Promise<void> {
    const stale = Object.entries(states).filter(([, state]) => state.status === 'stale');
    if (stale.length === 0) return;
    const notes = await options.store.all('worker.');
    for (const [worker, { last_seen }] of stale) {
      const key = `worker.${worker}.status`;
      if (notes.get(key) === 'stale' || notes.get(`worker.${worker}.last_seen`) !== last_seen) continue;
      await options.store.note(new Map([[key, 'stale']]));
      await options.record({ worker, last_seen });
    }
  }
  return (states) => {
    const next = last.then(() => mark(states));
    last = next.catch(() => undefined);
    return next;
  };
}

function statusOf(seen: string | null, status: string | null, now: Date): string {
  if (seen === null) return 'unavailable';
  if (status === 'stopped') return 'stopped';
  return now.getTime() - Date.parse(seen) > staleAfterMs ? 'stale' : 'running';
}
