import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { importFile } from '../../../../../scripts/demo/api.ts';
import { type Child, startChild } from '../../../../../scripts/demo/processes.ts';

/** `harmony serve` and `harmony work` as real processes over one database; slskd is not there, so searches fail and are tried again. */

interface Line {
  readonly event?: string;
  readonly status?: string;
  readonly job_type?: string;
  readonly wish?: number;
  readonly meta?: Record<string, unknown>;
}

let database: TestDatabase;
let folder: string;
let serve: Child & { url: string };
let work: Child;
const said = { serve: [] as Line[], work: [] as Line[] };

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'two-processes-'));
  const env = {
    HARMONY_ENV_FILE: '/dev/null',
    DATABASE_URL: database.connectionString,
    DATA_DIR: join(folder, 'data'),
    MUSIC_DIR: join(folder, 'music'),
    SLSKD_BASE_URL: 'http://127.0.0.1:1',
    ENABLE_METADATA: 'false',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'debug',
    LOG_FORMAT: 'json',
    ORCH_GLOBAL_CONCURRENCY: '2',
  };
  const hear = (lines: Line[]) => (line: string) => {
    if (line.startsWith('{')) lines.push(JSON.parse(line) as Line);
  };
  const serving = startChild(['server/src/main.ts', 'serve'], env, hear(said.serve));
  const url = await serving.line((line) => /ready after .* on (http:\S+)/.exec(line)?.[1] ?? null);
  serve = { ...serving, url };
  work = startChild(['server/src/main.ts', 'work'], env, hear(said.work));
  await work.line((line) => (/ready after .* for work/.test(line) ? true : null));
});

afterAll(async () => {
  await Promise.all([serve.stop(), work.stop()]);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Reads live events until `enough` says so. */
async function watch(url: string, enough: (event: string, data: unknown) => boolean, ready: () => Promise<unknown>) {
  const end = new AbortController();
  const response = await fetch(`${url}/api/v1/events`, {
    signal: end.signal,
    headers: { accept: 'text/event-stream' },
  });
  if (response.body === null) throw new Error('no body');
  await ready();
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event !== undefined && data !== undefined && enough(event, JSON.parse(data))) {
        end.abort();
        return;
      }
    }
  }
}

test('people at serve see, live, what only the worker process did', async () => {
  const list = join(folder, 'list.txt');
  await writeFile(list, Array.from({ length: 60 }, (_, n) => `Artist ${n} - Song ${n}`).join('\n'));
  const seen = new Set<number>();
  await watch(
    serve.url,
    (event, data) => {
      if (event === 'wish') seen.add((data as { id: number }).id);
      const touched = (lines: readonly Line[]) =>
        new Set(lines.filter((line) => line.event === 'wish.step').map((line) => line.wish ?? 0));
      const byServe = touched(said.serve);
      return [...touched(said.work)].some((id) => !byServe.has(id) && seen.has(id));
    },
    () => importFile(serve.url, list),
  );
  expect(said.work.some((line) => line.event === 'worker.job' && line.status === 'start')).toBe(true);
});

test('both say at start what they work with, and the status names the workers of all processes', async () => {
  for (const lines of [said.serve, said.work]) {
    expect(lines.find((line) => line.event === 'worker.config')?.meta).toMatchObject({ global_concurrency: 2 });
    expect(lines.find((line) => line.event === 'wiring_summary')?.meta).toBeDefined();
  }
  const response = await fetch(`${serve.url}/api/v1/status`);
  const { workers } = (await response.json()) as { workers: Record<string, { status: string; queue_size: unknown }> };
  expect(workers['sync']).toMatchObject({ status: 'running', queue_size: 0 });
  expect(workers['scheduler']).toMatchObject({ status: 'running', queue_size: 'n/a' });
  const noted = await database.db.selectFrom('settings').select('key').where('key', 'like', 'worker.sync.%').execute();
  expect(noted.map((row) => row.key).sort()).toEqual([
    'worker.sync.last_seen',
    'worker.sync.last_start',
    'worker.sync.status',
  ]);
});

const workerEvents = async (): Promise<unknown[]> => {
  const rows = await database.db.selectFrom('activity_events').selectAll().where('type', '=', 'worker').execute();
  return rows
    .map((row) => [row.status, (row.details as { process: string }).process])
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
};

test('the history says once per process that its workers have started', async () => {
  expect(await workerEvents()).toEqual([
    ['started', 'serve'],
    ['started', 'work'],
  ]);
});

test('work ends cleanly on SIGTERM and serve goes on', async () => {
  await work.stop();
  expect(work.process.exitCode).toBe(0);
  expect((await fetch(`${serve.url}/api/v1/health`)).status).toBe(200);
  expect(await workerEvents()).toContainEqual(['stopped', 'work']);
  // what it told the others last was sent before its session ended
  expect(said.work.filter((line) => line.event === 'database.away')).toEqual([]);
});
