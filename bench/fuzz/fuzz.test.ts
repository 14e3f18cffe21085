import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '../../server/test/api-house.ts';
import { createJudge } from './judge.ts';
import { readOperations } from './operations.ts';
import { fuzz } from './run.ts';

const key = 'key-of-the-fuzz-test-0123456789-abcdefghij';
const sealing = 'sealing-key-of-the-fuzz-test-0123456789';
const nobody = 'http://127.0.0.1:1';
const lines: string[] = [];
let house: ApiHouse;

beforeAll(async () => {
  house = await openApiHouse({
    peers: [],
    key,
    onLine: (line) => lines.push(line),
    env: {
      INTEGRATIONS_ENABLED: 'spotify,slskd,plex',
      PLEX_BASE_URL: nobody,
      PLEX_TOKEN: 'token-of-the-fuzz-test',
      PLEX_TV_URL: nobody,
      PLEX_RETRY_BACKOFF_BASE_MS: '1',
      SPOTIFY_ACCOUNTS_URL: nobody,
      SPOTIFY_API_URL: nobody,
      MUSICBRAINZ_BASE_URL: nobody,
      HARMONY_API_KEYS: key,
      TRUST_PROXY: '127.0.0.1',
      FEATURE_REQUIRE_AUTH: 'true',
      SECRETS_KEY: sealing,
    },
  });
});
afterAll(() => house.close());

test('generated requests for every operation, right and wrong, are answered as documented and show no secret and no inner workings', async () => {
  const secrets = [key, sealing, 'token-of-the-fuzz-test', house.standIn.apiKey];
  const report = await fuzz({
    url: new URL(house.base).origin,
    key,
    secrets,
    requests: 540,
    seed: 20_261_127,
    concurrency: 8,
    hangMs: 60_000,
  });
  expect(report.findings).toEqual([]);
  expect(report.operations).toBeGreaterThan(250);
  expect(report.requests).toBeGreaterThanOrEqual(540);
  // both kinds were among them
  expect(report.statuses.get(200)).toBeGreaterThan(50);
  expect(report.statuses.get(400)).toBeGreaterThan(50);
  const judge = createJudge({}, secrets);
  expect(lines.length).toBeGreaterThan(500);
  expect(lines.filter((line) => judge.faultOfLine(line) !== null)).toEqual([]);
}, 240_000);

test('what is wrong with an answer is noticed: faults of ours, stacks, secrets, undocumented answers', () => {
  const { operations, components } = readOperations();
  const judge = createJudge(components, ['the-secret']);
  const operation = operations.find(({ name }) => name === 'GET /api/v1/wishes');
  if (operation === undefined) throw new Error('There are no wishes any more.');
  const json = 'application/json; charset=utf-8';
  const faultOf = (status: number, text: string) =>
    judge.faultOf(operation, { status, type: json, headers: '{}', text });
  expect(faultOf(200, '{"items":[],"next_cursor":null,"counts":{}}')).toBeNull();
  expect(faultOf(200, '{"items":[{}],"next_cursor":null,"counts":{}}')).toMatch(/unlike its schema/);
  const error = (code: string, message: string) => JSON.stringify({ ok: false, error: { code, message } });
  expect(faultOf(503, error('DEPENDENCY_ERROR', 'It does not answer.'))).toBeNull();
  expect(faultOf(503, error('INTERNAL_ERROR', 'Oh.'))).toBe('answers 503');
  expect(faultOf(500, error('DEPENDENCY_ERROR', 'It does not answer.'))).toBe('answers 500');
  expect(faultOf(400, error('VALIDATION_ERROR', 'the-secret is wrong'))).toBe('shows a secret');
  expect(faultOf(400, error('VALIDATION_ERROR', 'x at open (file:///a/b.ts:1:2)'))).toMatch(/inner workings/);
  expect(faultOf(302, '')).toMatch(/not documented/);
});

test('every number that a request may hold has a limit', () => {
  const open: string[] = [];
  const walk = (value: unknown, place: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, maximum } = value as { readonly type?: unknown; readonly maximum?: unknown };
    if ((type === 'integer' || type === 'number') && maximum === undefined) open.push(place);
    for (const [name, inner] of Object.entries(value)) walk(inner, `${place}.${name}`);
  };
  for (const { name, parameters, body } of readOperations().operations) {
    for (const parameter of parameters) walk(parameter.schema, `${name} ${parameter.name}`);
    walk(body?.schema, name);
  }
  expect(open).toEqual([]);
});
