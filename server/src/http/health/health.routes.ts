import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger } from 'fastify';
import { Type } from 'typebox';
import { problem } from '../problems/problem.ts';
import type { HealthSettings } from './settings.ts';

/** What readiness looks at. A probe that throws or takes too long counts as down. */
export interface HealthProbes {
  readonly version: string;
  readonly startedAt: number;
  readonly database: () => Promise<boolean>;
  readonly migrations: () => Promise<{ up_to_date: boolean; current: string | null; head?: readonly string[] }>;
  /** Name → reachable; these inform, they do not make the server unready. */
  readonly dependencies: () => Promise<Record<string, boolean>>;
  /** The workers of all processes, by name. */
  readonly workers: () => Promise<
    Record<string, { status: string; last_seen: string | null; queue_size: number | 'n/a' }>
  >;
}

const upDown = (up: boolean): 'up' | 'down' => (up ? 'up' : 'down');

/** How readiness is looked at when nothing is said. */
const usual: HealthSettings = { dbTimeoutMs: 500, depTimeoutMs: 800, deps: [], requireDb: true };

/** The answer of a probe, or `otherwise` when it throws or the time is over. */
async function within<T>(ms: number, probe: () => Promise<T>, otherwise: T): Promise<T> {
  const late = Promise.withResolvers<T>();
  const timer = setTimeout(() => late.resolve(otherwise), ms);
  try {
    return await Promise.race([probe().catch(() => otherwise), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Exit codes of sysexits.h, which the probes name so that a supervisor can tell why: 69 something outside, 78 configuration. */
const exitCodes = { unavailable: 69, configuration: 78 } as const;

/** `{base}/health`, `{base}/ready`, `{base}/status` and the container probes `/api/health/live` and `/api/health/ready`. */
export function healthRoutes(
  probes: HealthProbes,
  basePath: string,
  settings: HealthSettings = usual,
): FastifyPluginAsyncTypebox {
  const uptime = (): number => Math.round((Date.now() - probes.startedAt) / 1000);

  async function readiness(log: FastifyBaseLogger) {
    const begun = performance.now();
    const { dbTimeoutMs, depTimeoutMs, deps: named, requireDb } = settings;
    const [db, known] = await Promise.all([
      within(dbTimeoutMs, probes.database, false),
      within<Record<string, boolean>>(depTimeoutMs, probes.dependencies, {}),
    ]);
    const unread = { up_to_date: false, current: null, head: [] };
    const [migrations, workers] = await Promise.all([
      db ? within(dbTimeoutMs, probes.migrations, unread) : unread,
      db ? within<Record<string, { status: string }>>(dbTimeoutMs, probes.workers, {}) : {},
    ]);
    const deps = named.length === 0 ? known : Object.fromEntries(named.map((name) => [name, known[name] === true]));
    const data = {
      db: upDown(db),
      deps: Object.fromEntries(Object.entries(deps).map(([name, up]) => [name, upDown(up)])),
      migrations: {
        up_to_date: migrations.up_to_date,
        current: migrations.current,
        head: [...(migrations.head ?? [])],
      },
      orchestrator: orchestratorOf(workers),
    };
    const missing = named.filter((name) => deps[name] !== true);
    const ready = missing.length === 0 && (requireDb ? db && migrations.up_to_date : true);
    const up = Object.values(data.deps).filter((word) => word === 'up').length;
    const counts = { deps_up: up, deps_down: Object.keys(data.deps).length - up };
    const duration_ms = Math.round(performance.now() - begun);
    // asked every few seconds: only what is wrong is worth a line
    log[ready ? 'debug' : 'warn'](
      {
        event: 'ready.check',
        component: 'http.health',
        status: ready ? 'ok' : 'error',
        db: data.db,
        ...counts,
        duration_ms,
      },
      ready ? 'ready' : 'not ready',
    );
    return { ready, data, missing };
  }

  /** What keeps it from being ready, as the container probe names it. */
  function issuesOf({ data, missing }: Awaited<ReturnType<typeof readiness>>) {
    const issue = (component: string, message: string, exit_code: number, details: Record<string, unknown>) => ({
      component,
      message,
      exit_code,
      details,
    });
    const database = issue('database', 'The database does not answer.', exitCodes.unavailable, {});
    const schema = issue(
      'migrations',
      'The schema of the database is not the one of this version.',
      exitCodes.configuration,
      data.migrations,
    );
    const needsDb = settings.requireDb;
    return [
      ...(needsDb && data.db === 'down' ? [database] : []),
      ...(needsDb && data.db === 'up' && !data.migrations.up_to_date ? [schema] : []),
      ...missing.map((name) => issue(name, `${name} does not answer.`, exitCodes.unavailable, {})),
    ];
  }

  const readySchema = Type.Object({
    db: Type.String({ description: 'up or down' }),
    deps: Type.Record(Type.String(), Type.String(), { description: 'up or down; see HEALTH_DEPS' }),
    migrations: Type.Object({
      up_to_date: Type.Boolean(),
      current: Type.Union([Type.String(), Type.Null()]),
      head: Type.Array(Type.String(), { description: 'The newest migration of this version' }),
    }),
    orchestrator: Type.Object({
      components: Type.Record(Type.String(), Type.String(), { description: 'up or down' }),
      jobs: Type.Record(Type.String(), Type.String(), { description: 'enabled: a process works on them; disabled' }),
      enabled_jobs: Type.Record(Type.String(), Type.Boolean()),
    }),
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
      async ({ log }) => {
        log.debug({ event: 'health.check', component: 'http.health', status: 'ok' }, 'alive');
        return { ok: true, data: { status: 'up', version: probes.version, uptime_s: uptime() }, error: null };
      },
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
      async ({ log }) => {
        const { ready, data } = await readiness(log);
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
    app.get('/api/health/ready', hide, async (request, reply) => {
      const found = await readiness(request.log);
      const { verbose } = request.query as { verbose?: string };
      const issues = issuesOf(found);
      return await reply.status(found.ready ? 200 : 503).send({
        status: found.ready ? 'ok' : 'fail',
        ...(['1', 'true', 'yes', 'on'].includes(verbose ?? '') ? { checks: found.data } : {}),
        ...(issues.length === 0 ? {} : { issues }),
      });
    });
  };
}

/** Which parts of the queue live in some process, from the heartbeats of all. */
function orchestratorOf(workers: Readonly<Record<string, { readonly status: string }>>) {
  const runs = ([, { status }]: readonly [string, { readonly status: string }]): boolean => status === 'running';
  const entries = Object.entries(workers);
  const isPart = (name: string): boolean => name === 'scheduler' || name === 'dispatcher';
  const jobs = entries.filter(([name]) => !isPart(name));
  return {
    components: Object.fromEntries(
      entries.filter(([name]) => isPart(name)).map((each) => [each[0], upDown(runs(each))]),
    ),
    jobs: Object.fromEntries(jobs.map((each) => [each[0], runs(each) ? 'enabled' : 'disabled'])),
    enabled_jobs: Object.fromEntries(jobs.map((each) => [each[0], runs(each)])),
  };
}
