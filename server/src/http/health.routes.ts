import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from './problem.ts';

/** What readiness looks at. Every probe answers within its own time limit and never throws. */
export interface HealthProbes {
  readonly version: string;
  readonly startedAt: number;
  readonly database: () => Promise<boolean>;
  readonly migrations: () => Promise<{ up_to_date: boolean; current: string | null }>;
  /** Name → reachable; these inform, they do not make the server unready. */
  readonly dependencies: () => Promise<Record<string, boolean>>;
  /** The workers of all processes, by name. */
  readonly workers: () => Promise<
    Record<string, { status: string; last_seen: string | null; queue_size: number | 'n/a' }>
  >;
}

const upDown = (up: boolean): 'up' | 'down' => (up ? 'up' : 'down');

/** `{base}/health`, `{base}/ready`, `{base}/status` and the container probes `/api/health/live` and `/api/health/ready`. */
export function healthRoutes(probes: HealthProbes, basePath: string): FastifyPluginAsyncTypebox {
  const uptime = (): number => Math.round((Date.now() - probes.startedAt) / 1000);

  async function readiness() {
    const [db, deps] = await Promise.all([probes.database(), probes.dependencies()]);
    const migrations = db ? await probes.migrations() : { up_to_date: false, current: null };
    const data = {
      db: upDown(db),
      deps: Object.fromEntries(Object.entries(deps).map(([name, up]) => [name, upDown(up)])),
      migrations,
    };
    return { ready: db && migrations.up_to_date, data };
  }

  const readySchema = Type.Object({
    db: Type.String(),
    deps: Type.Record(Type.String(), Type.String()),
    migrations: Type.Object({ up_to_date: Type.Boolean(), current: Type.Union([Type.String(), Type.Null()]) }),
  });

  const workerSchema = Type.Object({
    status: Type.String({ description: 'running, stopped, stale or unavailable' }),
    last_seen: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    queue_size: Type.Union([Type.Integer(), Type.Literal('n/a')], { description: 'Jobs that wait or run' }),
  });

  return async (app) => {
    const health = Type.Object({ status: Type.String(), version: Type.String(), uptime_s: Type.Integer() });
    app.get(
      `${basePath}/health`,
      {
        schema: {
          summary: 'Alive; touches nothing',
          tags: ['system'],
          response: { 200: Type.Object({ ok: Type.Boolean(), data: health, error: Type.Null() }) },
        },
      },
      async () => ({ ok: true, data: { status: 'up', version: probes.version, uptime_s: uptime() }, error: null }),
    );
    app.get(
      `${basePath}/ready`,
      {
        schema: {
          summary: 'Ready to work: database and migrations; dependencies inform',
          tags: ['system'],
          response: { 200: Type.Object({ ok: Type.Boolean(), data: readySchema, error: Type.Null() }) },
        },
      },
      async () => {
        const { ready, data } = await readiness();
        if (!ready) throw problem(503, 'DEPENDENCY_ERROR', 'not ready', data);
        return { ok: true, data, error: null };
      },
    );
    app.get(
      `${basePath}/status`,
      {
        schema: {
          summary: 'State of the server and its connections',
          tags: ['system'],
          response: {
            200: Type.Object({
              status: Type.String(),
              version: Type.String(),
              uptime_seconds: Type.Integer(),
              workers: Type.Record(Type.String(), workerSchema),
              connections: Type.Record(Type.String(), Type.String()),
            }),
          },
        },
      },
      async () => {
        const [deps, workers] = await Promise.all([probes.dependencies(), probes.workers()]);
        const connections = Object.fromEntries(Object.entries(deps).map(([name, up]) => [name, up ? 'ok' : 'fail']));
        return { status: 'ok', version: probes.version, uptime_seconds: uptime(), workers, connections };
      },
    );
    const hide = { schema: { hide: true } };
    app.get('/api/health/live', hide, async () => ({ status: 'ok' }));
    app.get('/api/health/ready', hide, async (_request, reply) => {
      const { ready } = await readiness();
      return await reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'fail' });
    });
  };
}
