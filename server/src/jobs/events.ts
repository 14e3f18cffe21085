import type { Logger } from '#platform/log';

/** What the queue tells of itself; names and fields are those of contract §8.3, and stay. */
export interface JobEvent {
  readonly event:
    | 'worker.job'
    | 'worker.start'
    | 'worker.stop'
    | 'worker.lifecycle'
    | 'worker.tick'
    | 'worker.retry'
    | 'worker.retry_exhausted'
    | 'orchestrator.schedule'
    | 'orchestrator.lease'
    | 'orchestrator.dispatch'
    | 'orchestrator.commit'
    | 'orchestrator.heartbeat'
    | 'orchestrator.dlq'
    | 'orchestrator.timer_tick';
  /** worker.job: enqueued, deduplicated, start, ok, noop (put off to a time), error · commit: ok, retry, failed, lost · heartbeat: lost · dlq: dead_letter · timer_tick: ok, error, skipped · lifecycle: started, restarted, stopped · tick: ok · schedule: ok · retry: scheduled · retry_exhausted: exhausted. */
  readonly status: string;
  readonly job_type?: string;
  /** Id of the job, or the name of the timer. */
  readonly entity_id?: string;
  /** 1 for the first try. */
  readonly attempts?: number;
  readonly duration_ms?: number;
  /** Seconds to the next try. */
  readonly retry_in?: number;
  readonly stop_reason?: string;
  readonly error?: string;
  /** Of orchestrator.schedule: how many jobs this process has just taken. */
  readonly jobs_total?: number;
}

/** Hears of everything that happens to jobs in this process. Must not throw. */
export type JobEvents = (event: JobEvent) => void;

const loud = new Set(['error', 'lost', 'dead_letter', 'failed']);

/** Writes an event to the log: what went wrong as a warning, everything else for those who look closely. */
export function logJobEvent(log: Logger, event: JobEvent): void {
  const component = event.event.startsWith('worker.') ? 'worker' : 'orchestrator';
  const subject = event.job_type ?? event.entity_id ?? '';
  const why = event.error ?? event.stop_reason;
  const sentence = `${event.event} ${event.status} ${subject}${why === undefined ? '' : `: ${why}`}`.trim();
  if (loud.has(event.status)) log.warn({ component, ...event }, sentence);
  else log.debug({ component, ...event }, sentence);
}
