import type { ProblemCode } from './problem-codes.ts';

export type { ProblemCode };

/** An answer that is an error: thrown in a handler, turned into the envelope `{ok:false,error:{code,message,meta?}}` by the shell. */
export class HttpProblem extends Error {
  readonly statusCode: number;
  readonly code: ProblemCode;
  readonly meta: Record<string, unknown> | undefined;

  constructor(statusCode: number, code: ProblemCode, message: string, meta?: Record<string, unknown>, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HttpProblem';
    this.statusCode = statusCode;
    this.code = code;
    this.meta = meta;
  }
}

/** Makes the error to throw in a handler. `message` is a sentence for people; `meta` names fields, reasons and remedies. */
export function problem(
  statusCode: number,
  code: ProblemCode,
  message: string,
  meta?: Record<string, unknown>,
): HttpProblem {
  return new HttpProblem(statusCode, code, message, meta);
}
