import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import type { PlexClient } from '#integrations/plex';
import { fromPlex } from '../failures.ts';
import { forwarded } from '../forward.ts';
import type { ScanRequests } from '../ports.ts';
import { keySchema, passedSchema, tags, textSchema } from '../schemas.ts';

/** What hangs on the server, and scans of its libraries. */
export function plexServerRoutes(client: PlexClient, scans: ScanRequests): FastifyPluginAsyncTypebox {
  return async (app) => {
    const passedOn = (url: string, path: string, summary: string): void => {
      app.get(
        url,
        {
          schema: {
            summary,
            tags,
            querystring: Type.Object({}, { additionalProperties: true }),
            response: { 200: passedSchema },
          },
        },
        async ({ query }) => ({
          MediaContainer: await fromPlex(() =>
            client.passed({ path, query: forwarded(query as Record<string, unknown>) }),
          ),
        }),
      );
    };
    passedOn('/plex/devices', '/devices', 'Devices that the server knows');
    passedOn('/plex/dvr', '/livetv/dvrs', 'Recorders of live TV; a server without has none');
    passedOn('/plex/livetv', '/livetv/sessions', 'What of live TV is watched now');

    app.post(
      '/plex/library/:section_id/scan',
      {
        schema: {
          summary: 'Asks for a scan of a library, or of one folder in it',
          tags,
          params: Type.Object({ section_id: keySchema }),
          body: Type.Optional(
            Type.Union([
              Type.Null(),
              Type.Object({ path: Type.Optional(textSchema(4096, 'Folder as we see it, absolute')) }),
            ]),
          ),
          response: {
            202: Type.Object({
              ok: Type.Boolean(),
              queued: Type.Boolean({ description: 'false: one runs or waits already' }),
              section_id: Type.String(),
              started: Type.Union([Type.Boolean(), Type.Null()], {
                description: 'Whether Plex was seen beginning it; null: not yet its turn',
              }),
            }),
          },
        },
      },
      async ({ params, body }, reply) => {
        const { section_id } = params;
        const path = body?.path ?? null;
        if (path !== null && (!path.startsWith('/') || path.split('/').includes('..')))
          throw invalid('path', 'must be absolute, without ".."');
        const outcome = await fromPlex(() => scans.request(section_id, path));
        if (outcome.kind === 'no_section')
          throw problem(404, 'NOT_FOUND', `Plex has no library ${section_id}.`, { service: 'plex' });
        if (outcome.kind === 'outside') {
          const { plexPath, locations } = outcome;
          const where =
            plexPath === null
              ? 'no entry of PLEX_PATH_MAP fits it'
              : `for Plex it is ${plexPath}, outside of ${locations.join(', ')}`;
          throw problem(400, 'VALIDATION_ERROR', `path does not lie in library ${section_id}: ${where}.`, {
            fields: [{ name: 'path', message: 'does not lie in the library' }],
            plex_path: plexPath,
            locations,
            remedy: 'Check the path map under Plex.',
          });
        }
        return reply.status(202).send({ ok: true, queued: outcome.queued, section_id, started: outcome.started });
      },
    );
  };
}
