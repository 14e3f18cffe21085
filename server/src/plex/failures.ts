import { type HttpProblem, type ProblemCode, problem } from '#http';
import { type FaultCode, ServiceFault } from '#platform/outbound';

/** 424: we could, but what we depend on does not let us; 503: not now, or not set up. Everything else is a 502. */
const answers: Partial<Readonly<Record<FaultCode, readonly [number, ProblemCode]>>> = {
  not_configured: [503, 'DEPENDENCY_ERROR'],
  paused: [503, 'DEPENDENCY_ERROR'],
  unauthorised: [424, 'DEPENDENCY_ERROR'],
  forbidden: [424, 'DEPENDENCY_ERROR'],
};
/** Plex's own statuses that say something of the question. */
const ofQuestion: Readonly<Record<number, readonly [number, ProblemCode]>> = {
  400: [400, 'VALIDATION_ERROR'],
  404: [404, 'NOT_FOUND'],
  429: [429, 'RATE_LIMITED'],
};

/** Runs a call to Plex for a route: every fault becomes an error with a sentence, a reason and a remedy; faults of ours pass through. */
export async function fromPlex<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    throw problemOf(error);
  }
}

function problemOf(fault: ServiceFault): HttpProblem {
  const [status, code] = answers[fault.code] ?? ofQuestion[fault.status ?? 0] ?? [502, 'DEPENDENCY_ERROR'];
  return problem(status, code, fault.message, {
    service: 'plex',
    reason: fault.code,
    remedy: fault.remedy,
    ...(fault.status === null ? {} : { upstream_status: fault.status }),
    ...(fault.retryAt === null ? {} : { retry_at: fault.retryAt.toISOString() }),
  });
}
