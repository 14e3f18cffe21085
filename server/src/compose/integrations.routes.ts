import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { type Enabled, integrationNames } from './integrations.ts';

/** `GET /integrations`: which outside programs and services this house has, and how each was when last looked at. */
export function integrationRoutes(deps: {
  readonly enabled: Enabled;
  /** Those that are set up and looked at, with whether they answered. */
  readonly dependencies: () => Promise<Record<string, boolean>>;
}): FastifyPluginAsyncTypebox {
  const provider = Type.Object({
    name: Type.String(),
    status: Type.Enum(['ok', 'down', 'idle', 'disabled'], {
      description:
        'idle: switched on, but not set up, or asked only when it is needed; disabled: not in INTEGRATIONS_ENABLED',
    }),
  });
  const data = Type.Object({ overall: Type.Enum(['ok', 'degraded', 'down']), providers: Type.Array(provider) });
  return async (app) => {
    app.get(
      '/integrations',
      {
        schema: {
          summary: 'The integrations of this house and how they are',
          tags: ['system'],
          response: { 200: Type.Object({ ok: Type.Boolean(), data, error: Type.Null() }) },
        },
      },
      async () => {
        const answered = await deps.dependencies();
        const providers = integrationNames.map((name) => {
          const up = answered[name];
          if (!deps.enabled(name)) return { name, status: 'disabled' as const };
          return { name, status: up === undefined ? ('idle' as const) : up ? ('ok' as const) : ('down' as const) };
        });
        const down = providers.filter(({ status }) => status === 'down').length;
        const well = providers.filter(({ status }) => status === 'ok').length;
        const overall = down === 0 ? ('ok' as const) : well === 0 ? ('down' as const) : ('degraded' as const);
        return { ok: true, data: { overall, providers }, error: null };
      },
    );
  };
}
