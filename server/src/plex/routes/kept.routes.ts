import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import type { KeptListRow, KeptStore } from '../keep/kept.store.ts';
import type { FindKeptSource } from '../ports.ts';
import { listPage, tags } from '../schemas.ts';

/** What the routes of kept playlists need. */
export interface KeptRouteDeps {
  readonly kept: Pick<KeptStore, 'find' | 'all' | 'setKeep' | 'wake' | 'page' | 'counts'>;
  readonly find: FindKeptSource;
  readonly record: (type: string, status: string, details: Record<string, unknown>) => Promise<void>;
}

const text = Type.Union([Type.String(), Type.Null()]);
const moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const kind = Type.Enum(['playlist', 'import']);
const params = Type.Object({
  kind,
  source_id: Type.String({
    pattern: '^[0-9A-Za-z_-]{1,64}$',
    description: 'Spotify id of the playlist, saved-tracks, or the id of an import',
  }),
});
const listSchema = Type.Object(
  {
    kind,
    source_id: Type.String(),
    keep: Type.Boolean({ description: 'Whether it is kept; switched off the list stays in Plex as it is' }),
    state: Type.Enum(['new', 'waiting', 'kept', 'partial', 'failed', 'gone']),
    rating_key: Type.Union([Type.String(), Type.Null()], { description: 'Number of the list at Plex' }),
    title: Type.Union([Type.String(), Type.Null()], { description: 'As we gave it' }),
    in_plex: Type.Integer({ description: 'Rows of the source that are in the list' }),
    gaps: Type.Integer({ description: 'Rows of the source that are not' }),
    by_hand: Type.Integer({ description: 'Tracks that were added in Plex' }),
    kept_at: moment,
    problem: Type.Union([Type.Object({ code: text, sentence: Type.String(), remedy: text }), Type.Null()]),
  },
  { description: 'A playlist or import that is kept in Plex' },
);
const itemSchema = Type.Object({
  position: Type.Integer({ description: 'Place in the source' }),
  key: Type.String({ description: 'The row of the source' }),
  state: Type.Enum(['in_plex', 'gap']),
  rating_key: text,
  matched_by: Type.Union([Type.Enum(['path', 'recording', 'likeness']), Type.Null()], {
    description: 'The same file; the same artist, song and version; or by likeness',
  }),
  confidence: Type.Union([Type.Number(), Type.Null()], { description: '0 to 1' }),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Why it is not in the list' }),
});

/** Playlists and imports that are kept in Plex: listing, switching, looking at their rows, asking for a look now. */
export function plexKeptRoutes(deps: KeptRouteDeps): FastifyPluginAsyncTypebox {
  const { kept } = deps;
  type Counts = Awaited<ReturnType<KeptStore['counts']>>;
  const viewsOf = async (rows: readonly KeptListRow[]) => {
    const counts = await kept.counts(rows.map((row) => row.id));
    return rows.map((row) => viewOf(row, counts));
  };
  const viewOf = (row: KeptListRow, counts: Counts) => {
    const of = counts.get(row.id);
    const count = (...states: readonly ('gap' | 'pending' | 'placed' | 'removed' | 'by_hand')[]): number =>
      states.reduce((sum, state) => sum + (of?.get(state) ?? 0), 0);
    return {
      kind: row.source_kind,
      source_id: row.source_id,
      keep: row.keep,
      state: row.state,
      rating_key: row.rating_key,
      title: row.title,
      in_plex: count('placed'),
      gaps: count('gap', 'pending', 'removed'),
      by_hand: count('by_hand'),
      kept_at: row.kept_at?.toISOString() ?? null,
      problem: row.reason === null ? null : { code: row.reason_code, sentence: row.reason, remedy: row.remedy },
    };
  };
  const one = async (row: KeptListRow) => viewOf(row, await kept.counts([row.id]));
  async function listOr404(of: { readonly kind: 'playlist' | 'import'; readonly source_id: string }) {
    const row = await kept.find(of.kind, of.source_id);
    if (row === null) throw problem(404, 'NOT_FOUND', 'This list is not kept in Plex.');
    return row;
  }

  return async (app) => {
    app.get(
      '/plex/kept-playlists',
      {
        schema: {
          summary: 'Playlists and imports that are kept in Plex, latest first',
          tags,
          querystring: Type.Object(listPage),
          response: { 200: Type.Object({ playlists: Type.Array(listSchema) }) },
        },
      },
      async ({ query }) => ({ playlists: await viewsOf(await kept.all(query.limit ?? 100, query.offset ?? 0)) }),
    );
    app.get(
      '/plex/kept-playlists/:kind/:source_id',
      { schema: { summary: 'One list that is kept in Plex', tags, params, response: { 200: listSchema } } },
      async (request) => await one(await listOr404(request.params)),
    );
    app.put(
      '/plex/kept-playlists/:kind/:source_id',
      {
        schema: {
          summary: 'Keeps a playlist or import in Plex from now on, or no more; no list is deleted',
          tags,
          params,
          body: Type.Object({ keep: Type.Boolean() }, { additionalProperties: false }),
          response: { 200: listSchema },
        },
      },
      async ({ params: { kind: of, source_id }, body }) => {
        if ((await kept.find(of, source_id)) === null && (await deps.find(of, source_id)) === null)
          throw problem(404, 'NOT_FOUND', `There is no such ${of}.`);
        const row = await kept.setKeep(of, source_id, body.keep);
        await deps.record('sync', body.keep ? 'plex_keep_on' : 'plex_keep_off', { source: source_id });
        return await one(row);
      },
    );
    app.get(
      '/plex/kept-playlists/:kind/:source_id/items',
      {
        schema: {
          summary: 'Rows of the source in order: by what their track in Plex was found, or why there is none',
          tags,
          params,
          querystring: Type.Object({
            ...listPage,
            only: Type.Optional(Type.Union([Type.Literal('all'), Type.Literal('gaps')], { default: 'all' })),
          }),
          response: { 200: Type.Object({ items: Type.Array(itemSchema), total: Type.Integer() }) },
        },
      },
      async ({ params: of, query }) => {
        const list = await listOr404(of);
        const page = await kept.page(list.id, query.only ?? 'all', query.limit ?? 100, query.offset ?? 0);
        return {
          total: page.total,
          items: page.items.map((item) => ({
            position: item.position ?? 0,
            key: item.sourceKey ?? '',
            state: item.state === 'placed' ? ('in_plex' as const) : ('gap' as const),
            rating_key: item.ratingKey,
            matched_by: item.matchedBy,
            confidence: item.confidence,
            reason: item.reason,
          })),
        };
      },
    );
    app.post(
      '/plex/kept-playlists/:kind/:source_id/sync',
      {
        schema: {
          summary: 'Looks at a kept list within seconds',
          tags,
          params,
          response: { 202: Type.Object({ ok: Type.Boolean() }) },
        },
      },
      async (request, reply) => {
        const list = await listOr404(request.params);
        if (!list.keep) throw problem(409, 'CONFLICT', 'This list is not kept in Plex any more; switch it on first.');
        await kept.wake(list.id);
        return reply.status(202).send({ ok: true });
      },
    );
  };
}
