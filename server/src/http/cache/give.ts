import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noneMatch } from './etag.ts';
import type { KeptAnswer } from './kept.ts';

const brotli = promisify(brotliCompress);
const encoders = {
  br: (body: Buffer) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: promisify<Buffer, Buffer>(gzip),
};

/** Gives a kept answer, compressed at most once for each encoding; `compressAbove`: bytes from which on that is worth it. */
export async function give(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: KeptAnswer,
  compressAbove: number,
): Promise<FastifyReply> {
  request.marked = true;
  reply.headers(answer.headers).header('age', String(Math.floor((performance.now() - answer.at) / 1000)));
  if (noneMatch(request.headers['if-none-match'], answer.headers['etag'] ?? ''))
    return await reply.code(304).removeHeader('content-type').send();
  const encoding = wanted(request, answer, compressAbove);
  if (encoding === null) return await reply.send(answer.body);
  let body = answer.encoded.get(encoding);
  if (body === undefined) {
    body = encoders[encoding](answer.body);
    answer.encoded.set(encoding, body);
  }
  return await reply.header('content-encoding', encoding).send(await body);
}

/** What the compression of other answers would choose, too. */
function wanted(request: FastifyRequest, answer: KeptAnswer, above: number): 'br' | 'gzip' | null {
  const accepted = request.headers['accept-encoding'];
  if (accepted === undefined || request.method !== 'GET' || request.headers['x-no-compression'] !== undefined)
    return null;
  if (answer.body.length < above) return null;
  const chosen = negotiate(accepted.toLowerCase().replaceAll('x-gzip', 'gzip'), ['br', 'gzip']);
  return chosen === 'br' || chosen === 'gzip' ? chosen : null;
}
