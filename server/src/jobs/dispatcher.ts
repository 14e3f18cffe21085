import type { Job, PgBoss } from 'pg-boss';
import type { JobEvents } from './events.ts';
import { type QueueTuning, queueName } from './queue.ts';
import type { Settled } from './run-job.ts';
import { typeOfStored } from './stored-job.ts';
import type { StoredJob } from './types.ts';

/** What this process holds and runs. */
export interface Dispatcher {
  start(): Promise<void>;
  /** Takes nothing more, waits up to `graceMs`, gives the rest back and aborts it. */
  stop(graceMs: number): Promise<void>;
}

interface Held {
  readonly attempt: { readonly id: string; readonly retryCount: number };
  readonly control: AbortController;
  readonly over: Promise<void>;
}

/** pg-boss wakes listeners on this channel (`notifyChannelSql` of its plans), named after the schema. */
const channelSql = `select 'pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24) as channel`;

/**
 * Takes jobs from pg-boss, runs them, keeps their leases and settles them. pg-boss's own worker takes jobs of a full pool and puts them back,
 * so that a full pool of an important type holds up all others (measured: until its backlog is gone); this one never takes them.
 */
export function createDispatcher(options: {
  readonly boss: PgBoss;
  readonly pools: ReadonlyMap<string, number>;
  readonly globalConcurrency: number;
  readonly tuning: QueueTuning;
  /** Runs and never throws for what the handler does. */
  readonly run: (job: Job<StoredJob>) => Promise<Settled>;
  /** Stores that a job has no tries left, before it fails for good. */
  readonly spend: (job: Job<StoredJob>) => Promise<void>;
  readonly events: JobEvents;
  readonly onFault: (what: string, error: unknown) => void;
}): Dispatcher {
  const { boss, pools, globalConcurrency, tuning, onFault } = options;
  const held = new Map<string, Held>();
  const busy = new Map<string, number>();
  let listening: { close(): Promise<void> } | null = null;
  let timers: NodeJS.Timeout[] = [];
  const ending = new AbortController();
  let taking: Promise<void> | null = null;
  let again = false;

  /** Takes as many jobs as there is room for; calls meanwhile make it look once more. */
  function take(): void {
    again = true;
    if (ending.signal.aborted) return;
    taking ??= takeAll()
      .catch((error: unknown) => onFault('queue', error))
      .finally(() => {
        taking = null;
        // a call that came between the last look and here
        if (again) take();
      });
  }

  async function takeAll(): Promise<void> {
    while (again && !ending.signal.aborted) {
      again = false;
      if (await takeSome()) again = true;
    }
  }

  async function takeSome(): Promise<boolean> {
    const free = [...pools].map(([type, pool]) => ({ type, room: pool - (busy.get(type) ?? 0) }));
    const room = globalConcurrency - held.size;
    if (room <= 0) return false;
    // so few that no pool can be exceeded, whichever types they are
    const batchSize = Math.min(room, ...free.filter((entry) => entry.room > 0).map((entry) => entry.room));
    const full = free.filter((entry) => entry.room <= 0).map((entry) => entry.type);
    const jobs = await boss.fetch<StoredJob>(queueName, { batchSize, ignoreGroups: full });
    if (jobs.length > 0) options.events({ event: 'orchestrator.schedule', status: 'ok', jobs_total: jobs.length });
    for (const job of jobs) begin(job);
    return jobs.length > 0;
  }

  function begin(job: Job<StoredJob>): void {
    const control = new AbortController();
    const attempt = { id: job.id, retryCount: job.retryCount };
    const type = typeOfStored(job.data);
    busy.set(type, (busy.get(type) ?? 0) + 1);
    const limit = setTimeout(() => {
      const message = `The run took longer than ${job.expireInSeconds} s.`;
      void giveBack([attempt], { code: 'timeout', message }).finally(() => control.abort(new Error(message)));
    }, job.expireInSeconds * 1000);
    const over = options
      .run({ ...job, signal: control.signal })
      .then((settled) => (control.signal.aborted ? undefined : settle(job, attempt, settled)))
      .catch((error: unknown) => onFault('queue', error))
      .then(() => {
        clearTimeout(limit);
        held.delete(job.id);
        busy.set(type, (busy.get(type) ?? 1) - 1);
        take();
      });
    held.set(job.id, { attempt, control, over });
  }

  async function settle(job: Job<StoredJob>, attempt: Held['attempt'], settled: Settled): Promise<void> {
    const output = settled.output ?? null;
    if (settled.status === 'completed') {
      await boss.complete(queueName, attempt, output);
      return;
    }
    if (settled.status === 'deadletter') await options.spend(job);
    await boss.fail(queueName, attempt, output);
  }

  async function giveBack(attempts: Held['attempt'][], why: object): Promise<void> {
    await boss.fail(queueName, attempts, why).catch((error: unknown) => onFault('queue', error));
  }

  /** Renews the leases. What could not be renewed is somebody else's by now. */
  async function beat(): Promise<void> {
    const mine = [...held.values()].filter((entry) => !entry.control.signal.aborted);
    if (mine.length === 0) return;
    try {
      // the ids are there, though pg-boss's declaration leaves them out
      const answer: { readonly settled?: readonly string[] } = await boss.touch(
        queueName,
        mine.map((entry) => entry.attempt),
      );
      if (answer.settled === undefined) return;
      const kept = new Set(answer.settled);
      for (const { attempt, control } of mine) {
        if (!kept.has(attempt.id)) control.abort(new Error('The job is no longer ours: its lease was lost.'));
      }
    } catch (error) {
      // a renewal that could not be tried says nothing about the lease
      onFault('queue', error);
    }
  }

  return {
    async start() {
      const db = boss.getDb();
      const wake = (): void => take();
      try {
        const { rows } = await db.executeSql(channelSql);
        const [row] = rows as { channel: string }[];
        listening = (await db.listen?.(row?.channel ?? '', wake, wake)) ?? null;
      } catch (error) {
        onFault('queue wake-up', error);
      }
      timers = [
        setInterval(wake, listening === null ? tuning.pollMs : tuning.pollMaxMs),
        setInterval(() => void beat(), tuning.heartbeatS * 1000),
      ];
      wake();
    },
    async stop(graceMs) {
      ending.abort();
      await listening?.close();
      // what is being taken right now is ours already
      await taking;
      const all = Promise.all([...held.values()].map((entry) => entry.over));
      const grace = Promise.withResolvers<void>();
      const timer = setTimeout(() => grace.resolve(), graceMs);
      await Promise.race([all, grace.promise]);
      clearTimeout(timer);
      for (const interval of timers) clearInterval(interval);
      const rest = [...held.values()];
      if (rest.length === 0) return;
      await giveBack(
        rest.map((entry) => entry.attempt),
        { code: 'stopped', message: 'The process was stopped.' },
      );
      for (const { control } of rest) control.abort(new Error('The process was stopped.'));
    },
  };
}
