import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isPrivateAddress } from './addresses.ts';
import { createFetcher } from './fetcher.ts';
import { createMood } from './mood.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(handle: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fetcher = (allowed: readonly string[], more: object = {}) =>
  createFetcher({
    service: 'pictures',
    allowed,
    mood: createMood({ service: 'pictures' }),
    userAgent: 'Harmony/test',
    timeoutMs: 2000,
    maxBytes: 1000,
    ...more,
  });

describe('a private address', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '[fe80::1]',
    '::ffff:192.168.0.1',
    '100.64.1.1',
  ])('%s is one', (address) => expect(isPrivateAddress(address)).toBe(true));
  it.each(['207.241.224.2', '2606:4700::1111', '::ffff:8.8.8.8', 'archive.org'])('%s is none', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});

describe('fetching', () => {
  it('follows redirects to configured origins and to no others', async () => {
    const last = await serve((_, response) => response.end('picture'));
    const first = await serve((request, response) => {
      response.writeHead(302, { location: request.url === '/good' ? `${last}/x` : 'http://169.254.169.254/' }).end();
    });
    const open = fetcher([first, last]);
    expect((await open.fetch(`${first}/good`))?.bytes.toString()).toBe('picture');
    await expect(open.fetch(`${first}/bad`)).rejects.toMatchObject({ code: 'redirected' });
    const closed = fetcher([first]);
    await expect(closed.fetch(`${first}/good`)).rejects.toMatchObject({ code: 'redirected' });
  });

  it('never reaches a host by name whose address is private, nor one by number, nor another port', async () => {
    const origin = await serve((_, response) => response.end('secret'));
    const port = new URL(origin).port;
    const named = fetcher(['localhost', '127.0.0.1']);
    await expect(named.fetch('https://localhost/')).rejects.toMatchObject({
      message: expect.stringContaining('private address'),
    });
    await expect(named.fetch(origin)).rejects.toMatchObject({ code: 'redirected' });
    await expect(named.fetch(`https://localhost:${port}/`)).rejects.toMatchObject({ code: 'redirected' });
    await expect(fetcher(['*.archive.org']).fetch('https://archive.org.evil.example/')).rejects.toMatchObject({
      code: 'redirected',
    });
  });

  it('ends circles, bodies without end and silence', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/circle') return void response.writeHead(307, { location: '/circle' }).end();
      if (request.url === '/silence') return;
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(512)));
      };
      response.on('drain', more);
      more();
    });
    const open = fetcher([origin], { timeoutMs: 300 });
    await expect(open.fetch(`${origin}/circle`)).rejects.toMatchObject({ code: 'redirected' });
    await expect(open.fetch(`${origin}/endless`)).rejects.toMatchObject({ code: 'too_large' });
    await expect(open.fetch(`${origin}/silence`)).rejects.toMatchObject({ code: 'timeout' });
  });
});
