import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { momentOf } from '#http';
import { faultAsProblem, keyOf, keyParams } from '../artists/artists.schemas.ts';
import { entryFinder } from './entry-finder.ts';
import type { WatchlistRouteDeps } from './watchlist.routes.ts';
import { itemSchema, itemView } from './watchlist.schemas.ts';

const tags = ['watchlist'];

/** `/artists/watchlist`: the entries of `/watchlist` in the contract's other form: priority and cooldown only. */
export function artistWatchlistRoutes(deps: WatchlistRouteDeps): FastifyPluginAsyncTypebox {
  const { watchlist, watching, clock } = deps;
  const now = (): Date => new Date(clock.now());
  const entryOf = entryFinder(deps);

  return async (app) => {
    app.get(
      '/artists/watchlist',
      {
        schema: {
          tags,
          operationId: 'listArtistWatchlist',
          summary: 'Watched artists by priority and next cooldown',
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
          }),
          response: {
            200: Type.Object({
              items: Type.Array(itemSchema),
              total: Type.Integer(),
              limit: Type.Integer(),
              offset: Type.Integer(),
            }),
          },
        },
      },
      async ({ query: { limit, offset } }) => {
        const { items, total } = await watchlist.page('due', limit, offset);
        return { items: items.map(itemView), total, limit, offset };
      },
    );

    app.post(
      '/artists/watchlist',
      {
        schema: {
          tags,
          operationId: 'upsertArtistWatchlist',
          summary: 'Watch an artist, or change how',
          body: Type.Object({
            artist_key: Type.String({ minLength: 1, maxLength: 200 }),
            priority: Type.Optional(Type.Integer({ minimum: -1000, maximum: 1000 })),
            cooldown_until: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
          }),
          response: { 201: itemSchema },
        },
      },
      async ({ body }, reply) => {
        const key = keyOf(body.artist_key);
        const cooldownUntil = body.cooldown_until === null ? null : momentOf(body.cooldown_until, 'cooldown_until');
        const change = { priority: body.priority, cooldownUntil };
        const added = await watching.add({ key, found: null, backfill: false, ...change });
        const entry = await entryOf(key.key);
        if (!added) await watchlist.change(entry.id, change, now());
        return reply.status(201).send(itemView((await watchlist.byId(entry.id)) ?? entry));
      },
    );

    app.delete(
      '/artists/watchlist/:artist_key',
      {
        schema: {
          tags,
          operationId: 'removeFromArtistWatchlist',
          summary: 'Stop watching',
          params: keyParams,
          response: { 204: Type.Null() },
        },
      },
      async ({ params }, reply) => {
        await watchlist.remove((await entryOf(params.artist_key)).id);
        return reply.status(204).send(null);
      },
    );

    app.setErrorHandler(faultAsProblem);
  };
}
