import type { IncomingMessage } from 'node:http';
import { readAll } from '../loopback.ts';
import { toJson } from './wire.ts';

/** A request after routing and authentication. */
export interface Ask {
  readonly method: string;
  /** Raw path segments by the name in the route pattern, not decoded. */
  readonly segments: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON body; `undefined` when there was none. */
  readonly body: unknown;
  /** Who asks; a JWT is Administrator, a key has the role it was made with. */
  readonly caller: 'key' | 'jwt' | 'nobody';
}

/** What is sent back. `json` is written without nulls; neither `json` nor `raw` means an empty body. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly raw?: { readonly type: string; readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** One route; pattern segments starting with `:` take any segment. */
export interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly anonymous?: boolean;
  /**
   * The handler takes a JSON body. `lenient` handlers never look whether it could be read: to them a body of another shape is no body
   * (`undefined`); the others answer 400.
   */
  readonly takesBody?: 'strict' | 'lenient';
  readonly handle: (ask: Ask) => Answer | Promise<Answer>;
}

/** Shorthand for an answer with a JSON body. */
export const json = (status: number, value: unknown): Answer => ({ status, json: value });

/** Shorthand for an answer without body. */
export const empty = (status: number): Answer => ({ status });

/** Thrown by a handler to end with an answer. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(status: number, message?: string) {
    super(message ?? String(status));
    this.answer = message === undefined ? empty(status) : json(status, message);
  }
}

const guid = /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;
const plainGuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Canonical form of a GUID in one of .NET's usual spellings, else `null`. */
export function parseGuid(text: string): string | null {
  if (!guid.test(text)) return null;
  const digits = text.replace(/[{}-]/g, '').toLowerCase();
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

/** A GUID inside JSON: only the form with dashes and without braces is read. */
export function parseJsonGuid(text: unknown): string | null {
  return typeof text === 'string' && plainGuid.test(text) ? text.toLowerCase() : null;
}

/** A query flag as .NET parses it; rubbish is `false`. */
export function flag(query: URLSearchParams, name: string, fallback = false): boolean {
  for (const [key, value] of query) if (key.toLowerCase() === name.toLowerCase()) return /^true$/i.test(value);
  return fallback;
}

/** Property of a JSON object by name, ignoring case, as .NET binds it. */
export function property(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  const wanted = name.toLowerCase();
  const found = Object.entries(body).findLast(([key]) => key.toLowerCase() === wanted);
  return found?.[1];
}

/** Finds the route of a path; literal segments go before parameters. `allow` names the methods when only the method differs. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  segments: readonly string[],
): { readonly route: Route; readonly segments: Record<string, string> } | { readonly allow: string } | undefined {
  const fits = routes
    .map((route) => ({ route, parts: route.pattern.split('/') }))
    .filter(({ parts }) => parts.length === segments.length)
    .filter(({ parts }) => parts.every((part, i) => part.startsWith(':') || part === segments[i]?.toLowerCase()))
    .sort((a, b) => a.parts.filter((p) => p.startsWith(':')).length - b.parts.filter((p) => p.startsWith(':')).length);
  const fit = fits.find(({ route }) => route.method === method);
  if (!fit) {
    const allow = [...new Set(fits.map(({ route }) => route.method))].toSorted((a, b) => (a < b ? -1 : 1)).join(', ');
    return allow === '' ? undefined : { allow };
  }
  const named: Record<string, string> = {};
  fit.parts.forEach((part, i) => {
    if (part.startsWith(':')) named[part.slice(1)] = segments[i] ?? '';
  });
  return { route: fit.route, segments: named };
}

const bodyLimit = 30_000_000;

/** Reads a request body; throws a 413 above Kestrel's default limit. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const body = await readAll(request, bodyLimit);
  if (body === undefined) throw new Refusal(413);
  return body;
}

/** Whether a request may carry that content type: none, or JSON. The daemon asks this of every request, also of a GET. */
export function isJsonType(type: string | undefined): boolean {
  return type === undefined || /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type);
}

/** Parses a JSON body. Throws 415 without a content type and 400 for text that is no JSON, or that is nothing. */
export function parseBody(type: string | undefined, bytes: Buffer): unknown {
  if (type === undefined) throw new Refusal(415);
  let body: unknown = null;
  try {
    if (bytes.length > 0) body = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Refusal(400, `The JSON value could not be read: ${error instanceof Error ? error.message : 'malformed'}`);
  }
  if (body === null) throw new Refusal(400, 'The request body must not be empty');
  return body;
}

/** The bytes and headers of an answer. */
export function render(answer: Answer): { readonly headers: Record<string, string>; readonly text: string } {
  if (answer.raw) return { headers: { ...answer.headers, 'content-type': answer.raw.type }, text: answer.raw.text };
  if (answer.json === undefined) return { headers: { ...answer.headers }, text: '' };
  return {
    headers: { ...answer.headers, 'content-type': 'application/json; charset=utf-8' },
    text: toJson(answer.json),
  };
}
