import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLiveFeed } from '#activity';
import { createHttpServer, hungUp } from './index.ts';

const lines: { readonly level: number; readonly event?: string }[] = [];
let begun = Promise.withResolvers<void>();
let app: FastifyInstance;
let port = 0;

beforeAll(async () => {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as (typeof lines)[number]);
      done();
    },
  });
  app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: 'X-Request-ID',
    webDist: null,
    log: pino({ level: 'debug' }, stream),
    version: '1.2.3',
    changes: createLiveFeed(5),
    routes: [
      async (server) => {
        server.get('/slow', async (_request, reply) => {
          const gone = hungUp(reply);
          begun.resolve();
          await pause(60_000, null, { signal: gone });
        });
        server.get('/aborted-by-us', async () => AbortSignal.abort().throwIfAborted());
      },
    ],
    probes: {
      version: '1.2.3',
      startedAt: 0,
      database: async () => true,
      migrations: async () => ({ up_to_date: true, current: null }),
      dependencies: async () => ({}),
      workers: async () => ({}),
    },
  });
  const { port: taken } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  port = Number(taken);
});
afterAll(() => app.close());

test('a caller who hangs up is no fault of ours', async () => {
  begun = Promise.withResolvers();
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET /api/v1/slow HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  await begun.promise;
  socket.destroy();
  await expect.poll(() => lines.some((line) => line.event === 'api.hung_up')).toBe(true);
  expect(lines.filter((line) => line.level >= 40)).toEqual([]);
});

test('work that we broke off ourselves while the caller waits still is one', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/aborted-by-us`);
  expect(answer.status).toBe(500);
  expect(lines.some((line) => line.event === 'api.error' && line.level === 50)).toBe(true);
});
