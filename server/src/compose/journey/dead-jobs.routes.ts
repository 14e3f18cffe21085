import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, momentOf, spanOf } from '#http';
import type { DeadLetters } from '#jobs';

const tags = ['dead letters'];
const uuid = Type.String({ pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' });
const reasonQuery = Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }));
const wrapped = <T extends Parameters<typeof Type.Array>[0]>(data: T) =>
  Type.Object({ ok: Type.Literal(true), data, error: Type.Null() });
const ok = <T>(data: T) => ({ ok: true as const, data, error: null });
const requeueLimit = 500;
const purgeLimit = 1000;

const itemSchema = Type.Object({
  id: Type.String(),
  entity: Type.Literal('job'),
  type: Type.String(),
  payload: Type.Record(Type.String(), Type.Unknown()),
  reason: Type.String({ description: 'Code of the last failure' }),
  message: Type.String(),
  remedy: Type.Union([Type.String(), Type.Null()]),
  tries: Type.Integer(),
  created_at: Type.String(),
});

/** `/dlq/jobs`: jobs of every type that will not run again by themselves. */
export function deadJobRoutes(dead: DeadLetters): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/dlq/jobs',
      {
        schema: {
          summary: 'Jobs that will not run again by themselves, newest first',
          tags,
          querystring: Type.Object({
            page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
            page_size: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
            type: Type.Optional(Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9_:-]+$' })),
            reason: reasonQuery,
            from: Type.Optional(Type.String({ maxLength: 40 })),
            to: Type.Optional(Type.String({ maxLength: 40 })),
          }),
          response: {
            200: wrapped(
              Type.Object({
                items: Type.Array(itemSchema),
                page: Type.Integer(),
                page_size: Type.Integer(),
                total: Type.Integer(),
              }),
            ),
          },
        },
      },
      async ({ query }) => {
        const { page, page_size, type, reason } = query;
        const found = await dead.list({ type, reason, ...spanOf(query) }, page_size, (page - 1) * page_size);
        const items = found.items.map((job) => ({
          id: job.id,
          entity: 'job' as const,
          type: job.type,
          payload: job.payload,
          reason: job.failure.code,
          message: job.failure.message,
          remedy: job.failure.remedy,
          tries: job.tries,
          created_at: job.diedAt.toISOString(),
        }));
        return ok({ items, page, page_size, total: found.total });
      },
    );

    app.post(
      '/dlq/jobs/requeue',
      {
        schema: {
          summary: 'Run dead jobs again',
          tags,
          body: Type.Object({ ids: Type.Array(uuid, { minItems: 1, maxItems: requeueLimit }) }),
          response: {
            200: wrapped(
              Type.Object({
                requeued: Type.Array(Type.String()),
                skipped: Type.Array(
                  Type.Object({
                    id: Type.String(),
                    reason: Type.String({
                      description:
                        'not_dead_letter · out_of_date: nothing is left to do · handler_missing, payload_invalid: this program cannot run it, it stays',
                    }),
                  }),
                ),
              }),
            ),
          },
        },
      },
      async ({ body }) => {
        const { requeued, skipped } = await dead.requeue(body.ids);
        return ok({ requeued: [...requeued], skipped: [...skipped] });
      },
    );

    app.post(
      '/dlq/jobs/purge',
      {
        schema: {
          summary: 'Remove dead jobs, by id or by age',
          tags,
          body: Type.Object({
            ids: Type.Optional(Type.Array(uuid, { minItems: 1, maxItems: purgeLimit })),
            older_than: Type.Optional(Type.String({ maxLength: 40, description: 'Dead before; ISO 8601' })),
            reason: reasonQuery,
          }),
          response: { 200: wrapped(Type.Object({ purged: Type.Integer() })) },
        },
      },
      async ({ body }) => {
        const olderThan = momentOf(body.older_than, 'older_than');
        if (body.ids !== undefined && olderThan === undefined)
          return ok({ purged: await dead.purge({ ids: body.ids }, body.reason, purgeLimit) });
        if (body.ids === undefined && olderThan !== undefined)
          return ok({ purged: await dead.purge({ olderThan }, body.reason, purgeLimit) });
        throw invalid('ids', 'or "older_than" must be given, and not both');
      },
    );
  };
}
