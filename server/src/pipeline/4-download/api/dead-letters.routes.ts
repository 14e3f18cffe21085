import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, momentOf, problem, spanOf } from '#http';
import type { DownloadActions } from './actions.ts';
import type { DeadLetterQueries } from './dead-letters.queries.ts';
import { maxId } from './requests.ts';
import type { DeadLetterSettings } from './settings.ts';

/** What the routes need. */
export interface DeadLetterRouteDeps {
  readonly queries: DeadLetterQueries;
  readonly actions: Pick<DownloadActions, 'requeue'>;
  readonly settings: DeadLetterSettings;
}

const tags = ['dead letters'];
/** Ids are text in answers; callers may send either. */
const id = Type.Union([Type.Integer({ minimum: 1, maximum: maxId }), Type.String({ pattern: '^[1-9][0-9]{0,9}$' })]);
const wrapped = <T extends Parameters<typeof Type.Array>[0]>(data: T) =>
  Type.Object({ ok: Type.Literal(true), data, error: Type.Null() });
const ok = <T>(data: T) => ({ ok: true as const, data, error: null });

const itemSchema = Type.Object({
  id: Type.String(),
  entity: Type.Literal('download'),
  reason: Type.String({ description: 'Slug of what went wrong' }),
  message: Type.String({ description: 'What happened the last time' }),
  tried: Type.String(),
  remedy: Type.String({ description: 'What a person can do' }),
  username: Type.String(),
  filename: Type.String(),
  wish_id: Type.Union([Type.Integer(), Type.Null()]),
  wish: Type.Union([Type.String(), Type.Null()]),
  created_at: Type.String(),
  updated_at: Type.String(),
  retry_count: Type.Integer(),
});

/** Skip reasons of the contract for what an action refuses. */
const skipReasons: Readonly<Record<string, string>> = {
  already_queued: 'already_queued',
  missing_payload: 'missing_payload',
  missing_username: 'missing_username',
  already_filed: 'already_filed',
};

/** The routes of contract §1.7: downloads that will not be tried again by themselves. */
export function deadLetterRoutes(deps: DeadLetterRouteDeps): FastifyPluginAsyncTypebox {
  const { queries, settings } = deps;
  const reasonQuery = Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }));

  return async (app) => {
    app.get(
      '/dlq',
      {
        schema: {
          summary: 'Downloads that will not be tried again by themselves',
          tags,
          querystring: Type.Object({
            page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
            page_size: Type.Integer({
              minimum: 1,
              maximum: settings.pageSizeMax,
              default: Math.min(settings.pageSizeDefault, settings.pageSizeMax),
            }),
            order_by: Type.Enum(['created_at', 'updated_at'], { default: 'created_at' }),
            order_dir: Type.Enum(['desc', 'asc'], { default: 'desc' }),
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
        const { page, page_size } = query;
        const order = { by: query.order_by, direction: query.order_dir };
        const filter = { reason: query.reason, ...spanOf(query) };
        const found = await queries.page(filter, order, page_size, (page - 1) * page_size);
        return ok({ ...found, page, page_size });
      },
    );

    app.post(
      '/dlq/requeue',
      {
        schema: {
          summary: 'Try dead letters again, with all their tries',
          tags,
          body: Type.Object({ ids: Type.Array(id, { minItems: 1, maxItems: settings.requeueLimit }) }),
          response: {
            200: wrapped(
              Type.Object({
                requeued: Type.Array(Type.String()),
                skipped: Type.Array(Type.Object({ id: Type.String(), reason: Type.String() })),
              }),
            ),
          },
        },
      },
      async ({ body }) => {
        const ids = numbersOf(body.ids);
        const states = await queries.states(ids);
        const unknown = ids.filter((each) => !states.has(each));
        if (unknown.length > 0)
          throw problem(404, 'NOT_FOUND', `There is no download ${unknown[0]}.`, { missing: unknown.map(String) });
        const requeued: string[] = [];
        const skipped: { id: string; reason: string }[] = [];
        for (const each of ids) {
          const why = await requeue(each, states.get(each));
          if (why === null) requeued.push(String(each));
          else skipped.push({ id: String(each), reason: why });
        }
        return ok({ requeued, skipped });
      },
    );

    app.post(
      '/dlq/purge',
      {
        schema: {
          summary: 'Remove dead letters, by id or by age',
          tags,
          body: Type.Object({
            ids: Type.Optional(Type.Array(id, { minItems: 1, maxItems: settings.purgeLimit })),
            older_than: Type.Optional(Type.String({ maxLength: 40, description: 'Untouched since; ISO 8601' })),
            reason: reasonQuery,
          }),
          response: { 200: wrapped(Type.Object({ purged: Type.Integer() })) },
        },
      },
      async ({ body }) => {
        const olderThan = momentOf(body.older_than, 'older_than');
        if ((body.ids === undefined) === (olderThan === undefined))
          throw invalid('ids', 'or "older_than" must be given, and not both');
        const choice = body.ids === undefined ? { olderThan: olderThan as Date } : { ids: numbersOf(body.ids) };
        return ok({ purged: await queries.purge(choice, body.reason, settings.purgeLimit) });
      },
    );

    app.get(
      '/dlq/stats',
      {
        schema: {
          summary: 'How many dead letters there are, by reason',
          tags,
          response: {
            200: wrapped(
              Type.Object({
                total: Type.Integer(),
                by_reason: Type.Record(Type.String(), Type.Integer()),
                last_24h: Type.Integer(),
              }),
            ),
          },
        },
      },
      async () => ok(await queries.stats()),
    );
  };

  /** `null` when it was requeued, else the reason why not. */
  async function requeue(download: number, state: string | undefined): Promise<string | null> {
    if (state === 'queued' || state === 'downloading') return 'already_queued';
    if (state !== 'dead_letter') return 'not_dead_letter';
    const begun = await deps.actions.requeue(download);
    if (begun === null) return 'not_dead_letter';
    return begun.kind === 'refused' ? (skipReasons[begun.reason] ?? 'enqueue_failed') : null;
  }
}

/** Each id once. */
function numbersOf(ids: readonly (number | string)[]): number[] {
  const numbers = [...new Set(ids.map(Number))];
  if (numbers.some((number) => number > maxId)) throw invalid('ids', `must not be larger than ${maxId}`);
  return numbers;
}
