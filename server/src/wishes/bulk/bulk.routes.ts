import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid } from '#http';
import { filterProperties, nullable } from '../wishes.schemas.ts';
import type { WishStore } from '../wishes.store.ts';
import { type BulkActions, createBulk, deeds } from './bulk.ts';

/** Wishes that one request names or touches at most. */
const most = 200;
/** After this a request begins nothing more; the rest is for the next one. */
const deadlineMs = 5_000;
/** A count goes no further. */
const countMost = 10_000;

const bodySchema = Type.Object(
  {
    action: Type.Enum([...deeds], {
      description:
        'retry: from the search, with everything forgiven; requeue: the next try of those that wait, now; cancel; restore: takes the last cancellation or choice of another candidate back; priority',
    }),
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, description: 'With `priority` only' })),
    ids: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), { minItems: 1, maxItems: most }),
    ),
    filter: Type.Optional(
      Type.Object(filterProperties, {
        additionalProperties: false,
        description: 'In place of `ids`: all that match, also those that no page shows. Empty: every wish.',
      }),
    ),
    after: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: '`next` of the answer before, with the same filter',
      }),
    ),
    dry_run: Type.Boolean({ default: false, description: 'Only says how many a filter means' }),
  },
  { additionalProperties: false, examples: [{ action: 'retry', ids: [41, 42] }] },
);

const answerSchema = Type.Object({
  matched: nullable(
    Type.Integer({ description: `With \`dry_run\`: how many the filter means, counted up to ${countMost}` }),
  ),
  taken: Type.Integer({ description: 'How many were changed by this request' }),
  taken_ids: Type.Array(Type.Integer()),
  anew: Type.Integer({ description: 'Of a `restore`: how many start again with their search' }),
  refused: Type.Array(Type.Object({ code: Type.String(), sentence: Type.String(), count: Type.Integer() })),
  next: nullable(Type.Integer({ description: 'More is left: ask again with `after` set to this' })),
});

/** `POST /wishes/bulk`: the same for many wishes, named or by filter, a bounded portion per request. */
export function wishBulkRoutes(deps: {
  readonly store: Pick<WishStore, 'idsAfter' | 'countUpTo' | 'rowsById'>;
  readonly actions: BulkActions;
}): FastifyPluginAsyncTypebox {
  return async (app) => {
    const bulk = createBulk({ lists: deps.store, rowsById: (ids) => deps.store.rowsById(ids), actions: deps.actions });
    app.post(
      '/wishes/bulk',
      {
        schema: {
          summary:
            'Retry, requeue, cancel, take back or prioritise many wishes, by id or by filter, a portion at a time',
          tags: ['wishes'],
          operationId: 'changeManyWishes',
          body: bodySchema,
          response: { 200: answerSchema },
        },
      },
      async ({ body }) => {
        const { action, ids, filter, after = 0, dry_run: dryRun } = body;
        if ((ids === undefined) === (filter === undefined))
          throw invalid(ids === undefined ? 'ids' : 'filter', 'must be given as either ids or a filter');
        if ((action === 'priority') !== (body.priority !== undefined))
          throw invalid('priority', 'belongs to the action priority, and only to it');
        if (dryRun && filter === undefined)
          throw invalid('dry_run', 'counts what a filter means; ids need no counting');
        const priority = body.priority ?? 0;
        const nothing = { matched: null, taken: 0, taken_ids: [], anew: 0, refused: [], next: null };
        if (dryRun) return { ...nothing, matched: await bulk.count(action, filter ?? {}, countMost) };
        const result =
          ids === undefined
            ? await bulk.ofFilter(action, filter ?? {}, { after, limit: most, priority, deadlineMs })
            : await bulk.ofIds(action, ids, { after, priority, deadlineMs });
        return {
          ...nothing,
          taken: result.taken.length,
          taken_ids: result.taken,
          anew: result.anew,
          refused: result.refused,
          next: result.whole ? null : (result.last ?? after),
        };
      },
    );
  };
}
