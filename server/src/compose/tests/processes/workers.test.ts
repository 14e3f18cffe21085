import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSettingsStore } from '#settings';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { readAllSettings } from '../../../settings.ts';
import { createWorkforce } from '../../house/workforce.ts';
import { jobTypes } from '../../job-types.ts';

let database: TestDatabase;
let told: { status: string; details: Record<string, unknown> }[] = [];
const lines: { event?: string; entity_id?: string }[] = [];
const open: ReturnType<typeof workforce>[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const first = workforce();
  await first.jobs.prepare();
  await first.jobs.stop(0);
});
afterAll(() => database.drop());
beforeEach(async () => {
  told = [];
  await sql`truncate settings, settings_history`.execute(database.db);
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.end('serve');
});

function workforce() {
  const read = readAllSettings({});
  if (!read.ok) throw new Error('The defaults must be readable.');
  return createWorkforce({
    settings: read.values,
    db: database.db,
    connection: database.connection,
    types: jobTypes,
    activity: {
      async record(type, status, details = {}) {
        if (type === 'worker') told.push({ status, details });
      },
    },
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line) as object) }),
    onFault: (what, error) => expect.fail(`${what}: ${String(error)}`),
  });
}

/** One that begins to work; a test that lets go of it without `end` stands for a process that was killed. */
async function begin(alone: boolean) {
  const made = workforce();
  await made.begin('serve', alone);
  open.push(made);
  return made;
}

const statuses = (): string[] => told.map((each) => each.status);
const note = (key: string): Promise<string | null> => createSettingsStore(database.db).get(key);

test('start and stop of a process are in the history, in the log and in the settings', async () => {
  const one = await begin(true);
  expect(await note('worker.sync.status')).toBe('running');
  await one.end('serve');
  open.pop();
  await begin(true);
  expect(statuses()).toEqual(['started', 'stopped', 'started']);
  expect(await note('worker.sync.last_stop')).toMatch(/^\d{4}-.*Z$/);
  expect(lines.map((line) => line.event)).toEqual(
    expect.arrayContaining(['worker.start', 'worker.stop', 'worker.lifecycle']),
  );
});

test('a process that begins after one was killed says restarted, and since when nothing was heard', async () => {
  await begin(true);
  const seen = await note('worker.sync.last_seen');
  await begin(true);
  expect(statuses()).toEqual(['started', 'restarted']);
  expect(told[1]?.details).toMatchObject({ process: 'serve', last_seen: seen });
});

test('a second process beside a living one is started, not restarted', async () => {
  await begin(true);
  await begin(false);
  expect(statuses()).toEqual(['started', 'started']);
});

test('a worker that fell silent is told once as stale, and the next process as restarted', async () => {
  const watcher = workforce();
  const store = createSettingsStore(database.db);
  await store.note(
    new Map([
      ['worker.sync.last_seen', '2026-01-01T00:00:00.000Z'],
      ['worker.sync.status', 'running'],
    ]),
  );
  await watcher.jobs.prepare();
  await watcher.states();
  await watcher.states();
  await watcher.jobs.stop(0);
  expect(told.map((each) => [each.status, each.details.worker])).toEqual([['stale', 'sync']]);
  await begin(false);
  expect(statuses()).toEqual(['stale', 'restarted']);
});

test('metrics.sync.active_downloads is how many downloads are queued or under way', async () => {
  const add = (state: string) =>
    sql`insert into downloads (username, filename, state, batch_id)
    values ('peer', 'a.mp3', ${state}, gen_random_uuid())`.execute(database.db);
  for (const state of ['queued', 'downloading', 'downloading', 'completed', 'failed']) await add(state);
  await begin(true);
  expect(await note('metrics.sync.active_downloads')).toBe('3');
});
