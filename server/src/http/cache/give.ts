import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagFor, noneMatch } from './etag.ts';
import type { AnswerForm, KeptAnswer } from './kept.ts';

const brotli = promisify(brotliCompress);
const encoders = {
  br: (body: Buffer) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: promisify<Buffer, Buffer>(gzip),
};

/** How kept answers go out. */
export interface GiveOptions {
  /** Bytes from which on compression is worth it. */
  readonly compressAbove: number;
  /** In lower case. */
  readonly requestIdHeader: string;
}

/**
 * Gives a kept answer. Everything about it that requests have in common is put together once and goes straight to the socket, past the hooks of answers; those of `onResponse` run.
 * A promise where the answer has to be compressed first; rejects when that fails, and nothing was written then.
 */
export function give(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: KeptAnswer,
  options: GiveOptions,
): Promise<void> | undefined {
  const form = formFor(request, answer, options);
  if (!(form instanceof Promise)) {
    write(request, reply, answer, form);
    return undefined;
  }
  return form.then((ready) => write(request, reply, answer, ready));
}

function write(request: FastifyRequest, reply: FastifyReply, answer: KeptAnswer, form: AnswerForm): void {
  const { fields } = form;
  fields[1] = request.id;
  fields[3] = String(Math.floor((performance.now() - answer.at) / 1000));
  reply.raw.writeHead(form.status, fields);
  // after the head, so that whatever fails until here is answered as any fault
  reply.hijack();
  reply.raw.end(form.body);
}

function formFor(
  request: FastifyRequest,
  answer: KeptAnswer,
  { compressAbove, requestIdHeader }: GiveOptions,
): AnswerForm | Promise<AnswerForm> {
  const { headers, forms, body } = answer;
  const unchanged = noneMatch(request.headers['if-none-match'], headers['etag'] ?? '');
  const encoding = unchanged ? null : wanted(request, answer, compressAbove);
  const name = unchanged ? '304' : (encoding ?? '200');
  const known = forms.get(name);
  if (known !== undefined) return known;
  const made =
    encoding === null
      ? form(unchanged ? 304 : 200, headers, unchanged ? null : body, requestIdHeader)
      : encoders[encoding](body).then((encoded) => {
          const etag = etagFor(headers['etag'] ?? '', encoding);
          return form(200, { ...headers, etag, 'content-encoding': encoding }, encoded, requestIdHeader);
        });
  forms.set(name, made);
  if (made instanceof Promise)
    made.then(
      (ready) => forms.set(name, ready),
      () => forms.delete(name),
    );
  return made;
}

/** The request's id and the age come first, for `write` to fill in. */
function form(
  status: 200 | 304,
  headers: KeptAnswer['headers'],
  body: Buffer | null,
  requestIdHeader: string,
): AnswerForm {
  const fields = [requestIdHeader, '', 'age', ''];
  for (const [name, value] of Object.entries(headers))
    if (body !== null || name !== 'content-type') fields.push(name, value);
  if (body !== null) fields.push('content-length', String(body.length));
  return { status, fields, body };
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
