import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { csvLine } from '#platform/csv';
import { stages } from './types.ts';
import type { WishFilter } from './wishes.list.ts';
import type { WishRow } from './wishes.rows.ts';
import { filterProperties, nullable } from './wishes.schemas.ts';
import type { WishStore } from './wishes.store.ts';

/** Rows that are read at once while a file is written. */
const portion = 500;

const columns = [
  'id',
  'title',
  'artists',
  'album',
  'isrc',
  'duration_ms',
  'stage',
  'state',
  'reason_code',
  'reason',
  'priority',
  'attempts',
  'created_at',
  'updated_at',
  'settled_at',
] as const;

const text = nullable(Type.String());
const exportedSchema = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  artists: Type.Array(Type.String()),
  album: text,
  isrc: text,
  duration_ms: nullable(Type.Integer()),
  stage: Type.String(),
  state: Type.String(),
  reason_code: text,
  reason: text,
  priority: Type.Integer(),
  attempts: Type.Integer(),
  created_at: Type.String({ format: 'date-time' }),
  updated_at: Type.String({ format: 'date-time' }),
  settled_at: nullable(Type.String({ format: 'date-time' })),
});

const perStage = Object.fromEntries(stages.map((stage) => [stage, Type.Integer()]));

/** `GET /wishes/export`: all that match, as a file, in the order of the list; `GET /wishes/stats`: how many are under way at each station. */
export function wishExportRoutes(
  store: Pick<WishStore, 'page' | 'counts' | 'countsByStage'>,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/wishes/export',
      {
        schema: {
          summary: 'Wishes as a file: CSV that no spreadsheet takes for formulas, or JSON',
          tags: ['wishes'],
          operationId: 'exportWishes',
          produces: ['text/csv', 'application/json'],
          querystring: Type.Object({
            format: Type.Enum(['csv', 'json'], { default: 'csv' }),
            ...filterProperties,
          }),
          response: { 200: Type.Unsafe<Readable>({ type: 'array', items: exportedSchema }) },
        },
      },
      async (request, reply) => {
        const { format, ...filter } = request.query;
        const csv = format === 'csv';
        reply.header('content-type', csv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
        reply.header('content-disposition', `attachment; filename="wishes.${format}"`);
        const pages = pagesOf(store, filter);
        // a stream is sent as it is; the schema above only describes it
        return reply.send(Readable.from(csv ? csvOf(pages) : jsonOf(pages)));
      },
    );

    app.get(
      '/wishes/stats',
      {
        schema: {
          summary: 'How many wishes there are in each state, and at which station those under way stand',
          tags: ['wishes'],
          operationId: 'getWishStats',
          response: {
            200: Type.Object({
              by_state: Type.Record(Type.String(), Type.Integer()),
              by_stage: Type.Object(perStage, { description: 'Queued, active, waiting and in review' }),
            }),
          },
        },
      },
      async () => {
        const [by_state, by_stage] = await Promise.all([store.counts(), store.countsByStage()]);
        return { by_state, by_stage };
      },
    );
  };
}

async function* pagesOf(store: Pick<WishStore, 'page'>, filter: WishFilter): AsyncGenerator<readonly WishRow[]> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<WishStore['page']>> = await store.page(filter, portion, cursor);
    yield page.rows;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function* csvOf(pages: AsyncIterable<readonly WishRow[]>): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const page of pages) {
    yield page
      .map((row) => {
        const wish = exported(row);
        return csvLine(columns.map((name) => (name === 'artists' ? wish.artists.join('; ') : wish[name])));
      })
      .join('');
  }
}

async function* jsonOf(pages: AsyncIterable<readonly WishRow[]>): AsyncGenerator<string> {
  let before = '[';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield before + page.map((row) => JSON.stringify(exported(row))).join(',');
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function exported(row: WishRow) {
  const { id, title, artists, album, isrc, duration_ms, stage, state, reason_code, reason, priority, attempts } = row;
  return {
    id,
    title,
    artists,
    album,
    isrc,
    duration_ms,
    stage,
    state,
    reason_code,
    reason,
    priority,
    attempts,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}
