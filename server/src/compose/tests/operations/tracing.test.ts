import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { type Serving, startServing } from '#test/serving';
import { importFile } from '../../../../../scripts/demo/api.ts';
import { createOtlpStandIn, type ReceivedSpan } from '../../../../../stand-ins/otlp/index.ts';
import { createSlskdStandIn, type SlskdStandIn } from '../../../../../stand-ins/slskd/index.ts';

/** A real `harmony serve` with a collector of OpenTelemetry beside it. */

const patience = { timeout: 60_000, interval: 50 };
const collector = createOtlpStandIn();
let dir: string;
let database: TestDatabase;
let slskd: SlskdStandIn;
let harmony: Serving;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'harmony-tracing-'));
  await collector.start();
  database = await createTestDatabase();
  slskd = createSlskdStandIn({ world: { peers: [] }, dir: join(dir, 'slskd'), timeScale: 50 });
  await slskd.start();
  harmony = await startServing({
    DATABASE_URL: database.connectionString,
    DATA_DIR: join(dir, 'data'),
    MUSIC_DIR: join(dir, 'music'),
    SLSKD_BASE_URL: slskd.url,
    SLSKD_API_KEY: slskd.apiKey,
    SLSKD_DOWNLOADS_DIR: slskd.downloads,
    SLSKD_SEARCH_TIMEOUT_MS: '3000',
    HARMONY_LOG_LEVEL: 'debug',
    LOG_FORMAT: 'json',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=opens-the-collector',
    OTEL_BSP_SCHEDULE_DELAY: '50',
  });
}, 120_000);
afterAll(async () => {
  await harmony.stop();
  await slskd.stop();
  await database.drop();
  await collector.stop();
  await rm(dir, { recursive: true, force: true });
}, 60_000);

/** A line of the log about a request with that id. */
const lineOf = (requestId: string) =>
  harmony.line((line) => {
    if (!line.startsWith('{')) return null;
    const said = JSON.parse(line) as { event?: string; entity_id?: string; trace_id?: string; span_id?: string };
    return said.event === 'api.request' && said.entity_id === requestId ? said : null;
  });
const found = async (fits: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan> => {
  await expect.poll(() => collector.spans.some(fits), patience).toBe(true);
  return collector.spans.find(fits) as ReceivedSpan;
};
const below = (parent: ReceivedSpan) => (span: ReceivedSpan) =>
  span.traceId === parent.traceId && span.parentId === parent.spanId;

test('a request goes on with the trace of its caller; its line in the log and its questions to the database belong to it', async () => {
  const traceId = '0123456789abcdef0123456789abcdef';
  const headers = { 'content-type': 'application/json', 'x-request-id': 'request-of-the-test' };
  const answer = await fetch(`${harmony.url}/api/v1/settings?hidden=word`, {
    method: 'POST',
    headers: { ...headers, traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    body: JSON.stringify({ key: 'a_note', value: 'text-of-the-caller' }),
  });
  expect(answer.status).toBe(200);
  const request = await found((span) => span.traceId === traceId && span.kind === 'server');
  expect(request).toMatchObject({
    name: 'POST /api/v1/settings',
    parentId: '00f067aa0ba902b7',
    failed: false,
    attributes: {
      'http.route': '/api/v1/settings',
      'url.path': '/api/v1/settings',
      'http.response.status_code': 200,
      'harmony.request.id': 'request-of-the-test',
    },
    resource: { 'service.name': 'harmony', 'harmony.process': 'serve' },
  });
  const insert = await found((span) => below(request)(span) && span.name === 'insert settings');
  expect(insert.attributes['db.query.text']).toMatch(/^insert into "settings"/);
  expect(await lineOf('request-of-the-test')).toMatchObject({ trace_id: traceId, span_id: request.spanId });
  // neither what was asked with, nor what was stored, nor how the collector is opened
  for (const word of ['hidden=word', 'text-of-the-caller', 'opens-the-collector', slskd.apiKey])
    expect(collector.holds(word)).toBe(false);
  expect(collector.deliveries[0]?.['x-collector-key']).toBe('opens-the-collector');
});

test('each run of a job is a trace with what it asked slskd and the database', async () => {
  const list = join(dir, 'list.txt');
  await writeFile(list, 'Some Artist - Some Song');
  await importFile(harmony.url, list);
  const job = await found((span) => span.name === 'job search');
  expect(job).toMatchObject({ kind: 'consumer', parentId: '' });
  expect(job.attributes).toMatchObject({ 'harmony.job.type': 'search', 'harmony.job.attempt': 1 });
  const port = Number(new URL(slskd.url).port);
  const asked = await found((span) => below(job)(span) && span.attributes['server.port'] === port);
  expect(asked).toMatchObject({ kind: 'client', attributes: { 'server.address': '127.0.0.1' } });
  await found((span) => below(job)(span) && span.attributes['db.system.name'] === 'postgresql');
});

test('what is asked all day long is no trace: probes, the page, figures', async () => {
  for (const path of ['/api/health/ready', '/api/v1/health', '/metrics', '/'])
    await fetch(harmony.url + path, { headers: { 'x-request-id': `probe${path}` } });
  await fetch(`${harmony.url}/api/v1/wishes`, { headers: { 'x-request-id': 'afterwards' } });
  await found((span) => span.attributes['harmony.request.id'] === 'afterwards');
  const requests = collector.spans.filter(({ kind }) => kind === 'server').map(({ name }) => name);
  expect(requests).toContain('GET /api/v1/wishes');
  expect(requests.filter((name) => !/^[A-Z]+ \/api\/v1\/(?:wishes|settings|spotify)/.test(name))).toEqual([]);
});
