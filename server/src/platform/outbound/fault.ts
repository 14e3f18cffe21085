/** Why a call to an outside service gave no usable answer. */
export type FaultCode =
  | 'unreachable'
  | 'timeout'
  | 'connection_lost'
  | 'too_large'
  | 'html_instead_of_json'
  | 'bad_json'
  | 'unexpected_shape'
  | 'redirected'
  | 'unauthorised'
  | 'forbidden'
  | 'service_error'
  | 'unexpected_status'
  | 'paused'
  | 'not_configured'
  | 'switched_off'
  | 'aborted'
  | 'address_not_allowed';

/** A fault of an outside service: a code for programs, a sentence and a remedy for people, and when another try makes sense. */
export class ServiceFault extends Error {
  readonly service: string;
  readonly code: FaultCode;
  readonly remedy: string;
  /** HTTP status, where one was received. */
  readonly status: number | null;
  /** Not before this moment, where it is known (the service's pause, `Retry-After`). */
  readonly retryAt: Date | null;

  constructor(fault: {
    service: string;
    code: FaultCode;
    sentence: string;
    remedy: string;
    status?: number;
    retryAt?: Date | null;
    cause?: unknown;
  }) {
    super(fault.sentence, fault.cause === undefined ? undefined : { cause: fault.cause });
    this.name = 'ServiceFault';
    this.service = fault.service;
    this.code = fault.code;
    this.remedy = fault.remedy;
    this.status = fault.status ?? null;
    this.retryAt = fault.retryAt ?? null;
  }
}

const lostCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);
const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** Turns what `undici` threw into a fault. `signal` is the caller's own: when it is aborted, that is the reason. */
export function transportFault(
  error: unknown,
  call: { service: string; origin: string; timeoutMs: number; signal: AbortSignal | undefined },
): ServiceFault {
  if (error instanceof ServiceFault) return error;
  const { service, origin } = call;
  const common = { service, cause: error };
  if (call.signal?.aborted === true) {
    return new ServiceFault({
      ...common,
      code: 'aborted',
      sentence: `The call to ${service} was called off.`,
      remedy: 'Nothing to do.',
    });
  }
  const name = error instanceof Error ? error.name : '';
  const code = codeOf(error);
  if (name === 'TimeoutError' || timeoutCodes.has(code)) {
    return new ServiceFault({
      ...common,
      code: 'timeout',
      sentence: `${service} at ${origin} did not answer within ${Math.round(call.timeoutMs / 100) / 10} s.`,
      remedy: `See whether ${service} is overloaded or the network is slow; otherwise raise its time limit.`,
    });
  }
  if (lostCodes.has(code) || code.startsWith('HPE_')) {
    return new ServiceFault({
      ...common,
      code: 'connection_lost',
      sentence: `${service} at ${origin} broke off in the middle of an answer.`,
      remedy: `See whether ${service} restarted or a proxy in between cuts connections.`,
    });
  }
  const why = code || (error instanceof Error ? error.message : String(error));
  return new ServiceFault({
    ...common,
    code: 'unreachable',
    sentence: `${service} cannot be reached at ${origin} (${why}).`,
    remedy: `Start ${service}, and check its address and port in the configuration.`,
  });
}

function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
  }
  return '';
}
