import type { Json } from './wire.ts';

/** A request after authentication. */
export interface Ask {
  readonly method: string;
  /** Decoded path segments by their names in the pattern. */
  readonly segments: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Lower-cased names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What is sent back: a container, an empty 200, or a bare page with the status. */
export interface Answer {
  readonly status: number;
  readonly container?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One route. Segments of the pattern that begin with `:` take any segment. */
export interface Route {
  readonly methods: readonly string[];
  readonly pattern: string;
  /** Answers without a token. */
  readonly anonymous?: boolean;
  readonly handle: (ask: Ask) => Answer | Promise<Answer>;
}

/** 200 with these contents. */
export const container = (contents: Json, headers?: Readonly<Record<string, string>>): Answer => ({
  status: 200,
  container: contents,
  ...(headers && { headers }),
});

/** 200 without a body. */
export const done: Answer = { status: 200 };

/** Ends a handler with a bare status. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number) {
    super(String(status));
    this.status = status;
  }
}

const words: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  414: 'URI Too Long',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The page that the server sends with an error, whatever was asked for. */
export function errorPage(status: number): string {
  const word = words[status] ?? 'Error';
  return `<html><head><title>${word}</title></head><body><h1>${status} ${word}</h1></body></html>`;
}

/** A parameter that is also accepted as a header, as all of `X-Plex-…` are. */
export function parameter(ask: Pick<Ask, 'query' | 'headers'>, name: string): string | null {
  const header = ask.headers[name.toLowerCase()];
  return ask.query.get(name) ?? (typeof header === 'string' ? header : null);
}

/** A required parameter; without it the answer is 400. */
export function required(ask: Ask, name: string): string {
  const value = ask.query.get(name);
  if (value === null || value === '') throw new Refusal(400);
  return value;
}

/** A parameter that must be a whole number from 0 on. */
function countOf(ask: Ask, name: string): number | null {
  const text = parameter(ask, name);
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(400);
  return Number(text);
}

/**
 * One page of `rows` as `X-Plex-Container-Start` and `-Size` say. Without a size everything comes, and no total is told; size 0 gives the total
 * alone; an empty list has no array. A page never has more than `cap` rows, whatever was asked for.
 */
export function page<T>(
  ask: Ask,
  rows: readonly T[],
  shown: (row: T) => Json,
  options: { name?: string; cap?: number; contents?: Json } = {},
): Answer {
  const size = countOf(ask, 'X-Plex-Container-Size');
  const start = countOf(ask, 'X-Plex-Container-Start') ?? 0;
  const part = rows.slice(
    start,
    size === null ? undefined : start + Math.min(size, options.cap ?? Number.POSITIVE_INFINITY),
  );
  const contents = {
    size: part.length,
    ...(size === null ? {} : { totalSize: rows.length, offset: start }),
    ...options.contents,
    ...(part.length === 0 ? {} : { [options.name ?? 'Metadata']: part.map(shown) }),
  };
  return container(contents, {
    'x-plex-container-start': String(start),
    'x-plex-container-total-size': String(rows.length),
  });
}

/** The route for a path; among several the one with the fewest parameters. Another method than the route knows is not found, either. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly segments: Record<string, string> } | undefined {
  const parts = path.split('/').slice(1);
  let best: { route: Route; segments: Record<string, string> } | undefined;
  for (const route of routes) {
    const pattern = route.pattern.split('/').slice(1);
    if (pattern.length !== parts.length || !route.methods.includes(method)) continue;
    if (!pattern.every((each, at) => (each.startsWith(':') && each.length > 1) || each === parts[at])) continue;
    const segments: Record<string, string> = {};
    for (const [at, each] of pattern.entries())
      if (each.startsWith(':') && each.length > 1) segments[each.slice(1)] = decodeURIComponent(parts[at] ?? '');
    if (best === undefined || Object.keys(segments).length < Object.keys(best.segments).length)
      best = { route, segments };
  }
  return best;
}
