import type { FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import { createLiveFeed } from '#activity';
import { createHttpServer } from '#http';

/** What tests look at in answers; each answer has some of it. */
export interface HouseBody {
  readonly items: readonly { readonly id: string; readonly score: number; readonly built_in: readonly string[] }[];
  readonly total: number;
  readonly errors: readonly unknown[];
  readonly best_match: (Record<string, unknown> & { readonly filename: string; readonly ratingKey: string }) | null;
  readonly confidence: number;
  readonly completion: unknown;
  readonly built_in: readonly string[];
  readonly candidates: number;
  readonly verdicts_changed: number;
  readonly changes: readonly { readonly wish_id: number; readonly after: { readonly because: string } }[];
  readonly error: {
    readonly code: string;
    readonly meta: { readonly fields: readonly { readonly name: string }[]; readonly failures: readonly unknown[] };
  };
}

/** The real shell over the given routes, listening on loopback; answers how to ask it and how to close it. */
export async function openHttpHouse(routes: readonly FastifyPluginAsync[]) {
  const app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: 'X-Request-ID',
    webDist: null,
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    changes: createLiveFeed(5),
    routes,
    probes: {
      version: '0.0.0',
      startedAt: Date.now(),
      database: async () => true,
      migrations: async () => ({ up_to_date: true, current: '0001' }),
      dependencies: async () => ({}),
      workers: async () => ({}),
    },
  });
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    /** Where it listens, without a path. */
    base,
    close: () => app.close(),
    /** Asks and reads the JSON answer, whatever its status; `body: undefined` sends none. */
    async ask(method: string, path: string, body?: unknown) {
      const response = await fetch(`${base}/api/v1${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const json = (text === '' ? {} : JSON.parse(text)) as HouseBody;
      return { status: response.status, json };
    },
  };
}
