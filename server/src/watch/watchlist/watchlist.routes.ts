import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import type { Db } from '#platform/database';
import type { Clock } from '#platform/outbound';
import { faultAsProblem, keyOf, keyParams } from '../artists/artists.schemas.ts';
import type { ArtistStore } from '../artists/artists.store.ts';
import type { ReleaseSource } from '../ports.ts';
import type { Watching } from './add.ts';
import { entryFinder } from './entry-finder.ts';
import { aheadOf, changeBody, changeOf, entrySchema, entryView, newEntryBody } from './watchlist.schemas.ts';
import type { EntryRow, WatchlistStore } from './watchlist.store.ts';

/** What the routes need. */
export interface WatchlistRouteDeps {
  readonly db: Db;
  readonly artists: ArtistStore;
  readonly watchlist: WatchlistStore;
  readonly watching: Watching;
  readonly sources: readonly ReleaseSource[];
  readonly clock: Clock;
}

const tags = ['watchlist'];

/** `/watchlist`: who is watched. `/artists/watchlist` speaks of the same entries. */
export function watchlistRoutes(deps: WatchlistRouteDeps): FastifyPluginAsyncTypebox {
  const { watchlist, watching, clock } = deps;
  const now = (): Date => new Date(clock.now());

  const entryOf = entryFinder(deps);
  const again = async (entry: EntryRow) => entryView((await watchlist.byId(entry.id)) ?? entry);

  return async (app) => {
    app.get(
      '/watchlist',
      {
        schema: {
          tags,
          operationId: 'listWatchlist',
          summary: 'Watched artists, the most important first',
          querystring: Type.Object({
            q: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Type.Integer({ minimum: 1, maximum: 1000, default: 500 }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
          }),
          response: { 200: Type.Object({ items: Type.Array(entrySchema), total: Type.Integer() }) },
        },
      },
      async ({ query }) => {
        const { items, total } = await watchlist.page('priority', query.limit, query.offset, query.q);
        return { items: items.map(entryView), total };
      },
    );

    app.post(
      '/watchlist',
      {
        schema: {
          tags,
          operationId: 'addToWatchlist',
          summary: 'Watch an artist',
          description:
            'By `artist_key`, or by `artist`: a Spotify or MusicBrainz link, or a name. A name that several artists have answers 409 with the choices. Only releases dated today or later are fetched, unless `backfill` is true.',
          body: newEntryBody,
          response: { 201: entrySchema },
        },
      },
      async ({ body }, reply) => {
        if ((body.artist_key === undefined) === (body.artist === undefined))
          throw invalid('artist_key', 'or artist must be given, not both');
        const who =
          body.artist_key !== undefined
            ? { key: keyOf(body.artist_key), found: null }
            : await watching.whom(body.artist ?? '');
        const added = await watching.add({ ...changeOf(body), ...who, backfill: body.backfill ?? false });
        if (!added)
          throw problem(409, 'CONFLICT', `${who.key.key} is on the watchlist already.`, { artist_key: who.key.key });
        return reply.status(201).send(entryView(await entryOf(who.key.key)));
      },
    );

    app.get(
      '/watchlist/:artist_key',
      {
        schema: {
          tags,
          operationId: 'getWatchlistEntry',
          summary: 'One entry',
          params: keyParams,
          response: { 200: entrySchema },
        },
      },
      async ({ params }) => entryView(await entryOf(params.artist_key)),
    );

    app.patch(
      '/watchlist/:artist_key',
      {
        schema: {
          tags,
          operationId: 'changeWatchlistEntry',
          summary: 'Change priority, interval, wanted kinds or editions; or ask for everything (`backfill`)',
          params: keyParams,
          body: changeBody,
          response: { 200: entrySchema },
        },
      },
      async ({ params, body }) => {
        const entry = await entryOf(params.artist_key);
        await deps.db.transaction().execute(async (trx) => {
          const { backfill, ...rest } = body;
          await watchlist.change(entry.id, changeOf(rest), now(), trx);
          if (backfill === true) await watchlist.backfill(trx, { id: entry.id, artistId: entry.artist_id }, now());
        });
        return await again(entry);
      },
    );

    app.post(
      '/watchlist/:artist_key/pause',
      {
        schema: {
          tags,
          operationId: 'pauseWatchlistEntry',
          summary: 'Do not look at this artist, until resumed or until `resume_at`',
          params: keyParams,
          body: Type.Optional(
            nullableObject({
              reason: Type.Optional(Type.String({ maxLength: 128 })),
              resume_at: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
            }),
          ),
          response: { 200: entrySchema },
        },
      },
      async ({ params, body }) => {
        const entry = await entryOf(params.artist_key);
        const resumeAt = aheadOf(body?.resume_at, 'resume_at', now());
        await watchlist.pause(entry.id, body?.reason?.trim() || 'paused', resumeAt, now());
        return await again(entry);
      },
    );

    app.post(
      '/watchlist/:artist_key/resume',
      {
        schema: {
          tags,
          operationId: 'resumeWatchlistEntry',
          summary: 'Look at this artist again; also ends a cooldown',
          params: keyParams,
          response: { 200: entrySchema },
        },
      },
      async ({ params }) => {
        const entry = await entryOf(params.artist_key);
        await watchlist.resume(entry.id, now());
        return await again(entry);
      },
    );

    app.delete(
      '/watchlist/:artist_key',
      {
        schema: {
          tags,
          operationId: 'removeFromWatchlist',
          summary: 'Stop watching; what was found stays',
          params: keyParams,
          response: { 204: Type.Null() },
        },
      },
      async ({ params }, reply) => {
        await watchlist.remove((await entryOf(params.artist_key)).id);
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/watchlist/import',
      {
        schema: {
          tags,
          operationId: 'importFollowedArtists',
          summary: 'Watch everybody whom the connected account follows',
          body: Type.Optional(
            nullableObject({ priority: Type.Optional(Type.Integer({ minimum: -1000, maximum: 1000 })) }),
          ),
          response: {
            200: Type.Object({ added: Type.Integer(), already_watched: Type.Integer(), followed: Type.Integer() }),
          },
        },
      },
      async ({ body }) => {
        const source = deps.sources.find((each) => each.followed !== undefined);
        const sentence = source === undefined ? 'No source here knows whom you follow.' : await source.unusable();
        if (sentence !== null || source?.followed === undefined)
          throw problem(424, 'DEPENDENCY_ERROR', sentence ?? '', { remedy: 'Connect a Spotify account.' });
        const followed = await source.followed();
        let added = 0;
        for (const found of followed) {
          const key = keyOf(`${found.source}:${found.sourceId}`);
          // they have their turn at the next ticks, a few at a time
          const entry = { key, found, backfill: false, priority: body?.priority };
          if (await watching.add(entry, { lookNow: false })) added += 1;
        }
        return { added, already_watched: followed.length - added, followed: followed.length };
      },
    );

    app.setErrorHandler(faultAsProblem);
  };
}

function nullableObject<T extends Record<string, ReturnType<typeof Type.Optional>>>(properties: T) {
  return Type.Union([Type.Object(properties), Type.Null()]);
}
