import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse({ peers: [] });
});
afterAll(() => house.close());

/** Sends these very bytes; answers everything that comes back until the connection ends or is quiet. */
async function raw(text: string): Promise<string> {
  const { port } = new URL(house.base);
  return await new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
    socket.setTimeout(5000, () => socket.destroy());
  });
}
const closing = ['Connection: close'];
const statuses = (answer: string): string[] =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((each) => each[1] ?? '');
const head = (method: string, path: string, headers: readonly string[]): string =>
  [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');

test.each([
  ['length and chunks at once', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
  ['two lengths', ['Content-Length: 4', 'Content-Length: 40']],
  ['a length that is none', ['Content-Length: +4']],
  ['chunks under a disguise', ['Transfer-Encoding: xchunked']],
  ['a space before the colon', ['Content-Length : 4']],
  ['a folded line', ['X-A: b', ' Transfer-Encoding: chunked']],
  ['NUL in a header', ['X-A: a\u0000b']],
  ['a bare carriage return', ['X-A: a\rX-B: c']],
])('no request is smuggled in behind another: %s', async (_name, headers) => {
  const json = 'Content-Type: application/json';
  const inner = head('GET', '/api/v1/status', closing);
  // the connection stays open, so that what follows would be answered as a request of its own
  const answer = await raw(`${head('POST', '/api/v1/search', [json, ...headers])}0\r\n\r\n${inner}`);
  expect(statuses(answer)).toEqual(['400']);
  expect(answer).toContain('This is not a request that HTTP knows.');
});

test('nothing that a caller sends becomes a header of an answer', async () => {
  const evil = '%0d%0aSet-Cookie:%20evil=1';
  const paths = [
    `/api/v1/wishes?state=${evil}`,
    `/api/v1/backups/x${evil}`,
    `/api/v1/spotify/playlists/x${evil}/export.m3u8`,
    `/${evil}`,
    `/plex${evil}`,
  ];
  for (const path of paths) {
    const answer = await raw(head('GET', path, [...closing, 'X-Request-ID: a"b', 'Origin: http://evil.example']));
    const [headers = ''] = answer.split('\r\n\r\n', 1);
    expect(statuses(answer)).toHaveLength(1);
    expect(headers).not.toMatch(/^set-cookie/im);
    expect(headers).not.toContain('evil');
    expect(headers).not.toContain('a"b');
  }
});

test.each([
  '/../../../../etc/passwd',
  '/..%2f..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '/assets/..%5c..%5c..%5cetc%5cpasswd',
  '/assets/....//....//etc/passwd',
  '/api/v1/backups/..%2f..%2f..%2f..%2fetc%2fpasswd',
  '/api/v1/backups/%2fetc%2fpasswd',
  '/api/v1/docs/static/..%2f..%2f..%2f..%2fpackage.json',
  '//etc/passwd',
])('no file outside is read by way of %s', async (path) => {
  const answer = await raw(head('GET', path, closing));
  expect(statuses(answer)[0]).toMatch(/^40[034]$/);
  expect(answer).not.toContain('root:');
  expect(answer).not.toContain('"private"');
});

test('keys with which a prototype would be changed are refused, and change nothing', async () => {
  const bodies = [
    '{"__proto__":{"polluted":true},"query":"x"}',
    '{"constructor":{"prototype":{"polluted":true}},"query":"x"}',
    '{"query":"x","a":{"__proto__":{"polluted":true}}}',
  ];
  for (const body of bodies) {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    expect((await fetch(`${house.base}/search`, init)).status).toBe(400);
  }
  for (const query of ['__proto__[polluted]=1', '__proto__=1', 'constructor.prototype.polluted=1'])
    expect((await house.get(`/wishes?${query}`)).status).toBeLessThan(500);
  // the house runs in this very process
  expect(({} as { readonly polluted?: boolean }).polluted).toBeUndefined();
});

test('a body that only a bomb would send is refused before it is unpacked', async () => {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: Buffer.from('1f8b08000000000000ff', 'hex'),
  };
  expect((await fetch(`${house.base}/search`, init)).status).toBe(400);
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const nested = { method: 'POST', headers: { 'content-type': 'application/json' }, body: deep };
  expect((await fetch(`${house.base}/search`, nested)).status).toBe(400);
});
