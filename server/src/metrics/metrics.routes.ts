import type { FastifyPluginAsync } from 'fastify';
import { Type } from 'typebox';
import type { Exporter } from './exporter.ts';

/** `GET /metrics`, beside the base path: the figures as Prometheus reads them. Needs a key where the API does. */
export function metricsRoutes(exporter: Pick<Exporter, 'scrape' | 'contentType'>): FastifyPluginAsync {
  return async (app) => {
    app.get(
      '/metrics',
      {
        schema: {
          summary: 'Figures for Prometheus',
          operationId: 'metrics',
          tags: ['system'],
          response: { 200: { content: { 'text/plain': { schema: Type.String() } } } },
        },
      },
      async (_request, reply) => {
        const text = await exporter.scrape();
        return reply.header('content-type', exporter.contentType).header('cache-control', 'no-store').send(text);
      },
    );
  };
}
