import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { envelope } from './errors.ts';

const known: Record<string, readonly [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request took too long to arrive.'],
};
const other = [400, 'Bad Request', 'This is not a request that HTTP knows.'] as const;

/** Answers what never became a request (too slow, too large, not HTTP) and closes the connection. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, name, sentence] = known[error.code ?? ''] ?? other;
  const body = JSON.stringify(envelope('VALIDATION_ERROR', sentence));
  const head = `HTTP/1.1 ${status} ${name}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + body);
}

/** Answers an address that the router cannot read (parts that are not UTF-8, or too long), without repeating it. */
export function answerBadAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const long = error.statusCode === 414;
  const sentence = long ? 'A part of the address is too long.' : 'This is no address: a part of it is not UTF-8.';
  request.log.info(
    { event: 'api.error', component: 'http', code: 'VALIDATION_ERROR', status: long ? 414 : 400 },
    sentence,
  );
  reply
    .code(long ? 414 : 400)
    .header('x-content-type-options', 'nosniff')
    .send(envelope('VALIDATION_ERROR', sentence, { field: 'url' }));
}
