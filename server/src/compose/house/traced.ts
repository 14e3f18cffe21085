import { type JobDefinition, JobFailure, type Timer } from '#jobs';
import type { OpenSpan, Tracing } from '#platform/tracing';

type Begin = Pick<Tracing, 'begin'>;

/** What a house does by itself. */
interface Work {
  readonly jobs: readonly JobDefinition[];
  readonly timers: readonly Timer[];
}

/** The same work, each run recorded as a trace of its own; without `tracing` the work as it is. */
export function traced(tracing: Begin | null, { jobs, timers }: Work): Work {
  return tracing === null
    ? { jobs, timers }
    : { jobs: tracedJobs(tracing, jobs), timers: tracedTimers(tracing, timers) };
}

function tracedJobs(tracing: Begin, definitions: readonly JobDefinition[]): JobDefinition[] {
  return definitions.map((definition) => ({
    ...definition,
    run: (payload, context) => {
      const { wishId } = payload;
      const span = tracing.begin({
        name: `job ${definition.type}`,
        kind: 'consumer',
        attributes: {
          'harmony.job.type': definition.type,
          'harmony.job.id': context.jobId,
          'harmony.job.attempt': context.attempt,
          ...(typeof wishId === 'number' && { 'harmony.wish.id': wishId }),
        },
      });
      return recorded(span, () => definition.run(payload, context));
    },
  }));
}

function tracedTimers(tracing: Begin, timers: readonly Timer[]): Timer[] {
  return timers.map((timer) => ({
    ...timer,
    work: (signal) => {
      const attributes = { 'harmony.timer.name': timer.name };
      return recorded(tracing.begin({ name: `timer ${timer.name}`, kind: 'internal', attributes }), () =>
        timer.work(signal),
      );
    },
  }));
}

/** What was put off to a named time has not failed. */
async function recorded<T>(span: OpenSpan, work: () => Promise<T>): Promise<T> {
  try {
    const result = await span.within(work);
    span.end();
    return result;
  } catch (error) {
    const putOff = error instanceof JobFailure && typeof error.patience === 'object';
    const code = error instanceof JobFailure ? { 'error.type': error.code } : {};
    span.end({ attributes: code, ...(!putOff && { failed: error instanceof Error ? error.message : String(error) }) });
    throw error;
  }
}
