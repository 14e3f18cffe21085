import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid } from '#http';
import type { CoversOf, OwnedReleases, ReleaseSource } from '../ports.ts';
import type { ArtistSync } from '../sync/sync.job.ts';
import { syncJobType } from '../sync/sync.job.ts';
import type { WatchlistStore } from '../watchlist/watchlist.store.ts';
import {
  artistSchema,
  faultAsProblem,
  foundSchema,
  keyOf,
  keyParams,
  moment,
  nullable,
  releaseSchema,
  unknownArtist,
} from './artists.schemas.ts';
import type { ArtistRow, ArtistStore } from './artists.store.ts';
import { artistView, foundView, releaseView } from './artists.views.ts';
import { type CountedRelease, completionsOf } from './completion.ts';
import { findArtists } from './find.ts';

/** What the routes need. */
export interface ArtistRouteDeps {
  readonly artists: ArtistStore;
  readonly watchlist: WatchlistStore;
  readonly sync: Pick<ArtistSync, 'request'>;
  readonly sources: readonly ReleaseSource[];
  /** Which of these wishes are met. */
  readonly ownedWishes: (ids: readonly number[]) => Promise<ReadonlySet<number>>;
  readonly ownedReleases: OwnedReleases;
  /** The addresses of the small covers of files that have one. */
  readonly coversOf: CoversOf;
}

const tags = ['artists'];

/** `/artists`: who is known, what they put out, and what we have of it. */
export function artistRoutes(deps: ArtistRouteDeps): FastifyPluginAsyncTypebox {
  const { artists, watchlist } = deps;

  /** What we have of each release, and one file of it. */
  async function had(artist: ArtistRow, releases: readonly CountedRelease[]) {
    const tracks = await artists.tracksOf(releases.map((row) => row.id));
    const met = await deps.ownedWishes(tracks.flatMap((row) => (row.wish_id === null ? [] : [row.wish_id])));
    const counts = new Map<number, { wished: number; owned: number; total: number }>();
    for (const { release_id: id, wish_id: wish } of tracks) {
      const count = counts.get(id) ?? { wished: 0, owned: 0, total: 0 };
      count.total += 1;
      if (wish !== null) count.wished += 1;
      if (wish !== null && met.has(wish)) count.owned += 1;
      counts.set(id, count);
    }
    return completionsOf(releases, counts, await deps.ownedReleases([artist.name, ...artist.aliases]));
  }

  return async (app) => {
    app.get(
      '/artists',
      {
        schema: {
          tags,
          operationId: 'listArtists',
          summary: 'Known artists',
          querystring: Type.Object({
            q: Type.Optional(Type.String({ maxLength: 200, description: 'Words of the name or an alias' })),
            source: Type.Optional(Type.Enum(['spotify', 'musicbrainz'])),
            watched: Type.Optional(Type.Boolean()),
            sort: Type.Enum(['name', 'updated'], { default: 'name' }),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
          }),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Intersect([
                  artistSchema,
                  Type.Object({ watched: Type.Boolean(), priority: nullable(Type.Integer()) }),
                ]),
              ),
              total: Type.Integer(),
              limit: Type.Integer(),
              offset: Type.Integer(),
            }),
          },
        },
      },
      async ({ query: { q, source, watched, sort, limit, offset } }) => {
        const { items, total } = await artists.page({ query: q, source, watched, sort, limit, offset });
        return {
          items: items.map((row) => ({
            ...artistView(row),
            watched: row.watch_id !== null,
            priority: row.watch_priority,
          })),
          total,
          limit,
          offset,
        };
      },
    );

    app.get(
      '/artists/find',
      {
        schema: {
          tags,
          operationId: 'findArtists',
          summary: 'Artists of that name in the sources, to choose from',
          querystring: Type.Object({
            name: Type.String({ minLength: 1, maxLength: 200 }),
            limit: Type.Integer({ minimum: 1, maximum: 25, default: 10 }),
          }),
          response: {
            200: Type.Object({
              items: Type.Array(foundSchema),
              errors: Type.Array(Type.Object({ source: Type.String(), message: Type.String() })),
            }),
          },
        },
      },
      async ({ query: { name, limit } }) => {
        if (name.trim() === '') throw invalid('name', 'must not be blank');
        const { found, errors } = await findArtists(deps.sources, name.trim(), limit);
        const known = await Promise.all(
          found.map((each) => watchlist.byKey(`${each.source}:${each.sourceId}`).then((entry) => entry !== undefined)),
        );
        return { items: found.map((each, at) => foundView(each, known[at] ?? false)), errors: [...errors] };
      },
    );

    app.get(
      '/artists/:artist_key',
      {
        schema: {
          tags,
          operationId: 'getArtist',
          summary: 'One artist with its releases, newest first',
          params: keyParams,
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 200, description: 'Releases to answer' }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
          }),
          response: {
            200: Type.Intersect([
              artistSchema,
              Type.Object({
                watched: Type.Boolean(),
                identities: Type.Array(Type.String(), { description: 'Keys under which sources know this artist' }),
                releases: Type.Array(releaseSchema),
                releases_total: Type.Integer(),
              }),
            ]),
          },
        },
      },
      async ({ params, query }) => {
        const key = keyOf(params.artist_key);
        const artist = await artists.byKey(key);
        if (artist === undefined) throw unknownArtist(key.key);
        const { items, total } = await artists.releases(artist.id, query.limit, query.offset);
        const ours = await had(artist, items);
        const covers = await deps.coversOf([...ours.values()].flatMap(({ fileId }) => fileId ?? []));
        const identities = await artists.identities(artist.id);
        const choices = await artists.choices(artist.id);
        return {
          ...artistView(artist),
          watched: (await watchlist.ofArtist(artist.id)) !== undefined,
          identities: [...identities].map(([source, id]) => `${source}:${id}`),
          releases: items.map((row) => {
            const { completion = null, fileId = null } = ours.get(row.id) ?? {};
            const cover = fileId === null ? null : (covers.get(fileId) ?? null);
            return releaseView(row, completion, cover, choices.get(row.source_id));
          }),
          releases_total: total,
        };
      },
    );

    app.post(
      '/artists/:artist_key/enqueue-sync',
      {
        schema: {
          tags,
          operationId: 'enqueueArtistSync',
          summary: 'Read everything the sources know of an artist',
          params: keyParams,
          body: Type.Optional(nullable(Type.Object({ force: Type.Optional(Type.Boolean()) }))),
          response: {
            202: Type.Object({
              job_id: Type.String(),
              job_type: Type.String(),
              status: Type.String(),
              priority: Type.Integer(),
              available_at: moment,
              already_enqueued: Type.Boolean(),
            }),
          },
        },
      },
      async ({ params, body }, reply) => {
        const key = keyOf(params.artist_key);
        const artist = await artists.byKey(key);
        const request = artist === undefined ? null : await deps.sync.request(artist.id, body?.force ?? false);
        if (request === null) throw unknownArtist(key.key);
        return reply.status(202).send({
          job_id: request.jobId,
          job_type: syncJobType,
          status: 'pending',
          priority: 100,
          available_at: request.availableAt.toISOString(),
          already_enqueued: request.alreadyEnqueued,
        });
      },
    );

    app.setErrorHandler(faultAsProblem);
  };
}
