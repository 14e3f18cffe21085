import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { invalid } from '#http';
import type { PlexClient } from '#integrations/plex';
import { fromPlex } from '../failures.ts';
import { forwarded, pageGiven } from '../forward.ts';
import { containerPage, flagSchema, keySchema, passedSchema, tags } from '../schemas.ts';

const key = Type.Union([keySchema, Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })], {
  description: 'Number of the item at Plex',
});
const states = Type.Enum(['playing', 'paused', 'stopped', 'buffering']);
const timelineSchema = Type.Object({
  ratingKey: key,
  key: Type.Optional(Type.String({ pattern: '^/library/metadata/[0-9]{1,18}$' })),
  state: states,
  time: Type.Optional(
    Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Milliseconds into the track' }),
  ),
  duration: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Milliseconds' })),
  playQueueItemID: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  continuing: Type.Optional(flagSchema),
});
const playQueueSchema = Type.Object({
  type: Type.Optional(Type.Literal('audio')),
  items: Type.Optional(
    Type.Array(key, { minItems: 1, maxItems: 200, description: 'Numbers of tracks, albums or artists' }),
  ),
  uri: Type.Optional(
    Type.String({
      pattern: '^server://[A-Za-z0-9]+/com\\.plexapp\\.plugins\\.library/[\\w/,?=&%.-]+$',
      maxLength: 3000,
    }),
  ),
  playlistID: Type.Optional(key),
  key: Type.Optional(Type.String({ pattern: '^/library/metadata/[0-9]{1,18}$', description: 'Where it begins' })),
  shuffle: Type.Optional(flagSchema),
  repeat: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 })),
  continuous: Type.Optional(flagSchema),
});
const marked = Type.Object({ key });
const done = { 200: Type.String({ description: 'ok' }) };
const passing = Type.Object(containerPage, { additionalProperties: true });

/** What is and was played at Plex, marks and ratings, play queues. */
export function plexPlayRoutes(client: PlexClient): FastifyPluginAsyncTypebox {
  const timeline = (fields: Static<typeof timelineSchema>) => {
    const key = `/library/metadata/${fields.ratingKey}`;
    return client.passed({ method: 'POST', path: '/:/timeline', query: entriesOf({ key, ...fields }) });
  };

  return async (app) => {
    for (const url of ['/plex/status/sessions', '/plex/sessions']) {
      app.get(url, { schema: { summary: 'What plays now', tags, response: { 200: passedSchema } } }, async () => ({
        MediaContainer: await fromPlex(() => client.passed({ path: '/status/sessions' })),
      }));
    }
    for (const url of ['/plex/status/sessions/history/all', '/plex/history']) {
      app.get(
        url,
        {
          schema: {
            summary: 'A page of what was played, newest first',
            tags,
            querystring: passing,
            response: { 200: passedSchema },
          },
        },
        async ({ query }) => {
          const given = forwarded(query);
          const sorted: [string, string][] = given.some(([name]) => name === 'sort')
            ? given
            : [['sort', 'viewedAt:desc'], ...given];
          const all = [...sorted, ...pageGiven(query)];
          return {
            MediaContainer: await fromPlex(() => client.passed({ path: '/status/sessions/history/all', query: all })),
          };
        },
      );
    }
    app.get(
      '/plex/timeline',
      {
        // a GET that changes something, as at Plex
        config: { scope: 'operate' },
        schema: {
          summary: 'Tells Plex where a player is; the same as POST',
          tags,
          querystring: timelineSchema,
          response: { 200: passedSchema },
        },
      },
      async ({ query }) => ({ MediaContainer: await fromPlex(() => timeline(query)) }),
    );
    app.post(
      '/plex/timeline',
      { schema: { summary: 'Tells Plex where a player is', tags, body: timelineSchema, response: done } },
      async ({ body }, reply) => {
        await fromPlex(() => timeline(body));
        return word(reply);
      },
    );
    app.post(
      '/plex/scrobble',
      { schema: { summary: 'Marks an item as played', tags, body: marked, response: done } },
      async ({ body }, reply) => {
        await fromPlex(() => client.scrobble(String(body.key)));
        return word(reply);
      },
    );
    app.post(
      '/plex/unscrobble',
      { schema: { summary: 'Marks an item as not played', tags, body: marked, response: done } },
      async ({ body }, reply) => {
        await fromPlex(() => client.unscrobble(String(body.key)));
        return word(reply);
      },
    );
    const rating = Type.Number({ minimum: -1, maximum: 10, description: '0 to 10; -1 takes the rating away' });
    const inRange = (value: number): number => {
      if (value < 0 && value !== -1) throw invalid('rating', 'must lie between 0 and 10, or be -1');
      return value;
    };
    app.post(
      '/plex/rate',
      { schema: { summary: 'Rates an item', tags, body: Type.Object({ key, rating }), response: done } },
      async ({ body }, reply) => {
        await fromPlex(() => client.rate(String(body.key), inRange(body.rating)));
        return word(reply);
      },
    );
    app.post(
      '/plex/rate/:item_id',
      {
        schema: {
          summary: 'Rates an item',
          tags,
          params: Type.Object({ item_id: keySchema }),
          querystring: Type.Object({ rating: Type.Integer({ minimum: -1, maximum: 10 }) }),
          response: done,
        },
      },
      async ({ params, query }, reply) => {
        await fromPlex(() => client.rate(params.item_id, query.rating));
        return word(reply);
      },
    );
    app.post(
      '/plex/playQueues',
      {
        schema: {
          summary: 'Makes a play queue of items or of a playlist',
          tags,
          body: playQueueSchema,
          response: { 200: passedSchema },
        },
      },
      async ({ body }) => {
        const { items, uri, playlistID, ...more } = body;
        const sources = [items, uri, playlistID].filter((each) => each !== undefined);
        if (sources.length !== 1) throw invalid('items', ', uri or playlistID: exactly one must be given');
        const container = await fromPlex(async () => {
          const from = items === undefined ? { uri, playlistID } : { uri: await client.uriOf(items.map(String)) };
          return client.passed({
            method: 'POST',
            path: '/playQueues',
            query: entriesOf({ ...more, type: 'audio', ...from }),
          });
        });
        return { MediaContainer: container };
      },
    );
    app.get(
      '/plex/playQueues/:playqueue_id',
      {
        schema: {
          summary: 'A play queue',
          tags,
          params: Type.Object({ playqueue_id: keySchema }),
          response: { 200: passedSchema },
        },
      },
      async ({ params }) => ({
        MediaContainer: await fromPlex(() => client.passed({ path: `/playQueues/${params.playqueue_id}` })),
      }),
    );
  };
}

/** Old clients read a JSON text here. */
function word(reply: FastifyReply): FastifyReply {
  return reply.type('application/json').send('"ok"');
}

function entriesOf(fields: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    return [[name, typeof value === 'boolean' ? (value ? '1' : '0') : `${value as string | number}`]];
  });
}
