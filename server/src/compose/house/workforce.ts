import type { Activity } from '#activity';
import {
  createOrchestrator,
  createPolicies,
  createTimers,
  type JobDefinition,
  type JobEvent,
  type JobTypes,
  logJobEvent,
  type QueueConnection,
  readPriorities,
  type Timer,
  workerName,
} from '#jobs';
import {
  createMatchingMetrics,
  createStaleWatch,
  createWorkerMetrics,
  type Exporter,
  type JudgedFile,
  type WorkerState,
  workerStates,
} from '#metrics';
import { countActive } from '#pipeline/download';
import { readEnvironment } from '#platform/config';
import type { DatabaseConnection, Db } from '#platform/database';
import type { Logger } from '#platform/log';
import { createSettingsStore } from '#settings';
import type { AllSettings } from '../../settings.ts';
import { enabledIntegrations, integrationSummary } from '../wings/integrations.ts';

const heartbeatEveryMs = 10_000;
/** What the history says when a job of a type fails for good (contract §8.4); the others are told by what they worked for. */
const deadJobWords: Readonly<Record<string, readonly [type: string, status: string]>> = {
  download: ['download', 'sync_job_failed'],
  match: ['metadata', 'matching_job_failed'],
};

/** The queue as this house runs it: with its settings, its policies, its log and its metrics. */
export function createWorkforce(options: {
  readonly settings: AllSettings;
  readonly db: Db;
  readonly connection: DatabaseConnection;
  readonly types: JobTypes;
  readonly activity: Pick<Activity, 'record'>;
  readonly log: Logger;
  /** Counts. */
  readonly figures?: Pick<Exporter, 'job'>;
  readonly onFault: (what: string, error: unknown) => void;
}) {
  const { settings, db, log, onFault } = options;
  const names = [...options.types.keys()];
  const given = readPriorities(settings.orchestrator, names);
  const types = new Map(
    [...options.types].map(([name, type]) => [
      name,
      { ...type, priority: given.priorities.get(name) ?? type.priority },
    ]),
  );
  const store = createSettingsStore(db);
  const workers = [...names.map(workerName), 'scheduler', 'dispatcher'];
  const metrics = createWorkerMetrics({
    store,
    workers,
    everyMs: heartbeatEveryMs,
    gauges: async () => new Map([['metrics.sync.active_downloads', await countActive(db)]]),
    onBeat: (duration_ms) => logJobEvent(log, { event: 'worker.tick', status: 'ok', duration_ms }),
    onFault: (error) => onFault('heartbeats', error),
  });

  const matching = createMatchingMetrics({
    store,
    record: (details) => options.activity.record('metadata', 'matching_batch', details),
    everyMs: heartbeatEveryMs,
    onFault: (error) => onFault('figures of matching', error),
  });
  const staleWatch = createStaleWatch({
    store,
    record: (details) => options.activity.record('worker', 'stale', details),
  });

  function hear(event: JobEvent): void {
    logJobEvent(log, event);
    options.figures?.job(event);
    const counter = /^orchestrator\.(commit|dlq|timer_tick)$/.exec(event.event)?.[1];
    if (counter !== undefined) metrics.count(`metrics.orchestrator.${counter}.${event.status}`);
    if (event.event === 'orchestrator.dlq') tellOfDeath(event);
    if (event.event !== 'worker.job' || event.job_type === undefined) return;
    const worker = workerName(event.job_type);
    if (event.status === 'ok') metrics.count(`metrics.${worker}.jobs_completed`);
    if (event.status === 'error') metrics.count(`metrics.${worker}.jobs_failed`);
  }

  function tellOfDeath({ job_type, entity_id, attempts, stop_reason, error }: JobEvent): void {
    const words = deadJobWords[job_type ?? ''];
    if (words === undefined) return;
    const details = { job_id: entity_id, job_type, attempts, stop_reason, error };
    options.activity.record(...words, details).catch((fault: unknown) => onFault('activity of dead jobs', fault));
  }

  const policies = createPolicies({
    types: names,
    sources: [
      async () => readEnvironment(),
      async () => Object.fromEntries(await store.all('EXTERNAL_')),
      async () => Object.fromEntries(await store.all('RETRY_')),
    ],
    reloadMs: settings.orchestrator.policyReloadS * 1000,
    onFault: (sentence) => log.warn({ event: 'worker.config', component: 'worker', status: 'error' }, sentence),
  });
  const jobs = createOrchestrator({
    connection: queueConnection(options.connection),
    types,
    globalConcurrency: settings.house.globalConcurrency,
    tuning: settings.orchestrator,
    policies,
    events: hear,
    onFault,
  });

  /** The definitions with the pools that a person gave. */
  function pooled(definitions: readonly JobDefinition[]): JobDefinition[] {
    return definitions.map((definition) => {
      const pool = settings.pools[definition.type] ?? settings.house.workerMax ?? definition.pool;
      return { ...definition, pool: Math.min(pool, settings.house.globalConcurrency) };
    });
  }

  return {
    jobs,
    policies,
    store,
    judged: (files: readonly JudgedFile[]) => matching.judged(files),
    timers: (timers: readonly Timer[]) => createTimers({ db, timers, events: hear, onFault }),
    pooled,
    /**
     * Begins to write heartbeats; the history says so once per process: `restarted` when those before did not say that they stopped. `alone`: no
     * other process can be at work.
     */
    async begin(kind: string, alone: boolean): Promise<void> {
      const before = Object.values(await workerStates(store, workers, new Map()));
      const cutOff = before.find(({ status }) => status === 'stale' || (alone && status === 'running'));
      await metrics.start();
      matching.start();
      logJobEvent(log, { event: 'worker.start', status: 'ok', entity_id: kind });
      const details = { process: kind, workers };
      const status = cutOff === undefined ? 'started' : 'restarted';
      logJobEvent(log, { event: 'worker.lifecycle', status, entity_id: kind });
      const since = cutOff === undefined ? {} : { last_seen: cutOff.last_seen };
      await options.activity.record('worker', status, { ...details, ...since });
    },
    /** The last heartbeat; a killed process says nothing, and its workers become stale. */
    async end(kind: string): Promise<void> {
      await matching.stop();
      await metrics.stop();
      logJobEvent(log, { event: 'worker.stop', status: 'ok', entity_id: kind });
      logJobEvent(log, { event: 'worker.lifecycle', status: 'stopped', entity_id: kind });
      await options.activity
        .record('worker', 'stopped', { process: kind, workers })
        .catch((error: unknown) => onFault('activity of workers', error));
    },
    /** What `GET /status` shows of each worker; one that has become stale is told in the history. */
    async states(): Promise<Record<string, WorkerState>> {
      const sizes = await jobs.sizes();
      const known = new Map(names.map((name) => [workerName(name), sizes.get(name) ?? 0]));
      const states = await workerStates(store, workers, known);
      await staleWatch(states);
      return states;
    },
    /** The same without sizes, for somebody who only looks: asks the queue nothing and tells nobody. */
    heartbeats: (): Promise<Record<string, WorkerState>> => workerStates(store, workers, new Map()),
    /** Writes once, at start, what this process works with; nothing here is secret. */
    describe(definitions: readonly JobDefinition[], kind: string, timers: readonly Timer[]): void {
      for (const warning of given.warnings) log.warn({ event: 'worker.config', component: 'bootstrap' }, warning);
      const { priorityCsv: _csv, priorityJson: _json, ...tuning } = settings.orchestrator;
      const meta = {
        global_concurrency: settings.house.globalConcurrency,
        shutdown_grace_ms: settings.house.graceMs,
        pools: Object.fromEntries(definitions.map(({ type, pool }) => [type, pool])),
        priorities: Object.fromEntries([...types].map(([name, type]) => [name, type.priority])),
        ...tuning,
        policy_ttl_s: settings.orchestrator.policyReloadS,
        backoff_ms: settings.retries.quickBaseMs,
        jitter_pct: settings.retries.quickJitter,
      };
      log.info({ event: 'worker.config', component: 'bootstrap', status: 'ok', meta }, 'How this process works.');
      const integrations = integrationSummary(enabledIntegrations(settings.integrations));
      const wiring = { process: kind, workers, timers: timers.map((timer) => timer.name), integrations };
      log.info({ event: 'wiring_summary', component: 'bootstrap', status: 'ok', meta: wiring }, 'What is wired.');
    },
  };
}

function queueConnection(connection: DatabaseConnection): QueueConnection {
  const { ssl, ...rest } = connection;
  return {
    ...rest,
    ...(ssl === undefined || ssl === false ? {} : { ssl: ssl === 'unverified' ? { rejectUnauthorized: false } : true }),
  };
}
