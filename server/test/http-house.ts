import type { FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import { createLiveFeed } from '#activity';
import { createHttpServer } from '#http';

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
    close: () => app.close(),
    /** Asks and reads the JSON answer, whatever its status; `body: undefined` sends none. */
    async ask(method: string, path: string, body?: unknown) {
      const response = await fetch(`${base}/api/v1${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      // biome-ignore lint/suspicious/noExplicitAny: tests look at any answer
      const json = text === '' ? null : (JSON.parse(text) as any);
      return { status: response.status, json };
    },
  };
}
