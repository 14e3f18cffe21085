import type { RequestRecord } from './server.ts';

/** Counts calls of the Web API by route, to prove how few were made. */
export interface Calls {
  /** Calls of one route since the start or the last `reset`, for example of `GET /playlists/{id}/items`. */
  of(route: string): number;
  total(): number;
  /** All routes that were called. */
  byRoute(): Readonly<Record<string, number>>;
  /** Counts from zero again; the requests stay in the log. */
  reset(): void;
}

/** Counts over the log of requests. */
export function countCalls(requests: readonly RequestRecord[]): Calls {
  let from = 0;
  const seen = (): readonly RequestRecord[] => requests.slice(from).filter((request) => request.service === 'api');
  return {
    of: (route) => seen().filter((request) => request.route === route).length,
    total: () => seen().length,
    byRoute() {
      const counts: Record<string, number> = {};
      for (const { route } of seen()) counts[route] = (counts[route] ?? 0) + 1;
      return counts;
    },
    reset() {
      from = requests.length;
    },
  };
}
