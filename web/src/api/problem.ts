/** A request that did not bring what was asked: the server's code and sentence, or `OFFLINE` when nobody answered. */
export class Problem extends Error {
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly meta: Record<string, unknown>;

  constructor(code: string, message: string, status: number, meta: Record<string, unknown> = {}) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.meta = meta;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Reads the error envelope; tolerant, because a proxy in between may answer with anything. */
export function problemFrom(status: number, body: unknown): Problem {
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : {};
  const code = typeof error['code'] === 'string' ? error['code'] : `HTTP_${status}`;
  const message = typeof error['message'] === 'string' ? error['message'] : '';
  return new Problem(code, message, status, isRecord(error['meta']) ? error['meta'] : {});
}

/** Any thrown thing as a problem; a failed fetch is `OFFLINE`. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem('OFFLINE', thrown instanceof Error ? thrown.message : '', 0);
}
