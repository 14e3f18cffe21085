import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createGauges, type ScrapeSources } from './gauges.ts';

/** One answer of the server. */
export interface Answered {
  readonly method: string;
  /** The template of the route (`/api/v1/wishes/:id`), so that ids make no series; `null`: there is no such route. */
  readonly route: string | null;
  readonly status: number;
  readonly seconds: number;
  /** Where it came from; `null`: it is not of the kind that is kept. */
  readonly kept: 'hit' | 'shared' | 'stale' | 'miss' | null;
}

/** What the queue tells; see `JobEvent` of `jobs`. */
interface Heard {
  readonly event: string;
  readonly status: string;
  readonly job_type?: string | undefined;
  readonly duration_ms?: number | undefined;
}

/** Figures for Prometheus. Those of events are of this process alone; gauges are of the whole house. */
export interface Exporter {
  answered(answer: Answered): void;
  job(event: Heard): void;
  /** A wish took a step. */
  step(stage: string, state: string): void;
  /** A download ended. */
  transferEnded(state: string): void;
  /** The text of a scrape; what cannot be read is left out and named in `harmony_scrape_problem`. */
  scrape(): Promise<string>;
  readonly contentType: string;
}

/** Contract §8.5. */
const formerBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Names of the first Harmony, and the jobs that do that work today. */
const former: Readonly<Record<string, 'artist_scan' | 'artist_refresh'>> = {
  artist_scan: 'artist_scan',
  artist_sync: 'artist_refresh',
};
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Builds the figures; nothing is asked before `scrape`. Labels come from fixed sets only: routes, types of jobs, stages, states, services. */
export function createExporter(options: { readonly version: string; readonly sources: () => ScrapeSources }): Exporter {
  const registers = [new Registry()];
  const [register = new Registry()] = registers;
  new Gauge({ name: 'harmony_info', help: 'The version that runs.', labelNames: ['version'], registers }).set(
    { version: options.version },
    1,
  );
  const http = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long answers took, by template of the route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers,
  });
  /** Counted apart and told at a scrape, because answers are many. */
  const kept = { hit: 0, shared: 0, stale: 0, miss: 0 };
  const cacheAnswers = new Counter({
    name: 'harmony_cache_answers_total',
    help: 'Answers of the kind that is kept: kept ones (hit, stale), those shared with equal requests under way (shared), those made (miss).',
    labelNames: ['outcome'],
    registers,
  });
  const jobs = new Counter({
    name: 'harmony_jobs_total',
    help: 'What became of jobs in this process.',
    labelNames: ['type', 'status'],
    registers,
  });
  const jobSeconds = new Histogram({
    name: 'harmony_job_duration_seconds',
    help: 'How long jobs ran in this process.',
    labelNames: ['type'],
    buckets: [0.05, 0.25, 1, 5, 30, 120, 600],
    registers,
  });
  const deaths = new Counter({
    name: 'harmony_jobs_dead_total',
    help: 'Jobs that will not be tried again by themselves.',
    labelNames: ['type'],
    registers,
  });
  const timers = new Counter({
    name: 'harmony_timer_ticks_total',
    help: 'Rounds of the recurring tasks in this process.',
    labelNames: ['status'],
    registers,
  });
  const steps = new Counter({
    name: 'harmony_wish_steps_total',
    help: 'Steps of wishes, by stage and state.',
    labelNames: ['stage', 'state'],
    registers,
  });
  const transfers = new Counter({
    name: 'harmony_transfers_ended_total',
    help: 'Downloads that ended, by state.',
    labelNames: ['state'],
    registers,
  });
  const formerly = Object.fromEntries(
    (['artist_scan', 'artist_refresh'] as const).map((name) => [
      name,
      {
        outcomes: new Counter({
          name: `${name}_outcomes_total`,
          help: `What became of jobs that the first Harmony called ${name}.`,
          labelNames: ['status'],
          registers,
        }),
        seconds: new Histogram({
          name: `${name}_duration_seconds`,
          help: `How long they ran.`,
          buckets: formerBuckets,
          registers,
        }),
      },
    ]),
  );
  const gauges = createGauges(registers);
  let read: Promise<void> | null = null;
  let watchesProcess = false;

  return {
    contentType: register.contentType,
    answered({ method, route, status, seconds, kept: outcome }) {
      if (outcome !== null) kept[outcome] += 1;
      const known = methods.has(method) ? method : 'other';
      http.observe({ method: known, route: route ?? 'none', status: `${Math.floor(status / 100)}xx` }, seconds);
    },
    job({ event, status, job_type: type = 'unknown', duration_ms }) {
      if (event === 'orchestrator.dlq') deaths.inc({ type });
      if (event === 'orchestrator.timer_tick') timers.inc({ status });
      if (event !== 'worker.job') return;
      jobs.inc({ type, status });
      if (duration_ms === undefined) return;
      jobSeconds.observe({ type }, duration_ms / 1000);
      const old = formerly[former[type] ?? ''];
      old?.outcomes.inc({ status });
      old?.seconds.observe(duration_ms / 1000);
    },
    step: (stage, state) => steps.inc({ stage, state }),
    transferEnded: (state) => transfers.inc({ state }),
    async scrape() {
      // memory, event loop and the like are watched once somebody wants to know
      if (!watchesProcess) collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 10 });
      watchesProcess = true;
      // however many ask, the house is read once at a time
      read ??= gauges.read(options.sources()).finally(() => {
        read = null;
      });
      await read;
      cacheAnswers.reset();
      for (const [outcome, count] of Object.entries(kept)) cacheAnswers.inc({ outcome }, count);
      return await register.metrics();
    },
  };
}
