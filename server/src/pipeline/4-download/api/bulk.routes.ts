import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid } from '#http';
import { bulkDeeds, createDownloadBulk } from './bulk.ts';
import { maxId, statesOf, statusQuery, textQuery } from './requests.ts';

/** Downloads that one request names or touches at most. */
const most = 100;
/** After this a request begins nothing more; the rest is for the next one. */
const deadlineMs = 5_000;
/** A count goes no further. */
const countMost = 10_000;

const id = Type.Integer({ minimum: 1, maximum: maxId });
const bodySchema = Type.Object(
  {
    action: Type.Enum([...bulkDeeds], {
      description:
        'retry: failed, cancelled and given up ones again, of several for one wish the newest; cancel: those under way; priority: of those under way and of their wishes',
    }),
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, description: 'With `priority` only' })),
    ids: Type.Optional(Type.Array(id, { minItems: 1, maxItems: most })),
    filter: Type.Optional(
      Type.Object(
        { status: statusQuery, query: textQuery },
        {
          additionalProperties: false,
          description: 'In place of `ids`: all that match, also those that no page shows. Empty: every download.',
        },
      ),
    ),
    below: Type.Optional(
      Type.Integer({ minimum: 1, maximum: maxId, description: '`next` of the answer before, with the same filter' }),
    ),
    dry_run: Type.Boolean({ default: false, description: 'Only says how many a filter means' }),
  },
  { additionalProperties: false, examples: [{ action: 'retry', ids: [41, 42] }] },
);

const number = Type.Union([Type.Integer(), Type.Null()]);
const answerSchema = Type.Object({
  matched: Type.Union([...number.anyOf], {
    description: `With \`dry_run\`: how many the filter means, counted up to ${countMost}`,
  }),
  taken: Type.Integer({ description: 'How many were changed by this request' }),
  taken_ids: Type.Array(Type.Integer()),
  refused: Type.Array(Type.Object({ code: Type.String(), sentence: Type.String(), count: Type.Integer() })),
  next: Type.Union([...number.anyOf], { description: 'More is left: ask again with `below` set to this' }),
});

/** `POST /downloads/bulk`: the same for many downloads, named or by filter, a bounded portion per request. */
export function downloadBulkRoutes(deps: Parameters<typeof createDownloadBulk>[0]): FastifyPluginAsyncTypebox {
  return async (app) => {
    const bulk = createDownloadBulk(deps);
    app.post(
      '/downloads/bulk',
      {
        schema: {
          summary:
            'Try many downloads again, stop them or give them a priority, by id or by filter, a portion at a time',
          tags: ['downloads'],
          operationId: 'changeManyDownloads',
          body: bodySchema,
          response: { 200: answerSchema },
        },
      },
      async ({ body }) => {
        const { action, ids, filter, below = maxId, dry_run: dryRun, priority } = body;
        if ((ids === undefined) === (filter === undefined))
          throw invalid(ids === undefined ? 'ids' : 'filter', 'must be given as either ids or a filter');
        if ((action === 'priority') !== (priority !== undefined))
          throw invalid('priority', 'belongs to the action priority, and only to it');
        if (dryRun && filter === undefined)
          throw invalid('dry_run', 'counts what a filter means; ids need no counting');
        const narrowed = { states: statesOf(filter?.status, 'filter.status'), query: filter?.query };
        const nothing = { matched: null, taken: 0, taken_ids: [], refused: [], next: null };
        if (dryRun) return { ...nothing, matched: await bulk.count(action, narrowed, countMost) };
        const portion = { below, priority: priority ?? 0, deadlineMs };
        const { taken, refused, last, whole } =
          ids === undefined
            ? await bulk.ofFilter(action, narrowed, { ...portion, limit: most })
            : await bulk.ofIds(action, ids, portion);
        return { ...nothing, taken: taken.length, taken_ids: taken, refused, next: whole ? null : last };
      },
    );
  };
}
