import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { spanOf } from '#http';
import { csvLine } from '#platform/csv';
import type { Activity, NumberedEvent } from './activity.store.ts';

const tags = ['activity'];
const word = Type.Optional(Type.String({ minLength: 1, maxLength: 128, pattern: '^[^\\u0000]*$' }));
const moment = (description: string) => Type.Optional(Type.String({ maxLength: 40, description }));
const from = moment('At or after; ISO 8601');
const to = moment('At or before; ISO 8601');

const eventSchema = Type.Object({
  timestamp: Type.String(),
  type: Type.String(),
  status: Type.String(),
  details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
const numberedSchema = Type.Interface([eventSchema], { id: Type.Integer() });

/** `GET /activity` and `GET /activity/export`: what happened, newest first. New events arrive live as `activity` on `/events`. */
export function activityRoutes(activity: Activity): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/activity',
      {
        schema: {
          summary: 'What happened, newest first',
          tags,
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
            type: word,
            status: word,
            from,
            to,
          }),
          response: { 200: Type.Object({ items: Type.Array(eventSchema), total_count: Type.Integer() }) },
        },
      },
      async ({ query }) => {
        const filter = { type: query.type, status: query.status, ...spanOf(query) };
        const { items, total } = await activity.list(filter, query.limit, query.offset);
        return { items, total_count: total };
      },
    );

    app.get(
      '/activity/export',
      {
        schema: {
          summary: 'The history as JSON or CSV, newest first',
          tags,
          produces: ['application/json', 'text/csv'],
          querystring: Type.Object({
            format: Type.Enum(['json', 'csv'], { default: 'json' }),
            type: word,
            status: word,
            from,
            to,
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
          }),
          response: { 200: Type.Unsafe<Readable>({ type: 'array', items: numberedSchema }) },
        },
      },
      async ({ query }, reply) => {
        const filter = { type: query.type, status: query.status, ...spanOf(query) };
        const pages = activity.all(filter, query.limit ?? Number.MAX_SAFE_INTEGER);
        const csv = query.format === 'csv';
        const day = new Date().toISOString().slice(0, 10);
        reply.header('content-disposition', `attachment; filename="activity_history_${day}.${query.format}"`);
        reply.type(csv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
        // A stream is sent as it is; the schema above only describes it.
        return reply.send(Readable.from(csv ? csvOf(pages) : jsonOf(pages)));
      },
    );
  };
}

async function* csvOf(pages: AsyncIterable<readonly NumberedEvent[]>): AsyncGenerator<string> {
  yield csvLine(['id', 'timestamp', 'type', 'status', 'details']);
  for await (const page of pages) {
    yield page
      .map(({ id, timestamp, type, status, details }) =>
        csvLine([id, timestamp, type, status, details === undefined ? null : JSON.stringify(details)]),
      )
      .join('');
  }
}

async function* jsonOf(pages: AsyncIterable<readonly NumberedEvent[]>): AsyncGenerator<string> {
  let open = '[';
  for await (const page of pages) {
    yield open + page.map((event) => JSON.stringify(event)).join(',');
    open = ',';
  }
  yield open === '[' ? '[]' : ']';
}
