import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createPoster } from './poster.ts';

const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('taken');
});
const poster = createPoster({ userAgent: 'Harmony/test', timeoutMs: 5000 });
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  await poster.close();
  await new Promise((resolve) => server.close(resolve));
});

const send = (host: string, allowPrivate: boolean) =>
  poster.send({ url: `http://${host}:${port}/x`, method: 'POST', headers: {}, body: '{}', allowPrivate });

it.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
  'a message to %s is sent only when private addresses are allowed',
  async (host) => {
    await expect(send(host, false)).rejects.toMatchObject({ code: 'address_not_allowed' });
    expect(asked).toEqual([]);
  },
);

it('an allowed one arrives', async () => {
  expect(await send('127.0.0.1', true)).toMatchObject({ status: 200, text: 'taken' });
});

it.each(['169.254.169.254', '[fe80::1]', '[::ffff:169.254.169.254]', '2852039166'])(
  'a message to the link-local address %s is never sent',
  async (host) => {
    await expect(send(host, true)).rejects.toMatchObject({ code: 'address_not_allowed' });
  },
);

it('many messages to a name that does not exist each come to an end', async () => {
  const message = {
    url: 'http://nobody.invalid/x',
    method: 'POST',
    headers: {},
    body: '{}',
    allowPrivate: true,
  } as const;
  const ends: Promise<unknown>[] = [];
  for (let sent = 0; sent < 150; sent += 1) {
    ends.push(poster.send(message).catch((error: unknown) => error));
    // some come while others are being refused
    await new Promise((resolve) => setTimeout(resolve, sent % 3));
  }
  for (const end of await Promise.all(ends))
    expect(end).toMatchObject({ code: expect.stringMatching(/unreachable|timeout/) });
});
