import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { hungUp, problem } from '#http';
import type { DirectSearch } from '#pipeline/search';
import { failingTo } from './failures.ts';

const count = Type.Union([Type.Integer(), Type.Null()]);

const resultSchema = Type.Object({
  username: Type.String(),
  filename: Type.String({ description: 'Path at the peer; the key for downloading' }),
  size: Type.Integer(),
  extension: Type.Union([Type.String(), Type.Null()]),
  bitrate: count,
  sample_rate: count,
  bit_depth: count,
  length: Type.Union([Type.Integer(), Type.Null()], { description: 'Seconds' }),
  free_slot: Type.Boolean(),
  queue_length: Type.Integer(),
  speed: Type.Integer({ description: 'Bytes per second, as the peer says' }),
});

/** More results than this help nobody; the rest is counted. */
const resultLimit = 1000;

/** `POST /soulseek/search`: one question to the network, within the budget that all searches share. */
export function soulseekSearchRoutes(search: DirectSearch): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/soulseek/search',
      {
        schema: {
          summary: 'Search the network by hand; takes some ten seconds and counts in the search budget',
          tags: ['soulseek'],
          body: Type.Object({
            query: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$' }),
          }),
          response: {
            200: Type.Object({
              results: Type.Array(resultSchema),
              response_count: Type.Integer(),
              file_count: Type.Integer(),
            }),
          },
        },
      },
      async ({ body }, reply) => {
        const answer = await failingTo('search', () => search(body.query.trim(), hungUp(reply)));
        if (answer.kind === 'refused') {
          throw problem(400, 'VALIDATION_ERROR', answer.sentence, {
            fields: [{ name: 'query', message: answer.sentence }],
          });
        }
        if (answer.kind === 'not-now') {
          const seconds = Math.max(1, Math.ceil(answer.retryAfterMs / 1000));
          reply.header('retry-after', String(seconds));
          const meta = { reason: answer.code, retry_after_ms: answer.retryAfterMs };
          if (answer.code.startsWith('search_budget') || answer.code === 'search_busy')
            throw problem(429, 'RATE_LIMITED', answer.sentence, meta);
          throw problem(502, 'DEPENDENCY_ERROR', `Failed to search: ${answer.sentence}`, meta);
        }
        const results = answer.files.slice(0, resultLimit).map((file) => ({
          username: file.username,
          filename: file.path,
          size: file.sizeBytes,
          extension: file.extension,
          bitrate: file.bitrateKbps,
          sample_rate: file.sampleRateHz,
          bit_depth: file.bitDepth,
          length: file.lengthS,
          free_slot: file.freeSlot,
          queue_length: file.queueLength,
          speed: file.speedBps,
        }));
        return { results, response_count: answer.responseCount, file_count: answer.fileCount };
      },
    );
  };
}
