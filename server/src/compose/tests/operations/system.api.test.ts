import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiAnswer, type ApiHouse, openApiHouse } from '#test/api-house';
import { type SpotifyStandIn, startSpotify } from '../../../../../stand-ins/spotify/index.ts';

let house: ApiHouse;
let spotify: SpotifyStandIn;

beforeAll(async () => {
  spotify = await startSpotify();
  house = await openApiHouse({
    peers: [],
    env: {
      SECRET_VALIDATE_MAX_PER_MIN: '100',
      SECRET_VALIDATE_TIMEOUT_MS: '30000',
      SPOTIFY_CLIENT_ID: spotify.app.clientId,
      SPOTIFY_ACCOUNTS_URL: spotify.accountsUrl,
      SPOTIFY_API_URL: spotify.apiUrl,
    },
  });
});
afterAll(async () => {
  await house.close();
  await spotify.close();
});

const body = (answer: ApiAnswer) => answer.body as unknown as Record<string, never>;
const validate = async (provider: string, value?: unknown, of = house) =>
  await of.post(`/secrets/${provider}/validate`, value === undefined ? {} : { value });
const validated = (answer: ApiAnswer) => {
  const { data } = answer.body as unknown as { data: { provider: string; validated: Record<string, unknown> } };
  const { at: _at, ...rest } = data.validated;
  return rest;
};

test('the index says that this is Harmony', async () => {
  const answer = await house.get('/');
  expect([answer.status, body(answer)['status']]).toEqual([200, 'ok']);
  expect(body(answer)['version']).toMatch(/^\d+\.\d+\.\d+/);
});

test('the figures of the machine are within what is possible', async () => {
  const answer = await house.get('/system/stats');
  expect(answer.status).toBe(200);
  const { cpu, memory, disk, network } = answer.body as unknown as Record<string, Record<string, number>>;
  expect(cpu?.['cores']).toBeGreaterThan(0);
  expect(cpu?.['percent']).toBeGreaterThanOrEqual(0);
  expect(cpu?.['percent']).toBeLessThanOrEqual(100);
  expect(memory?.['total']).toBeGreaterThan(memory?.['available'] ?? Number.POSITIVE_INFINITY);
  expect((memory?.['used'] ?? 0) + (memory?.['available'] ?? 0)).toBe(memory?.['total']);
  expect(disk?.['total']).toBeGreaterThan(disk?.['free'] ?? Number.POSITIVE_INFINITY);
  const told = (await readFile('/proc/net/dev', 'utf8').catch(() => null)) !== null;
  expect(network?.['bytes_recv'] !== null).toBe(told);
});

test('the settings of Soulseek are complete, lack the key, or do not count', async () => {
  expect(body(await house.get('/health/soulseek'))).toEqual({
    service: 'soulseek',
    status: 'ok',
    missing: [],
    optional_missing: [],
  });
});

test('a key of slskd is tried at slskd: right, wrong, of a wrong form; a wrong one does not disturb the real connection', async () => {
  expect(validated(await validate('slskd_api_key'))).toEqual({ mode: 'live', valid: true });
  const wrong = await validate('slskd_api_key', 'this-is-not-the-key');
  expect(validated(wrong)).toEqual({ mode: 'live', valid: false, reason: 'invalid credentials' });
  expect(wrong.text).not.toContain('this-is-not-the-key');
  expect(validated(await validate('slskd_api_key', 'short'))).toMatchObject({ mode: 'format', valid: false });
  expect(body(await house.get('/soulseek/status'))['status']).toBe('connected');
});

test('a secret of Spotify is tried at the accounts service', async () => {
  expect(validated(await validate('spotify_client_secret'))).toEqual({
    mode: 'format',
    valid: false,
    reason: 'secret not configured',
  });
  const live = { mode: 'live' };
  expect(validated(await validate('spotify_client_secret', spotify.app.clientSecret))).toEqual({
    ...live,
    valid: true,
  });
  for (const wrong of ['wrongwrong1', 'wrongwrong2'])
    expect(validated(await validate('spotify_client_secret', wrong))).toMatchObject({ ...live, valid: false });
});

test.each([
  ['nobody', 'x', 400],
  ['slskd_api_key', '', 400],
  ['slskd_api_key', ' ', 400],
  ['slskd_api_key', 'x'.repeat(257), 400],
  ['slskd_api_key', 7, 200],
  ['..%2fkeys', 'x', 400],
])('%s with %j is answered with %i', async (provider, value, status) => {
  expect((await validate(provider, value)).status).toBe(status);
});

test('a service that is away leaves it at the form; one in trouble or in need of a pause is said', async () => {
  let status = 503;
  const trouble = createServer((_request, response) => {
    // 0: it hangs
    if (status > 0) response.writeHead(status, { 'retry-after': '7' }).end('no');
  });
  await new Promise<void>((resolve) => trouble.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(trouble.address() as AddressInfo).port}`;
  const other = await openApiHouse({
    peers: [],
    env: {
      SLSKD_BASE_URL: base,
      SLSKD_API_KEY: 'some-key-of-ours',
      SECRET_VALIDATE_TIMEOUT_MS: '1500',
      SECRET_VALIDATE_MAX_PER_MIN: '9',
    },
  });
  try {
    expect((await validate('slskd_api_key', undefined, other)).status).toBe(503);
    status = 429;
    const pause = await validate('slskd_api_key', undefined, other);
    expect([pause.status, pause.body['error' as never]]).toMatchObject([424, { meta: { retry_after_ms: 7000 } }]);
    status = 0;
    expect(validated(await validate('slskd_api_key', undefined, other))).toMatchObject({
      note: 'upstream unreachable',
    });
    const gone = new Promise((resolve) => trouble.close(resolve));
    trouble.closeAllConnections();
    await gone;
    expect(validated(await validate('slskd_api_key', undefined, other))).toEqual({
      mode: 'format',
      valid: true,
      note: 'upstream unreachable',
    });
  } finally {
    trouble.close();
    await other.close();
  }
});

test('an integration is listed with what was last seen of it, and without its key', async () => {
  const { body, text } = await house.get('/integrations');
  const { providers } = (body as unknown as { data: { providers: { name: string; details?: object }[] } }).data;
  expect(providers.find(({ name }) => name === 'slskd')).toEqual({
    name: 'slskd',
    status: 'ok',
    details: {
      address: house.standIn.url,
      version: expect.stringMatching(/^\d+\.\d+/),
      signed_in: true,
      problem: null,
    },
  });
  expect(providers.find(({ name }) => name === 'spotify')?.details).toMatchObject({ signed_in: false });
  expect(text).not.toContain(house.standIn.apiKey);
});
