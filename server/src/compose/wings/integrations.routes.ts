import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { type Enabled, integrationNames } from './integrations.ts';

/** Facts about an outside service, as last seen. */
export type ProviderDetails = Readonly<Record<string, string | boolean | null>>;

/** `GET /integrations`: which outside programs and services this house has, and how each was when last looked at. */
export function integrationRoutes(deps: {
  readonly enabled: Enabled;
  /** Those that are set up and looked at, with whether they answered. */
  readonly dependencies: () => Promise<Record<string, boolean>>;
  /** What is known of each beyond that, free of secrets. */
  readonly details: () => Promise<Readonly<Record<string, ProviderDetails>>>;
}): FastifyPluginAsyncTypebox {
  const provider = Type.Object({
    name: Type.String(),
    status: Type.Enum(['ok', 'down', 'idle', 'disabled'], {
      description:
        'idle: switched on, but not set up, or asked only when it is needed; disabled: not in INTEGRATIONS_ENABLED',
    }),
    details: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean(), Type.Null()]), {
        description:
          'What was last seen of it: slskd: address, version, signed_in, problem; spotify: mode, signed_in, problem; plex: state',
      }),
    ),
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
        const [answered, known] = await Promise.all([deps.dependencies(), deps.details()]);
        const providers = integrationNames.map((name) => {
          const up = answered[name];
          if (!deps.enabled(name)) return { name, status: 'disabled' as const };
          const status = up === undefined ? ('idle' as const) : up ? ('ok' as const) : ('down' as const);
          const details = known[name];
          return { name, status, ...(details === undefined ? {} : { details }) };
        });
        const down = providers.filter(({ status }) => status === 'down').length;
        const well = providers.filter(({ status }) => status === 'ok').length;
        const overall = down === 0 ? ('ok' as const) : well === 0 ? ('down' as const) : ('degraded' as const);
        return { ok: true, data: { overall, providers }, error: null };
      },
    );
  };
}
