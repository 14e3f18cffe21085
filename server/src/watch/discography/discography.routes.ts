import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { invalid, problem } from '#http';
import { keyOf, moment, nullable } from '../artists/artists.schemas.ts';
import { readReference } from '../keys.ts';
import type { Discographies } from './discography.job.ts';
import type { DiscographyStore } from './discography.store.ts';

/** What the routes need. */
export interface DiscographyRouteDeps {
  readonly discographies: Pick<Discographies, 'request'>;
  readonly store: DiscographyStore;
}

const tags = ['discographies'];
const kinds = ['album', 'ep', 'single', 'live', 'compilation', 'remix', 'soundtrack', 'other'];
const usualKinds = ['album', 'ep', 'single', 'soundtrack'];

const jobSchema = Type.Object({
  job_id: Type.Integer(),
  artist_id: Type.String(),
  artist_key: Type.String(),
  artist_name: nullable(Type.String()),
  status: Type.String({ description: 'pending, in_progress, done, failed' }),
  kinds: Type.Array(Type.String()),
  progress: Type.Number({ description: '0 to 100, by albums' }),
  albums_total: Type.Integer(),
  albums_done: Type.Integer(),
  tracks: Type.Integer(),
  wished: Type.Integer(),
  already_wished: Type.Integer(),
  already_owned: Type.Integer(),
  problem: nullable(Type.Record(Type.String(), Type.Unknown())),
  created_at: moment,
  updated_at: moment,
});

type Row = NonNullable<Awaited<ReturnType<DiscographyStore['find']>>>;

function view(row: Row): Static<typeof jobSchema> {
  const counts = row.counts ?? { done: 0, tracks: 0, wished: 0, already_wished: 0, already_owned: 0 };
  const share = row.albums_total === 0 ? (row.status === 'done' ? 1 : 0) : counts.done / row.albums_total;
  return {
    job_id: row.id,
    artist_id: row.artist_id,
    artist_key: row.artist_key,
    artist_name: row.artist_name,
    status: row.status,
    kinds: row.kinds,
    progress: Math.round(share * 1000) / 10,
    albums_total: row.albums_total,
    albums_done: counts.done,
    tracks: counts.tracks,
    wished: counts.wished,
    already_wished: counts.already_wished,
    already_owned: counts.already_owned,
    problem: typeof row.problem === 'object' && row.problem !== null ? { ...row.problem } : null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

const idParams = Type.Object({ job_id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
const page = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
};

/** `/soulseek/discography`: everything that an artist has put out, as one job with progress. */
export function discographyRoutes(deps: DiscographyRouteDeps): FastifyPluginAsyncTypebox {
  const { store } = deps;
  return async (app) => {
    app.post(
      '/soulseek/discography/download',
      {
        schema: {
          tags,
          operationId: 'downloadDiscography',
          summary: 'Fetch everything that an artist has put out',
          description:
            'Albums first, then EPs and singles; of several editions the first; nothing twice. An artist whose discography is under way answers that job.',
          body: Type.Object({
            artist_id: Type.String({
              maxLength: 200,
              description: 'A Spotify id, a key such as musicbrainz:<id>, or a link',
            }),
            artist_name: Type.Optional(nullable(Type.String({ maxLength: 512 }))),
            kinds: Type.Optional(Type.Array(Type.Enum(kinds), { minItems: 1, maxItems: 8, uniqueItems: true })),
          }),
          response: {
            200: Type.Object({ job_id: Type.Integer(), status: Type.String(), already_enqueued: Type.Boolean() }),
          },
        },
      },
      async ({ body }) => {
        const given = body.artist_id.trim();
        if (given === '') throw invalid('artist_id', 'must not be blank');
        const key = readReference(given) ?? keyOf(given.includes(':') ? given : `spotify:${given}`, 'artist_id');
        const job = await deps.discographies.request(key, given, body.artist_name ?? null, body.kinds ?? usualKinds);
        return { job_id: job.id, status: job.status, already_enqueued: job.alreadyEnqueued };
      },
    );

    app.get(
      '/soulseek/discography',
      {
        schema: {
          tags,
          operationId: 'listDiscographies',
          summary: 'Discographies, newest first',
          querystring: Type.Object(page),
          response: { 200: Type.Object({ items: Type.Array(jobSchema) }) },
        },
      },
      async ({ query }) => ({ items: (await store.page(query.limit, query.offset)).map(view) }),
    );

    app.get(
      '/soulseek/discography/:job_id',
      {
        schema: {
          tags,
          operationId: 'getDiscography',
          summary: 'One discography, album by album',
          params: idParams,
          querystring: Type.Object(page),
          response: {
            200: Type.Intersect([
              jobSchema,
              Type.Object({
                albums: Type.Array(
                  Type.Object({
                    position: Type.Integer(),
                    title: Type.String(),
                    release_date: nullable(Type.String()),
                    release_type: Type.String(),
                    state: Type.String(),
                    tracks: Type.Integer(),
                    wished: Type.Integer(),
                    already_wished: Type.Integer(),
                    already_owned: Type.Integer(),
                    reason: nullable(Type.String()),
                  }),
                ),
              }),
            ]),
          },
        },
      },
      async ({ params, query }) => {
        const row = await store.find(params.job_id);
        if (row === undefined) throw problem(404, 'NOT_FOUND', `There is no discography ${params.job_id}.`);
        const albums = await store.albums(params.job_id, query.limit, query.offset);
        return {
          ...view(row),
          albums: albums.map(({ job_id: _job, release_id: _release, ...album }) => album),
        };
      },
    );
  };
}
