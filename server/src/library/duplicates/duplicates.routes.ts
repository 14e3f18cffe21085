import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, type TSchema, Type } from 'typebox';
import type { Duplicates } from './duplicates.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });

const fileSchema = object({
  id: Type.Integer(),
  path: Type.String(),
  album: nullable(Type.String()),
  format: Type.String(),
  codec: nullable(Type.String()),
  lossless: nullable(Type.Boolean()),
  bitrate_kbps: nullable(Type.Integer()),
  sample_rate_hz: nullable(Type.Integer()),
  bit_depth: nullable(Type.Integer()),
  duration_ms: nullable(Type.Integer()),
  size_bytes: Type.Integer(),
  wish_id: nullable(Type.Integer()),
  best: Type.Boolean({ description: 'The quality profile likes none of the others better' }),
});
const recordingSchema = object({
  title: Type.String(),
  artists: Type.Array(Type.String()),
  files: Type.Array(fileSchema, { description: 'Best quality first' }),
});

const listOptions = {
  schema: {
    tags: ['library'],
    operationId: 'listLibraryDuplicates',
    summary: 'Recordings that the library has several times, with the quality of each file',
    querystring: object({
      limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
      offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
    }),
    response: {
      200: object({
        items: Type.Array(recordingSchema),
        total: Type.Integer(),
        limit: Type.Integer(),
        offset: Type.Integer(),
      }),
    },
  },
} as const;

/** `GET /library/duplicates`. */
export function duplicatesRoutes(duplicates: Pick<Duplicates, 'page'>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/library/duplicates', listOptions, async ({ query: { limit, offset } }) => ({
      ...(await duplicates.page(limit, offset)),
      limit,
      offset,
    }));
  };
}
