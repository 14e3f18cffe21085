import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { openHouse } from '../../server/src/pipeline/1-import/cases/house.ts';
import { type IngestHouse, openIngestHouse } from '../../server/test/ingest-house.ts';
import { generateWorld } from '../../stand-ins/spotify/index.ts';

// The sender is a process of its own, so that only the server's memory and turns are measured.
const sender = `
  import { openAsBlob } from 'node:fs';
  const [, file, url] = process.argv;
  const form = new FormData();
  form.append('file', await openAsBlob(file), 'list.csv');
  const response = await fetch(url, { method: 'POST', body: form });
  console.log(JSON.stringify({ status: response.status, body: await response.json() }));
`;
const say = (name: string, figures: Record<string, unknown>): void => {
  process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
};

/**
 * Highest memory while something is done, in MB above what it was before, and how long others had to wait: p99 by the clock (other programs on the
 * machine included), and the most processor time of this thread between two turns of a timer (where this Node can tell).
 */
async function measured<T>(
  work: () => Promise<T>,
): Promise<{ value: T; mb: number; p99Ms: number; longestCpuMs: number | null; ms: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  let lastCpu = threadCpuMs();
  let longestCpuMs: number | null = null;
  const turns = setInterval(() => {
    const cpu = threadCpuMs();
    if (cpu !== null && lastCpu !== null) longestCpuMs = Math.max(longestCpuMs ?? 0, cpu - lastCpu);
    lastCpu = cpu;
  }, 1);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const value = await work();
  const ms = Math.round(performance.now() - begun);
  delay.disable();
  clearInterval(watch);
  clearInterval(turns);
  const round = (ns: number): number => Math.round(ns / 1e5) / 10;
  return {
    value,
    mb: Math.round((most - before) / 1e6),
    longestCpuMs,
    p99Ms: round(delay.percentile(99)),
    ms,
  };
}

/** Processor time of this thread so far; `null` where Node cannot tell (before 23.9). */
function threadCpuMs(): number | null {
  if (!('threadCpuUsage' in process)) return null;
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

test('100,000 lines are imported and handed over with at most 200 MB more memory', async () => {
  const house = await openHouse({ maxUploadTracks: 100_000 });
  const folder = await mkdtemp(join(tmpdir(), 'harmony-bench-'));
  close = async () => {
    await house.close();
    await rm(folder, { recursive: true });
  };
  const file = join(folder, 'list.csv');
  const header = 'Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms)\n';
  const rows = Array.from(
    { length: 100_000 },
    (_, index) =>
      `spotify:track:${String(index).padStart(22, '0')},"Song, number ${index}",Album ${index % 900},Artist ${index % 3000};Guest ${index % 7},2019-03-08,${180_000 + (index % 60_000)}\n`,
  );
  await writeFile(file, header + rows.join(''));
  rows.length = 0;
  const run = promisify(execFile);
  const taken = await measured(() =>
    run(process.execPath, ['--input-type=module', '-e', sender, file, `${house.address}/free/upload`]),
  );
  expect(JSON.parse(taken.value.stdout)).toMatchObject({ status: 202, body: { accepted: { tracks: 100_000 } } });
  const handed = await measured(() => house.work());
  const figures = ({ mb, longestCpuMs, p99Ms, ms }: typeof taken | typeof handed) => ({ mb, longestCpuMs, p99Ms, ms });
  say('100,000 lines taken', figures(taken));
  say('100,000 lines handed over', figures(handed));
  expect(taken.mb).toBeLessThan(200);
  expect(handed.mb).toBeLessThan(200);
});

const open = async (options: Parameters<typeof openIngestHouse>[0]): Promise<IngestHouse> => {
  const house = await openIngestHouse({ ...options, env: { SPOTIFY_DAILY_CALLS: '0', ...options?.env } });
  close = () => house.close();
  return house;
};

test.each(['dev_legacy', 'dev_restricted'] as const)(
  'a playlist of 10,000 tracks is synced with hardly more calls than it has pages (%s)',
  async (regime) => {
    const house = await open({ world: generateWorld({ playlists: [10_000] }), regime });
    const before = house.standIn.calls.total();
    await house.ask('POST', '/sync');
    const first = await measured(() => house.work());
    const calls = house.standIn.calls.total() - before;
    const minimum = 1 + 10_000 / 50;
    await house.ask('POST', '/sync');
    await house.work();
    const again = house.standIn.calls.total() - before - calls;
    say(`10,000 tracks (${regime})`, { calls, minimum, ratio: calls / minimum, again, ms: first.ms, mb: first.mb });
    expect(calls).toBeLessThanOrEqual(minimum * 1.1);
    expect(again).toBe(2);
  },
);

test('30,000 saved tracks are read once, and then only what is new', async () => {
  const house = await open({ world: generateWorld({ playlists: [0], savedTracks: 30_000 }) });
  await house.ask('POST', '/sync');
  await house.work();
  await house.ask('PUT', '/spotify/playlists/saved-tracks/mirror', { mirror: true });
  const before = house.standIn.calls.total();
  const first = await measured(() => house.work());
  const calls = house.standIn.calls.total() - before;
  await house.ask('POST', '/sync');
  await house.work();
  const again = house.standIn.calls.total() - before - calls;
  const wishes = await house.db
    .selectFrom('wishes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  say('30,000 saved tracks', {
    calls,
    again,
    wishes: wishes.count,
    ms: first.ms,
    mb: first.mb,
    longestCpuMs: first.longestCpuMs,
    p99Ms: first.p99Ms,
  });
  expect(calls).toBe(600);
  expect(again).toBe(2);
});

test('a backfill of 2,000 lines goes on after the quota was spent at the 1,200th', async () => {
  const house = await open({ world: generateWorld({ artists: 260 }) });
  const { world, strings } = house.standIn;
  const lines = [...world.tracks.values()].map(
    (track) => `${track.artistIds.map((id) => world.artists.get(id)?.name).join(', ')} - ${track.name}`,
  );
  const distinct = [...new Set(lines)].slice(0, 2100);
  await house.ask('POST', '/spotify/import/free', { tracks: distinct });
  await house.work();
  strings.quota.rules = { daily: { calls: strings.quota.spent() + 1200, says: 'retry-after' } };
  const { job_id: id } = (await house.ask('POST', '/spotify/backfill/run', {})).body;
  await house.work();
  const run = async () => (await house.ask('GET', `/spotify/backfill/jobs/${id}`)).body;
  const stopped = await run();
  expect(stopped.state).toBe('queued');
  strings.quota.rules = {};
  strings.clock.advance(25 * 3_600_000);
  await house.tick('backfill');
  await house.work();
  const done = await run();
  const answered = house.standIn.requests.filter(
    (request) => request.route === 'GET /search' && request.status === 200,
  );
  say('backfill of 2,000', {
    stoppedAt: stopped.counts['processed'],
    ...done.counts,
    answered: answered.length,
    distinctQuestions: new Set(answered.map((request) => request.path)).size,
  });
  expect(done).toMatchObject({ state: 'completed', counts: { requested: 2000, processed: 2000 } });
});
