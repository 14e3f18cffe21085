import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { spanOf } from '#http';
import { csvLine } from '#platform/csv';
import type { DownloadActions } from './actions.ts';
import { downloadBulkRoutes } from './bulk.routes.ts';
import { createBody, createdSchema } from './create.schemas.ts';
import type { CreateDownloads } from './create.ts';
import type { DownloadFilter, DownloadQueries } from './download.queries.ts';
import { downloadSchema } from './download.views.ts';
import { idParams, refusal, statesOf, statusQuery, textQuery, unknownDownload } from './requests.ts';

/** What the routes need. */
export interface DownloadRouteDeps {
  readonly queries: DownloadQueries;
  readonly actions: DownloadActions;
  readonly create: CreateDownloads;
}

const tags = ['downloads'];
/** The routes of contract §1.6 and a summary. */
export function downloadRoutes(deps: DownloadRouteDeps): FastifyPluginAsyncTypebox {
  const { queries, actions } = deps;

  return async (app) => {
    await app.register(downloadBulkRoutes(deps));
    app.get(
      '/downloads',
      {
        schema: {
          summary: 'Downloads, highest priority first, then newest; without `all` or `status` those under way',
          tags,
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
            offset: Type.Integer({ minimum: 0, maximum: 10_000_000, default: 0 }),
            all: Type.Boolean({ default: false }),
            status: statusQuery,
            query: textQuery,
          }),
          response: { 200: Type.Object({ downloads: Type.Array(downloadSchema) }) },
        },
      },
      async ({ query }) => {
        const fallback = query.all ? null : (['queued', 'downloading'] as const);
        const states = statesOf(query.status) ?? fallback;
        return { downloads: await queries.list({ states, query: query.query }, query.limit, query.offset) };
      },
    );

    app.get(
      '/downloads/stats',
      {
        schema: {
          summary: 'How many downloads are in each state',
          tags,
          response: {
            200: Type.Object({
              total: Type.Integer(),
              queued: Type.Integer(),
              downloading: Type.Integer(),
              completed: Type.Integer(),
              failed: Type.Integer(),
              cancelled: Type.Integer(),
              dead_letter: Type.Integer(),
              retry_scheduled: Type.Integer({ description: 'Failed ones that will be tried again by themselves' }),
            }),
          },
        },
      },
      () => queries.stats(),
    );

    app.get(
      '/downloads/export',
      {
        schema: {
          summary: 'All downloads, newest first, as JSON or CSV',
          tags,
          produces: ['application/json', 'text/csv'],
          querystring: Type.Object({
            format: Type.Enum(['json', 'csv'], { default: 'json' }),
            status: statusQuery,
            query: textQuery,
            ids: Type.Optional(
              Type.String({
                pattern: '^[0-9]{1,9}(?:,[0-9]{1,9}){0,999}$',
                description: 'Only these, with commas; at most 1000',
              }),
            ),
            from: Type.Optional(Type.String({ maxLength: 40, description: 'Created at or after; ISO 8601' })),
            to: Type.Optional(Type.String({ maxLength: 40, description: 'Created at or before; ISO 8601' })),
          }),
          response: { 200: Type.Unsafe<Readable>({ type: 'array', items: downloadSchema }) },
        },
      },
      async ({ query }, reply) => {
        const ids = query.ids?.split(',').map(Number);
        const filter = { states: statesOf(query.status), query: query.query, ids, ...spanOf(query) };
        const csv = query.format === 'csv';
        reply.header('content-disposition', `attachment; filename="downloads.${query.format}"`);
        reply.type(csv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
        // A stream is sent as it is; the schema above only describes it.
        return reply.send(Readable.from(csv ? csvOf(queries, filter) : jsonOf(queries, filter)));
      },
    );

    app.get(
      '/download/:id',
      { schema: { summary: 'One download', tags, params: idParams, response: { 200: downloadSchema } } },
      ({ params }) => viewOf(params.id),
    );

    app.post(
      '/download',
      {
        schema: {
          summary: 'Fetch files of a named peer; they are verified, filed and tagged like every other',
          tags,
          body: createBody,
          response: { 202: createdSchema },
        },
      },
      async ({ body }, reply) => reply.status(202).send(await deps.create(body)),
    );

    app.patch(
      '/download/:id/priority',
      {
        schema: {
          summary: 'Change the priority of a download and of its wish; higher goes first',
          tags,
          params: idParams,
          body: Type.Object({ priority: Type.Integer({ minimum: 0, maximum: 1000 }) }),
          response: { 200: downloadSchema },
        },
      },
      async ({ params, body }) => {
        if ((await actions.prioritise(params.id, body.priority)) === null) throw unknownDownload(params.id);
        return await viewOf(params.id);
      },
    );

    app.delete(
      '/download/:id',
      {
        schema: {
          summary: 'Stop a download; its wish goes on with another peer, unless the file was picked by hand',
          tags,
          params: idParams,
          response: { 200: Type.Object({ status: Type.Literal('cancelled'), download_id: Type.Integer() }) },
        },
      },
      async ({ params }) => {
        const done = await actions.cancel(params.id);
        if (done === null) throw unknownDownload(params.id);
        if (!done) {
          const { state } = await viewOf(params.id);
          const sentence = `Only downloads under way can be cancelled; this one is ${state}.`;
          throw refusal({ kind: 'refused', reason: 'wrong_state', sentence });
        }
        return { status: 'cancelled' as const, download_id: params.id };
      },
    );

    const begunSchema = Type.Object({ status: Type.Literal('queued'), download_id: Type.Integer() });

    app.post(
      '/download/:id/retry',
      {
        schema: {
          summary: 'Try a failed or cancelled download again, as a new download',
          tags,
          params: idParams,
          response: { 202: begunSchema },
        },
      },
      async ({ params }, reply) => {
        const begun = await actions.retry(params.id);
        if (begun === null) throw unknownDownload(params.id);
        if (begun.kind === 'refused') throw refusal(begun);
        return reply.status(202).send({ status: 'queued', download_id: begun.row.id });
      },
    );

    app.post(
      '/download/:id/requeue',
      {
        schema: {
          summary: 'Put the same download back into the queue, with all its tries',
          tags,
          params: idParams,
          response: { 202: begunSchema },
        },
      },
      async ({ params }, reply) => {
        const begun = await actions.requeue(params.id);
        if (begun === null) throw unknownDownload(params.id);
        if (begun.kind === 'refused') throw refusal(begun);
        return reply.status(202).send({ status: 'queued', download_id: begun.row.id });
      },
    );
  };

  async function viewOf(id: number) {
    const view = await queries.find(id);
    if (view === null) throw unknownDownload(id);
    return view;
  }
}

async function* csvOf(queries: DownloadQueries, filter: DownloadFilter): AsyncGenerator<string> {
  yield csvLine(['id', 'filename', 'status', 'progress', 'username', 'created_at', 'updated_at']);
  for await (const page of queries.all(filter)) {
    const lines = page.map((each) =>
      csvLine([each.id, each.filename, each.status, each.progress, each.username, each.created_at, each.updated_at]),
    );
    yield lines.join('');
  }
}

async function* jsonOf(queries: DownloadQueries, filter: DownloadFilter): AsyncGenerator<string> {
  let open = '[';
  for await (const page of queries.all(filter)) {
    for (let at = 0; at < page.length; at += 100) {
      yield open +
        page
          .slice(at, at + 100)
          .map((each) => JSON.stringify(each))
          .join(',');
      open = ',';
    }
  }
  yield open === '[' ? '[]' : ']';
}
