/** What a caller may do; each includes the ones before it. */
export type Scope = 'read' | 'operate' | 'admin';

/** Every scope, weakest first. */
export const scopes: readonly Scope[] = ['read', 'operate', 'admin'];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Scope that the route needs; left out, the method and the path decide (`defaultScope`). */
    scope?: Scope;
    /** Answers everybody: what is needed before signing in, and what carries a token of its own. */
    open?: boolean;
  }
}

/** First parts of paths that only administrators may use: they hold keys, secrets and what the whole house runs on. */
const adminPlaces = new Set(['settings', 'secrets', 'keys', 'admin']);

/** Reading needs `read`, everything else `operate`; settings, secrets, keys and `/admin` need `admin` in any case. */
export function defaultScope(method: string, path: string, basePath: string): Scope {
  const inside = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  if (adminPlaces.has(inside.split('/')[1] ?? '')) return 'admin';
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? 'read' : 'operate';
}

/** Whether somebody with `held` may do what needs `needed`. */
export function covers(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed);
}
