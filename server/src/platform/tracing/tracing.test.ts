import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Agent } from 'undici';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSettings } from '#platform/config';
import { createLog } from '#platform/log';
import { createOtlpStandIn, type OtlpStandIn } from '../../../../stand-ins/otlp/index.ts';
import { startTracing, type Tracing, tracingSettings } from './index.ts';

let collector: OtlpStandIn;
let tracing: Tracing | null = null;
const lines: string[] = [];
beforeEach(async () => {
  collector = createOtlpStandIn();
  await collector.start();
});
afterEach(async () => {
  await tracing?.stop();
  await collector.stop();
  lines.length = 0;
});

async function start(env: Record<string, string>): Promise<Tracing | null> {
  const read = readSettings({ tracing: tracingSettings }, { OTEL_BSP_SCHEDULE_DELAY: '50', ...env });
  if (!read.ok) throw new Error(read.faults.map(({ sentence }) => sentence).join(' '));
  const log = createLog({ level: 'info', format: 'json' }, { write: (line) => lines.push(line) });
  tracing = await startTracing(read.values.tracing, { version: '1.2.3', process: 'serve', log: () => log });
  return tracing;
}

const said = () => lines.map((line) => JSON.parse(line) as { event: string; status: string; msg: string });
const piece = (name: string, attributes = {}) => ({ name, kind: 'internal', attributes }) as const;
const arrived = (count: number) => expect.poll(() => collector.spans.length, { timeout: 30_000 }).toBe(count);

test('questions to the database and to services belong to the work that asked, also over waiting; others are dropped', async () => {
  const on = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const agent = new Agent();
  const ask = async (path: string) => {
    const { body } = await agent.request({ origin: collector.url, path, method: 'GET' });
    await body.dump();
  };
  on?.asked({ sql: 'select 1', durationMs: 1 });
  await ask('/nobody-asked');
  const one = on?.begin(piece('one', { size: 7, whole: true, share: 0.5 }));
  const two = on?.begin(piece('two'));
  await Promise.all([
    one?.within(async () => {
      await ask('/secret-path?token=hidden');
      on?.asked({ sql: 'select "id" from "wishes" where "id" = $1', durationMs: 40 });
    }),
    two?.within(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      on?.asked({ sql: 'broken', durationMs: 0, error: new Error('syntax') });
    }),
  ]);
  one?.end();
  two?.end({ failed: 'It did not work.', attributes: { why: 'broken' } });
  await arrived(5);
  await agent.close();
  const named = (name: string) => collector.spans.find((span) => span.name === name);
  const parent = (name: string) => collector.spans.find(({ spanId }) => spanId === named(name)?.parentId)?.name;
  expect(named('one')).toMatchObject({ parentId: '', attributes: { size: 7, whole: true, share: 0.5 }, failed: false });
  expect(named('two')).toMatchObject({ failed: true, attributes: { why: 'broken' } });
  expect(named('two')?.traceId).not.toBe(named('one')?.traceId);
  expect([parent('select wishes'), parent('broken'), parent('GET')]).toEqual(['one', 'two', 'one']);
  expect(named('select wishes')?.durationMs).toBeGreaterThanOrEqual(39);
  expect(named('broken')?.failed).toBe(true);
  // the collector has nothing at that address
  expect(named('GET')?.attributes).toMatchObject({ 'server.address': '127.0.0.1', 'http.response.status_code': 404 });
  expect([collector.holds('secret-path'), collector.holds('hidden')]).toEqual([false, false]);
});

test('the collector gets the name, the attributes and the headers that the standard variables say', async () => {
  const on = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces`,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of-the-collector, x-tenant=music',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_TIMEOUT: '5000',
    OTEL_SERVICE_NAME: 'music-hub',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=home%2Cattic,service.name=not-this',
  });
  on?.begin(piece('work')).end();
  await arrived(1);
  expect(collector.spans[0]?.resource).toMatchObject({
    'service.name': 'music-hub',
    'service.version': '1.2.3',
    'deployment.environment.name': 'home,attic',
    'harmony.process': 'serve',
  });
  expect(collector.deliveries[0]).toMatchObject({ authorization: 'Bearer of-the-collector', 'x-tenant': 'music' });
});

const caller = (flag: string) => ({ traceparent: `00-0123456789abcdef0123456789abcdef-0123456789abcdef-${flag}` });

test.each([
  [{ OTEL_TRACES_SAMPLER: 'always_off' }, []],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, []],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, ['wanted']],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, ['wanted']],
  [{}, ['alone', 'wanted']],
  [{ OTEL_TRACES_SAMPLER: 'always_on' }, ['alone', 'unwanted', 'wanted']],
])('with %o the recorded traces are %o', async (env, expected) => {
  const on = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...env });
  on?.begin(piece('alone')).end();
  on?.begin({ ...piece('unwanted'), headers: caller('00') }).end();
  on?.begin({ ...piece('wanted'), headers: caller('01') }).end();
  await on?.stop();
  expect(collector.spans.map(({ name }) => name).toSorted()).toEqual(expected);
});

test('a collector that refuses is told once, and once when it takes again; nobody waits for one that is away', async () => {
  const on = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const deliver = async () => {
    const before = collector.deliveries.length;
    on?.begin(piece('work')).end();
    await expect.poll(() => collector.deliveries.length, { timeout: 30_000 }).toBeGreaterThan(before);
  };
  collector.refuse(400);
  await deliver();
  await deliver();
  await vi.waitFor(() => expect(said()).toHaveLength(1), { timeout: 30_000 });
  collector.refuse(null);
  await deliver();
  await vi.waitFor(() => expect(said()).toHaveLength(2), { timeout: 30_000 });
  expect(said().map(({ event, status }) => [event, status])).toEqual([
    ['tracing.delivery', 'error'],
    ['tracing.delivery', 'ok'],
  ]);
  expect(said()[0]?.msg).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
});

test('without a collector, or switched off, nothing is recorded and nothing of OpenTelemetry is loaded', async () => {
  expect(await start({ OTEL_SERVICE_NAME: 'alone' })).toBeNull();
  expect(await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SDK_DISABLED: 'true' })).toBeNull();
  const watching = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const { startTracing } = await import('./server/src/platform/tracing/index.ts');
    await startTracing({ disabled: false, endpoint: null, tracesEndpoint: null }, {});
    console.log(JSON.stringify(loaded));`;
  const args = ['--input-type=module', '--eval', watching];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded.some((url) => url.endsWith('tracing/index.ts'))).toBe(true);
  expect(loaded.filter((url) => url.includes('opentelemetry'))).toEqual([]);
  // and no other room loads it
  const sources = await readdir('server/src', { recursive: true });
  const program = sources.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const naming = program.filter((name) => readFileSync(join('server/src', name), 'utf8').includes("'@opentelemetry/"));
  expect(new Set(naming.map((name) => dirname(name)))).toEqual(new Set([join('platform', 'tracing')]));
});

test.each([
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 'Bearer abcdefgh' }, 'OTEL_EXPORTER_OTLP_HEADERS'],
  [{ OTEL_RESOURCE_ATTRIBUTES: 'home' }, 'OTEL_RESOURCE_ATTRIBUTES'],
])('%o is refused at the start by name, without showing a secret', (env, variable) => {
  const read = readSettings({ tracing: tracingSettings }, env);
  expect(read.ok ? [] : read.faults.map((fault) => fault.variable)).toEqual([variable]);
  expect(JSON.stringify(read)).not.toContain('abcdefgh');
});
