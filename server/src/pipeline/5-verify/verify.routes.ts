import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';

/** What the routes need. */
export interface VerifyRouteDeps {
  /** The picture as PNG; `null` when there is none under this id. */
  readonly spectrogramOf: (id: number) => Promise<Buffer | null>;
}

const params = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

/** `GET /verifications/{id}/spectrogram`. */
export function verifyRoutes(deps: VerifyRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/verifications/:id/spectrogram',
      {
        schema: {
          tags: ['wishes'],
          operationId: 'getSpectrogram',
          summary: 'Picture of a checked file: time to the right, frequency upwards to half the sample rate',
          params,
          response: {
            200: { description: 'PNG, 480 × 160 or narrower', content: { 'image/png': { schema: Type.Any() } } },
          },
        },
      },
      async ({ params: { id } }, reply) => {
        const png = await deps.spectrogramOf(id);
        if (png === null) throw problem(404, 'NOT_FOUND', `There is no spectrogram ${id}.`);
        // a check run again may replace it
        return await reply.type('image/png').header('cache-control', 'private, max-age=300').send(png);
      },
    );
  };
}
