import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Activity } from './activity.store.ts';

/** `GET /activity`: what happened, newest first. */
export function activityRoutes(activity: Activity): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/activity',
      {
        schema: {
          summary: 'What happened, newest first',
          tags: ['activity'],
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
            type: Type.Optional(Type.String({ maxLength: 128 })),
            status: Type.Optional(Type.String({ maxLength: 128 })),
          }),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  timestamp: Type.String(),
                  type: Type.String(),
                  status: Type.String(),
                  details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
                }),
              ),
              total_count: Type.Integer(),
            }),
          },
        },
      },
      async ({ query }) => {
        const { items, total } = await activity.list(
          { type: query.type, status: query.status },
          query.limit,
          query.offset,
        );
        return { items, total_count: total };
      },
    );
  };
}
