import type { JobEvents } from './events.ts';
import { JobFailure, type StoredFailure, storedFailure } from './failure.ts';
import { pauseAfter, type RetryPolicy } from './policy.ts';
import { faultOfStored, typeOfStored } from './stored-job.ts';
import type { JobDefinition, JobTypes, NewJob, StoredJob } from './types.ts';

/** A job as this process holds it. */
export interface HeldJob {
  readonly id: string;
  readonly data: StoredJob;
  readonly retryCount: number;
  /** Aborts when the lease is lost, the time is up or the process stops; the queue then takes no result any more. */
  readonly signal: AbortSignal;
}

/** How a run ended, and what is stored of it. */
export interface Settled {
  readonly status: 'completed' | 'failed' | 'deadletter';
  readonly output?: object;
}

/** What running one job needs. */
export interface RunDeps {
  readonly types: JobTypes;
  readonly policyOf: (type: string) => Promise<RetryPolicy>;
  readonly enqueue: (job: NewJob) => Promise<void>;
  /** Priority and key that the job was stored with; asked for only when it is stored again. */
  readonly storedWith: (jobId: string) => Promise<{ readonly priority: number; readonly key: string | null }>;
  /** Writes the pause before the next try into the job that is held. */
  readonly setPause: (jobId: string, retryCount: number, seconds: number, maxRetries: number) => Promise<void>;
  readonly events: JobEvents;
  readonly onFault: (what: string, error: unknown) => void;
}

/**
 * Runs one job and says how it is settled. Never throws for what the handler does. Once the signal has aborted nothing is stored any more:
 * no retry, no dead letter, because somebody else holds the job.
 */
export async function runJob(deps: RunDeps, definition: JobDefinition | undefined, job: HeldJob): Promise<Settled> {
  const { events } = deps;
  const type = typeOfStored(job.data);
  const known = { job_type: type, entity_id: job.id, attempts: job.retryCount + 1 };
  events({ event: 'orchestrator.lease', status: 'ok', ...known });
  const unreadable = faultOfStored(deps.types, job.data);
  if (unreadable !== null || definition === undefined) {
    const output = unreadable === null ? handlerMissing(type) : storedFailure(unreadable);
    events({ event: 'orchestrator.dlq', status: 'dead_letter', ...known, stop_reason: output.code });
    return { status: 'deadletter', output };
  }
  events({ event: 'orchestrator.dispatch', status: 'ok', ...known });
  events({ event: 'worker.job', status: 'start', ...known });
  const began = performance.now();
  const duration = (): number => Math.round(performance.now() - began);
  const onAbort = (): void => {
    events({ event: 'orchestrator.heartbeat', status: 'lost', ...known, error: reasonOf(job.signal) });
  };
  job.signal.addEventListener('abort', onAbort, { once: true });
  try {
    await definition.run(job.data.payload, { jobId: job.id, attempt: job.retryCount + 1, signal: job.signal });
  } catch (error) {
    const failure = storedFailure(error);
    const told = { ...known, duration_ms: duration(), stop_reason: failure.code, error: failure.message };
    // Put off to a named time (a budget, a turn) is how things are meant to go.
    const putOff = error instanceof JobFailure && typeof error.patience === 'object';
    events({ event: 'worker.job', status: putOff ? 'noop' : 'error', ...told });
    if (job.signal.aborted) return lost();
    if (!(error instanceof JobFailure)) deps.onFault(`job ${type}`, error);
    return await settleFailure(deps, definition, job, error, told);
  } finally {
    job.signal.removeEventListener('abort', onAbort);
  }
  if (job.signal.aborted) return lost();
  events({ event: 'worker.job', status: 'ok', ...known, duration_ms: duration() });
  events({ event: 'orchestrator.commit', status: 'ok', ...known, duration_ms: duration() });
  return { status: 'completed' };

  function lost(): Settled {
    events({ event: 'orchestrator.commit', status: 'lost', ...known, duration_ms: duration() });
    return { status: 'failed' };
  }
}

async function settleFailure(
  deps: RunDeps,
  definition: JobDefinition,
  job: HeldJob,
  error: unknown,
  told: { readonly job_type: string; readonly entity_id: string; readonly attempts: number },
): Promise<Settled> {
  const { events } = deps;
  const type = job.data.type;
  const failure = storedFailure(error);
  const patience = error instanceof JobFailure ? error.patience : 'later';
  if (typeof patience === 'object') {
    // Stored before the old one is completed: a crash between leaves two, and handlers are safe to repeat.
    const { priority, key } = await deps.storedWith(job.id);
    await deps.enqueue({
      type,
      payload: job.data.payload,
      priority: priority - (deps.types.get(type)?.priority ?? 0),
      startAfter: patience.at,
      ...(key === null ? {} : { key }),
    });
    const seconds = Math.max(0, Math.round((patience.at.getTime() - Date.now()) / 1000));
    events({ event: 'orchestrator.commit', status: 'retry', ...told, retry_in: seconds });
    return { status: 'completed', output: failure };
  }
  const policy = await deps.policyOf(type);
  if (patience === 'never' || job.retryCount >= policy.maxRetries) {
    try {
      await definition.onDead?.(job.data.payload, failure);
    } catch (fault) {
      // the job is at its end all the same; sweeps look after subjects that were not told
      deps.onFault(`end of a ${type} job`, fault);
    }
    const spent = patience === 'never' ? failure.code : 'max_retries_exhausted';
    if (patience !== 'never') events({ event: 'worker.retry_exhausted', status: 'exhausted', ...told });
    events({ event: 'orchestrator.dlq', status: 'dead_letter', ...told, stop_reason: spent });
    return { status: 'deadletter', output: failure };
  }
  const seconds = pauseAfter(policy, job.retryCount + 1);
  await deps.setPause(job.id, job.retryCount, seconds, policy.maxRetries);
  events({ event: 'worker.retry', status: 'scheduled', ...told, retry_in: seconds });
  events({ event: 'orchestrator.commit', status: 'retry', ...told, retry_in: seconds });
  return { status: 'failed', output: failure };
}

function handlerMissing(type: string): StoredFailure {
  return {
    code: 'handler_missing',
    message: `No handler for "${type}".`,
    remedy: 'Run it again once a program that knows this type works on this database, or purge it.',
  };
}

function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
}
