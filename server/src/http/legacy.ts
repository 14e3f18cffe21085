import type { FastifyInstance, RawRequestDefaultExpression } from 'fastify';

/** Unversioned aliases of the API (`FEATURE_ENABLE_LEGACY_ROUTES`): `/downloads` is asked as `/api/v1/downloads`. */
export interface LegacyPaths {
  /** Learns which first parts of paths belong to the API; call before routes are added. */
  learn(app: FastifyInstance): void;
  /** The address that is meant. Whoever wants a web page is left to the page, which has places of the same names. */
  rewrite(request: RawRequestDefaultExpression): string;
}

/** Aliases of what lies below the base path. What has a place of its own beside it (`/plex`, `/beets`) keeps it. */
export function createLegacyPaths(basePath: string, enabled: boolean): LegacyPaths {
  const below = new Set<string>();
  const beside = new Set<string>();
  const firstOf = (path: string): string => /^\/([^/?#]+)/.exec(path)?.[1] ?? '';
  return {
    learn(app) {
      if (!enabled) return;
      app.addHook('onRoute', ({ url }) => {
        if (url.startsWith(`${basePath}/`)) below.add(firstOf(url.slice(basePath.length)));
        else beside.add(firstOf(url));
      });
    },
    rewrite(request) {
      const url = request.url ?? '/';
      if (!enabled) return url;
      const first = firstOf(url);
      if (first === '' || !below.has(first) || beside.has(first)) return url;
      if (request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')) return url;
      return basePath + url;
    },
  };
}
