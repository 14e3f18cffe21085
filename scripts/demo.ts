/**
 * `npm run demo`: Harmony beside stand-ins of slskd and Spotify on a throw-away folder, with a sample playlist of 50 real tracks. Needs no accounts.
 * `npm run demo -- --once` runs until every wish has settled, prints a table, checks every file and exits non-zero if anything is wrong.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { demoExpectations } from '../stand-ins/worlds/demo.ts';
import { allSettled, allWishes, type DemoWish, importFile, importState, searchesOf } from './demo/api.ts';
import { faultsOfFile, faultsOfFolder } from './demo/check.ts';
import { openDemoHouse } from './demo/house.ts';
import { table } from './demo/table.ts';

const world = 'stand-ins/worlds/demo.ts';
const playlist = 'stand-ins/samples/demo-playlist.csv';
const longestMs = 8 * 60_000;

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    port: { type: 'string' },
    // for the checks: afterwards run the browser's journeys against this house and write vitest's report there
    'browser-report': { type: 'string' },
  },
});
const port = Number(values.port ?? (values.once ? 0 : 8080));

process.stdout.write('demo: starting the stand-ins and Harmony on a throw-away folder …\n');
const house = await openDemoHouse({ world, port, onLine: (line) => process.stdout.write(`${line}\n`) });
try {
  process.exitCode = values.once ? await runOnce() : await stayOpen();
} finally {
  await house.close();
}

async function stayOpen(): Promise<number> {
  await importFile(house.url, playlist);
  process.stdout.write(
    `demo: a playlist of 50 tracks is on its way. Open ${house.url} and watch; Ctrl-C ends and removes everything.\n`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  return 0;
}

async function runOnce(): Promise<number> {
  const began = Date.now();
  const job = await importFile(house.url, playlist);
  let wishes: DemoWish[] = [];
  while (!allSettled(wishes) || (await importState(house.url, job)) !== 'completed') {
    if (Date.now() - began > longestMs) break;
    await sleep(500);
    wishes = await allWishes(house.url);
  }
  const seconds = (Date.now() - began) / 1000;
  const code = await report(wishes, seconds);
  const file = values['browser-report'];
  return file === undefined ? code : Math.max(code, await browse(file));
}

/** Runs the browser's journeys against this house; answers vitest's exit code. */
async function browse(report: string): Promise<number> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'e2e/vitest.config.ts',
    'e2e/journey',
    ...reporters,
  ];
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, E2E_BASE_URL: house.url } });
  return await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

async function report(wishes: readonly DemoWish[], seconds: number): Promise<number> {
  const faults: string[] = [];
  const rows: string[][] = [];
  let searches = 0;
  for (const [index, wish] of wishes.entries()) {
    const sent = await searchesOf(house.url, wish.id);
    searches += sent;
    const own = wish.state === 'done' ? await faultsOfFile(house.musicDir, wish) : [];
    const name = `${wish.artists.join(', ')} – ${wish.title}`;
    faults.push(
      ...own.map((fault) => `${name}: ${fault}`),
      ...unexpected(wish, index).map((fault) => `${name}: ${fault}`),
    );
    const took =
      wish.settled_at === null ? '' : ((Date.parse(wish.settled_at) - Date.parse(wish.created_at)) / 1000).toFixed(1);
    rows.push([
      String(index + 1),
      name,
      wish.state,
      wish.reason?.code ?? '',
      wish.file?.path ?? wish.reason?.sentence ?? '',
      took,
      String(sent),
    ]);
  }
  faults.push(...(await faultsOfFolder(house.musicDir, wishes)));
  if (wishes.length !== demoExpectations.length)
    faults.push(`${wishes.length} wishes in place of ${demoExpectations.length}`);
  const head = ['#', 'wish', 'outcome', 'reason', 'file, or why not', 'seconds', 'searches'];
  process.stdout.write(`\n${table(head, [3, 44, 8, 18, 72, 7, 8], rows)}\n\n`);
  const done = wishes.filter((wish) => wish.state === 'done').length;
  const perTrack = (searches / Math.max(1, done)).toFixed(2);
  process.stdout.write(
    `${done} of ${wishes.length} filed in ${seconds.toFixed(1)} s with ${searches} searches (${perTrack} per filed track).\n`,
  );
  for (const fault of faults) process.stdout.write(`WRONG  ${fault}\n`);
  process.stdout.write(
    faults.length === 0 ? 'Every file, tag and outcome is as it should be.\n' : `${faults.length} things are wrong.\n`,
  );
  return faults.length === 0 ? 0 : 1;
}

function unexpected(wish: DemoWish, index: number): string[] {
  const expected = demoExpectations[index];
  if (expected === undefined) return ['nobody expected this wish'];
  if (expected.obtainable && wish.state !== 'done')
    return [`ended as ${wish.state} although a right file is on the network`];
  if (!expected.obtainable && wish.state === 'done') return ['was filed although no right file is on the network'];
  return [];
}
