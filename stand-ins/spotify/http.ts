import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { readAll } from '../loopback.ts';

/** A request as the services read it. */
export interface Ask {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What is sent back; at most one of `json`, `text` and `html`. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown anywhere below a route to end with an answer. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`Refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** Ends the request with an error of the Web API. */
export function refuse(status: number, message: string, reason?: string): never {
  throw new Refusal({ status, json: { error: { status, message, ...(reason === undefined ? {} : { reason }) } } });
}

/** Fields of a form body; of a body of another type nothing is read. */
export function formOf(ask: Ask): URLSearchParams {
  const type = ask.headers['content-type'] ?? '';
  const isForm = /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type);
  return new URLSearchParams(isForm ? ask.body.toString('utf8') : '');
}

const bodyLimit = 5_000_000;

/** Reads a request body. Throws a 413 when it is too long. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const body = await readAll(request, bodyLimit);
  if (body === undefined) throw new Refusal({ status: 413, text: 'Payload Too Large' });
  return body;
}

/** Text for HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Type and text of an answer's body. */
export function render(answer: Answer): { readonly type: string | undefined; readonly text: string } {
  if (answer.html !== undefined) return { type: 'text/html; charset=utf-8', text: answer.html };
  if (answer.text !== undefined) return { type: 'text/plain; charset=utf-8', text: answer.text };
  if (answer.json !== undefined) return { type: 'application/json; charset=utf-8', text: JSON.stringify(answer.json) };
  return { type: undefined, text: '' };
}
