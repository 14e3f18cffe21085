import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { SlskdStatus } from '#integrations/slskd';

/** What the route needs. */
export interface SoulseekStatusDeps {
  readonly status: () => Promise<SlskdStatus>;
}

const text = Type.Union([Type.String(), Type.Null()]);

/** `GET /soulseek/status`: whether slskd is there, signed in and usable, and what to do when it is not. */
export function soulseekStatusRoutes(deps: SoulseekStatusDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/soulseek/status',
      {
        schema: {
          summary: 'Connection to Soulseek through slskd',
          tags: ['soulseek'],
          response: {
            200: Type.Object({
              status: Type.String({ description: 'connected or disconnected' }),
              detail: text,
              remedy: text,
              version: text,
              logged_in: Type.Boolean(),
              username: text,
              downloads_folder: text,
            }),
          },
        },
      },
      async () => soulseekView(await deps.status()),
    );
  };
}

/** The state of slskd as the API and the live feed show it. */
export function soulseekView(status: SlskdStatus) {
  const signedOut = status.connected && !status.loggedIn;
  return {
    status: status.connected && status.loggedIn ? 'connected' : 'disconnected',
    detail: status.problem?.sentence ?? (signedOut ? 'slskd runs but is not signed in to Soulseek.' : null),
    remedy: status.problem?.remedy ?? (signedOut ? 'Open slskd and check its Soulseek user name and password.' : null),
    version: status.version,
    logged_in: status.loggedIn,
    username: status.username,
    downloads_folder: status.downloadsFolder.local,
  };
}
