import { Gauge, type Registry } from 'prom-client';

/** Where the figures of the whole house come from. Each is asked at a scrape, bounded in time; none may cost more with a larger library. */
export interface ScrapeSources {
  /** Waiting and running jobs by type, counted up to a bound; seconds that the oldest due one has waited; dead letters, counted up to a bound. */
  queue(): Promise<{
    readonly jobs: readonly { readonly type: string; readonly state: 'waiting' | 'running'; readonly count: number }[];
    readonly oldestDueS: number;
    readonly dead: number;
  }>;
  search(): Promise<{ readonly limit: number; readonly used: number; readonly left: number }>;
  /** Downloads under way by state. */
  transfers(): Promise<Readonly<Record<string, number>>>;
  workers(): Promise<Readonly<Record<string, { readonly status: string }>>>;
  /** Outside services: whether they answered when last looked at. */
  services(): Promise<Readonly<Record<string, boolean>>>;
  /** A question to the database that costs nothing; only how long it takes is of interest. */
  ping(): Promise<unknown>;
  /** Connections of this process. */
  pool(): { readonly total: number; readonly idle: number; readonly waiting: number } | null;
}

/** Longest wait for one source, in milliseconds. */
const sourceMs = 2_000;

/** The gauges and how they are read. */
export function createGauges(registers: Registry[]) {
  const plain = new Set<unknown>();
  function gauge<T extends string>(name: string, help: string, labelNames: readonly T[] = []): Gauge<T> {
    const made = new Gauge({ name, help, labelNames: [...labelNames], registers });
    if (labelNames.length === 0) plain.add(made);
    return made;
  }
  /** `reset` alone would leave 0 where there is no label. */
  function clear(each: Gauge): void {
    if (plain.has(each)) each.remove();
    else each.reset();
  }
  const queueJobs = gauge('harmony_queue_jobs', 'Jobs in all processes, counted up to 50000.', ['type', 'state']);
  const oldest = gauge('harmony_queue_oldest_due_seconds', 'How long the oldest job that is due has waited.');
  const dead = gauge('harmony_dead_jobs', 'Dead letters of jobs, counted up to 10000.');
  const searchLimit = gauge('harmony_search_budget_limit', 'Searches that a window allows.');
  const searchUsed = gauge('harmony_search_budget_used', 'Searches of the present window.');
  const searchLeft = gauge('harmony_search_budget_left', 'Searches that are left in the present window.');
  const transfers = gauge('harmony_transfers', 'Downloads under way.', ['state']);
  const workers = gauge('harmony_worker_up', 'Whether a worker gives signs of life.', ['worker']);
  const services = gauge('harmony_service_up', 'Whether an outside service answered when last looked at.', ['service']);
  const latency = gauge('harmony_database_latency_seconds', 'How long a question that costs nothing took just now.');
  const pool = gauge('harmony_database_connections', 'Connections of this process to the database.', ['state']);
  const problem = gauge('harmony_scrape_problem', '1: this could not be read in time at this scrape.', ['source']);

  /** Reads one source; what fails leaves no old figures behind. */
  async function from<T>(source: string, all: readonly Gauge[], ask: () => Promise<T>, put: (value: T) => void) {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('too late')), sourceMs);
    try {
      const value = await Promise.race([ask(), late.promise]);
      for (const each of all) clear(each);
      put(value);
      problem.set({ source }, 0);
    } catch {
      for (const each of all) clear(each);
      problem.set({ source }, 1);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async read(sources: ScrapeSources): Promise<void> {
      await Promise.all([
        from(
          'queue',
          [queueJobs, oldest, dead] as Gauge[],
          () => sources.queue(),
          (value) => {
            for (const { type, state, count } of value.jobs) queueJobs.set({ type, state }, count);
            oldest.set(value.oldestDueS);
            dead.set(value.dead);
          },
        ),
        from(
          'search',
          [searchLimit, searchUsed, searchLeft],
          () => sources.search(),
          (value) => {
            searchLimit.set(value.limit);
            searchUsed.set(value.used);
            searchLeft.set(value.left);
          },
        ),
        from(
          'transfers',
          [transfers] as Gauge[],
          () => sources.transfers(),
          (value) => {
            for (const [state, count] of Object.entries(value)) transfers.set({ state }, count);
          },
        ),
        from(
          'workers',
          [workers] as Gauge[],
          () => sources.workers(),
          (value) => {
            for (const [worker, { status }] of Object.entries(value))
              workers.set({ worker }, status === 'running' ? 1 : 0);
          },
        ),
        from(
          'services',
          [services] as Gauge[],
          () => sources.services(),
          (value) => {
            for (const [service, up] of Object.entries(value)) services.set({ service }, up ? 1 : 0);
          },
        ),
        from(
          'database',
          [latency],
          async () => {
            const begun = performance.now();
            await sources.ping();
            return (performance.now() - begun) / 1000;
          },
          (seconds) => latency.set(seconds),
        ),
      ]);
      const now = sources.pool();
      if (now === null) return;
      pool.set({ state: 'idle' }, now.idle);
      pool.set({ state: 'used' }, now.total - now.idle);
      pool.set({ state: 'waited_for' }, now.waiting);
    },
  };
}
