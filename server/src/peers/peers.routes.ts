import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TSchema, Type } from 'typebox';
import { problem } from '#http';
import { type PeerStore, peerOrders } from './peers.store.ts';

/** What the routes need. */
export type PeerRouteDeps = Pick<PeerStore, 'page' | 'find'>;

const tags = ['peers'];
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const peerSchema = Type.Object({
  username: Type.String(),
  delivered: Type.Integer(),
  failed: Type.Integer(),
  refused: Type.Integer(),
  bad_files: Type.Integer({ description: 'Arrived, but were not what they were said to be' }),
  trust: Type.Number({
    description: '0 (always fails) to 1 (always delivers); 0.5 for strangers; experiences fade by half in 30 days',
  }),
  sentence: Type.String(),
  record: Type.Object(
    { code: Type.String(), facts: Type.Record(Type.String(), Type.Unknown()) },
    { description: 'The sentence by code and values, to say it in another language' },
  ),
  first_byte_s: nullable(Type.Number({ description: 'Usual seconds from our request to the first byte' })),
  speed_bps: nullable(Type.Integer({ description: 'Usual bytes per second' })),
  last_seen_at: Type.String({ format: 'date-time' }),
  last_failure_at: nullable(Type.String({ format: 'date-time' })),
  last_failure: nullable(Type.String()),
});

/** `GET /peers`, `GET /peers/{username}`: what earlier downloads taught of peers. */
export function peerRoutes(peers: PeerRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/peers',
      {
        schema: {
          tags,
          operationId: 'listPeers',
          summary: 'Peers that we have asked for files, with what became of it',
          querystring: Type.Object({
            sort: Type.Enum([...peerOrders], { default: 'last_seen' }),
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
          }),
          response: {
            200: Type.Object({
              items: Type.Array(peerSchema),
              total: Type.Integer(),
              limit: Type.Integer(),
              offset: Type.Integer(),
            }),
          },
        },
      },
      async ({ query: { sort, limit, offset } }) => {
        const { items, total } = await peers.page(sort, limit, offset);
        return { items: [...items], total, limit, offset };
      },
    );

    app.get(
      '/peers/:username',
      {
        schema: {
          tags,
          operationId: 'getPeer',
          summary: 'One peer',
          params: Type.Object({ username: Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*$' }) }),
          response: { 200: peerSchema },
        },
      },
      async ({ params }) => {
        const peer = await peers.find(params.username);
        if (peer === null) throw problem(404, 'NOT_FOUND', `We have never asked ${params.username} for a file.`);
        return peer;
      },
    );
  };
}
