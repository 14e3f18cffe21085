import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createMood, createOutbound, type Outbound, ServiceFault } from './index.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function service(
  answer: RequestListener,
  more: { timeoutMs?: number; maxBytes?: number; retries?: number } = {},
): Promise<{ out: Outbound; url: string; seen: string[] }> {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, reply) => {
    seen.push(`${request.method} ${request.url}`);
    answer(request, reply);
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const out = createOutbound({
    service: 'slskd',
    baseUrl: `${url}/base/`,
    mood: createMood({ service: 'slskd' }),
    timeoutMs: 2_000,
    retryBaseMs: 1,
    ...more,
  });
  open.push({
    async close() {
      await out.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  });
  return { out, url, seen };
}

async function faultOf(promise: Promise<unknown>): Promise<ServiceFault> {
  const caught = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(caught instanceof ServiceFault)) throw new Error(`expected a ServiceFault, got ${String(caught)}`);
  expect(caught.remedy).not.toBe('');
  expect(caught.message.length).toBeGreaterThan(15);
  return caught;
}

describe('calls to an outside service', () => {
  test('reads JSON behind the base path and tells the status', async () => {
    const { out, seen } = await service((_q, reply) => reply.end('{"a":1}'));
    expect(await out.call({ method: 'GET', path: '/x' })).toMatchObject({ status: 200, json: { a: 1 } });
    expect(seen).toEqual(['GET /base/x']);
  });

  test('an empty body is an answer without JSON', async () => {
    const { out } = await service((_q, reply) => reply.writeHead(204).end());
    expect(await out.call({ method: 'DELETE', path: '/x' })).toMatchObject({ status: 204, json: undefined });
  });

  test('a web page instead of JSON names the base address as the remedy', async () => {
    const { out } = await service((_q, reply) =>
      reply.setHeader('content-type', 'text/html').end('<!doctype html><p>hi'),
    );
    const fault = await faultOf(out.call({ method: 'GET', path: '/x' }));
    expect(fault.code).toBe('html_instead_of_json');
    expect(fault.remedy).toContain('/base/');
  });

  test('JSON that stops in the middle is bad_json', async () => {
    const { out } = await service((_q, reply) => reply.end('{"a": [1, 2'));
    expect((await faultOf(out.call({ method: 'GET', path: '/x' }))).code).toBe('bad_json');
  });

  test('an answer whose connection dies half way is connection_lost', async () => {
    const { out } = await service((_q, reply) => {
      reply.writeHead(200, { 'content-length': '1000' });
      reply.write('{"a":', () => reply.socket?.destroy());
    });
    expect((await faultOf(out.call({ method: 'POST', path: '/x' }))).code).toBe('connection_lost');
  });

  test('a peer that accepts and never answers runs into the time limit', async () => {
    const { out } = await service(() => undefined, { timeoutMs: 60 });
    expect((await faultOf(out.call({ method: 'GET', path: '/x' }))).code).toBe('timeout');
  });

  test('an answer that trickles for ever runs into the same limit', async () => {
    const { out } = await service(
      (_q, reply) => {
        const drip = setInterval(() => reply.write(' '), 10);
        reply.on('close', () => clearInterval(drip));
      },
      { timeoutMs: 80 },
    );
    expect((await faultOf(out.call({ method: 'GET', path: '/x' }))).code).toBe('timeout');
  });

  test('an answer larger than the cap is cut off', async () => {
    const { out } = await service((_q, reply) => reply.end(`"${'x'.repeat(5000)}"`), { maxBytes: 1000 });
    expect((await faultOf(out.call({ method: 'GET', path: '/x' }))).code).toBe('too_large');
  });

  test('redirects are not followed', async () => {
    const { out, seen } = await service((_q, reply) => reply.writeHead(302, { location: '/elsewhere' }).end());
    expect((await faultOf(out.call({ method: 'GET', path: '/x' }))).code).toBe('redirected');
    expect(seen).toHaveLength(1);
  });

  test.each([
    [401, 'unauthorised'],
    [403, 'forbidden'],
    [404, 'unexpected_status'],
    [500, 'service_error'],
  ] as const)('%i is %s', async (status, code) => {
    const { out } = await service((_q, reply) => reply.writeHead(status).end('"words"'));
    const fault = await faultOf(out.call({ method: 'GET', path: '/x' }));
    expect(fault).toMatchObject({ code, status });
  });

  test('a status that the caller expects is an answer', async () => {
    const { out } = await service((_q, reply) => reply.writeHead(404).end());
    expect((await out.call({ method: 'GET', path: '/x', expect: [404] })).status).toBe(404);
  });

  test('an unreachable service says where it was looked for', async () => {
    const out = createOutbound({
      service: 'slskd',
      baseUrl: 'http://127.0.0.1:1',
      mood: createMood({ service: 'slskd' }),
    });
    const fault = await faultOf(out.call({ method: 'GET', path: '/x' }));
    expect(fault.code).toBe('unreachable');
    expect(fault.message).toContain('127.0.0.1:1');
    await out.close();
  });

  test('a GET that fails in passing is repeated, a POST never', async () => {
    let calls = 0;
    const { out, seen } = await service(
      (_q, reply) => {
        calls += 1;
        if (calls % 2 === 1) reply.socket?.destroy();
        else reply.end('1');
      },
      { retries: 2 },
    );
    expect((await out.call({ method: 'GET', path: '/get' })).json).toBe(1);
    expect((await faultOf(out.call({ method: 'POST', path: '/post' }))).code).toBe('connection_lost');
    expect(seen).toEqual(['GET /base/get', 'GET /base/get', 'POST /base/post']);
  });

  test('a caller who gives up gets "aborted" and the mood stays', async () => {
    const { out } = await service(() => undefined);
    const stop = new AbortController();
    const pending = faultOf(out.call({ method: 'GET', path: '/x', signal: stop.signal }));
    stop.abort();
    expect((await pending).code).toBe('aborted');
    expect(out.mood.read().level).toBe(0);
  });
});

describe('the mood of a service', () => {
  const at = { now: new Date('2026-01-01T00:00:00Z') };
  const later = (ms: number): void => {
    at.now = new Date(at.now.getTime() + ms);
  };
  const fault = new ServiceFault({ service: 's', code: 'timeout', sentence: 'It was slow.', remedy: 'Wait.' });

  test('failures pause it for growing time, successes lower the level step by step', () => {
    const mood = createMood({ service: 's', now: () => at.now, pausesMs: [0, 1000, 4000] });
    mood.failed(fault, mood.begin());
    expect(mood.read()).toMatchObject({ level: 1, pausedUntil: null });
    later(1);
    mood.failed(fault, mood.begin());
    expect(() => mood.begin()).toThrow(/paused.*It was slow/);
    mood.failed(fault, mood.begin(true));
    expect(mood.read().level).toBe(2);
    later(1001);
    mood.failed(fault, mood.begin());
    expect(mood.read().pausedUntil?.getTime()).toBe(at.now.getTime() + 4000);
    later(4001);
    mood.begin();
    mood.succeeded();
    mood.succeeded();
    expect(mood.read()).toMatchObject({ level: 1, pausedUntil: null, lastSuccessAt: at.now });
  });

  test('calls that fail together count once', () => {
    const mood = createMood({ service: 's', now: () => at.now });
    const begun = [mood.begin(), mood.begin(), mood.begin()];
    later(5);
    for (const each of begun) mood.failed(fault, each);
    expect(mood.read().level).toBe(1);
  });
});
