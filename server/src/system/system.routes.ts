import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { type HostStats, hostStats } from './host.ts';
import { secretRoutes } from './secrets.routes.ts';
import type { SecretTrials } from './secrets.ts';

/** What the routes of this room need. */
export interface SystemRouteDeps {
  readonly version: string;
  /** The folder whose disk is shown. */
  readonly dataDir: string;
  /** The settings of slskd as far as their presence matters. */
  readonly soulseek: () => Promise<{
    readonly enabled: boolean;
    readonly hasAddress: boolean;
    readonly hasKey: boolean;
  }>;
  readonly trials: SecretTrials;
}

const count = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description });
const bytes = Type.Integer({ description: 'Bytes' });
const percent = Type.Number({ description: '0 to 100' });
const seconds = Type.Number({ description: 'Seconds of all processors since the machine started' });

const statsSchema = Type.Object({
  cpu: Type.Object({ percent, cores: Type.Integer(), idle: seconds, user: seconds, system: seconds }),
  memory: Type.Object({ total: bytes, available: bytes, percent, used: bytes, free: bytes }),
  disk: Type.Object(
    { total: bytes, used: bytes, free: bytes, percent },
    { description: 'Of the disk that holds the data folder' },
  ),
  network: Type.Object(
    {
      bytes_sent: count('Bytes'),
      bytes_recv: count('Bytes'),
      packets_sent: count('Packets'),
      packets_recv: count('Packets'),
    },
    { description: 'Since the machine started, all interfaces but loopback; null where the system does not tell' },
  ),
});

/** `GET /`, `GET /system/stats`, `GET /health/soulseek`, `POST /secrets/{provider}/validate`. */
export function systemRoutes(deps: SystemRouteDeps): FastifyPluginAsyncTypebox {
  const tags = ['system'];
  return async (app) => {
    await app.register(secretRoutes(deps.trials));
    app.get(
      '/',
      {
        prefixTrailingSlash: 'slash',
        schema: {
          summary: 'That this is Harmony, and its version',
          operationId: 'index',
          tags,
          response: { 200: Type.Object({ status: Type.Literal('ok'), version: Type.String() }) },
        },
      },
      async () => ({ status: 'ok' as const, version: deps.version }),
    );
    app.get(
      '/system/stats',
      {
        schema: {
          summary: 'Processor, memory, disk and network of the machine',
          operationId: 'systemStats',
          tags,
          response: { 200: statsSchema },
        },
      },
      async (): Promise<HostStats> => await hostStats(deps.dataDir),
    );
    app.get(
      '/health/soulseek',
      {
        schema: {
          summary: 'Whether the settings of slskd are complete; asks nobody',
          operationId: 'soulseekSettings',
          tags,
          response: {
            200: Type.Object({
              service: Type.String(),
              status: Type.String({ description: 'ok, fail or disabled' }),
              missing: Type.Array(Type.String()),
              optional_missing: Type.Array(Type.String(), {
                description: 'SLSKD_URL here: the address is not set, http://127.0.0.1:5030 is used',
              }),
            }),
          },
        },
      },
      async () => {
        const { enabled, hasAddress, hasKey } = await deps.soulseek();
        const optional = [...(hasAddress ? [] : ['SLSKD_URL']), ...(hasKey ? [] : ['SLSKD_API_KEY'])];
        return { service: 'soulseek', status: enabled ? 'ok' : 'disabled', missing: [], optional_missing: optional };
      },
    );
  };
}
