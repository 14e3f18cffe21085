/**
 * `npm run crash -- --kills 20`: kills Harmony (and now and then the stand-in) with SIGKILL at random moments while the demo's playlist is on
 * its way, starts it again each time, and at the end looks for lost wishes, doubled or partial files, and orphaned processes.
 */
import { execFileSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { demoExpectations } from '../stand-ins/worlds/demo.ts';
import { allSettled, allWishes, type DemoWish, importFile } from './demo/api.ts';
import { faultsOfFile, faultsOfFolder } from './demo/check.ts';
import { demoEnvironment, newRoot, startHarmony, startStandIn } from './demo/house.ts';

const world = 'stand-ins/worlds/demo.ts';
const playlist = 'stand-ins/samples/demo-playlist.csv';
const settleMs = 6 * 60_000;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    'stand-in': { type: 'boolean', default: false },
  },
});
const killsWanted = Number(values.kills);
const random = seeded(Number(values.seed));

process.stdout.write(`crash: ${killsWanted} kills, seed ${values.seed}\n`);
const faults: string[] = [];
let kills = 0;
let rounds = 0;
let filed = 0;
let slowestStartMs = 0;
while (kills < killsWanted && faults.length === 0) await round();
const table = [
  ['rounds (playlist of 50 each)', rounds],
  ['kills with SIGKILL', kills],
  ['wishes', rounds * demoExpectations.length],
  ['filed', filed],
  ['slowest start after a kill (ms)', slowestStartMs],
  ['lost, doubled, partial, orphaned', faults.length],
];
process.stdout.write(`\n${table.map(([name, value]) => `${String(name).padEnd(36)} ${value}`).join('\n')}\n`);
for (const fault of faults) process.stdout.write(`WRONG  ${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** One playlist from import to the end, killed again and again until everything has settled or enough was killed. */
async function round(): Promise<void> {
  rounds += 1;
  const root = await newRoot();
  let standIn = await startStandIn(root, world, 0);
  const port = Number(new URL(standIn.answer.url).port);
  const env = demoEnvironment(root, standIn.answer, 0);
  let harmony = await startHarmony(env);
  try {
    await importFile(harmony.url, playlist);
    const deadline = Date.now() + settleMs;
    while (kills < killsWanted && Date.now() < deadline) {
      await sleep(300 + random() * 2500);
      harmony.process.kill('SIGKILL');
      kills += 1;
      if (values['stand-in'] && random() < 0.2) {
        standIn.process.kill('SIGKILL');
        standIn = await startStandIn(root, world, port);
      }
      const began = Date.now();
      harmony = await startHarmony(env);
      slowestStartMs = Math.max(slowestStartMs, Date.now() - began);
      const wishes = await allWishes(harmony.url);
      const done = wishes.filter((wish) => wish.state === 'done').length;
      process.stdout.write(
        `  kill ${kills}: ${done} of ${wishes.length} filed, up again after ${Date.now() - began} ms\n`,
      );
      if (allSettled(wishes)) break;
    }
    let wishes: DemoWish[] = await allWishes(harmony.url);
    while (!allSettled(wishes) && Date.now() < deadline) {
      await sleep(500);
      wishes = await allWishes(harmony.url);
    }
    await judge(root, wishes);
  } finally {
    await harmony.stop();
    await standIn.stop();
    const left = processesOf(root);
    if (left.length > 0) faults.push(`orphaned processes: ${left.join('; ')}`);
    await rm(root, { recursive: true, force: true });
  }
}

async function judge(root: string, wishes: readonly DemoWish[]): Promise<void> {
  const musicDir = join(root, 'music');
  if (wishes.length !== demoExpectations.length)
    faults.push(`${wishes.length} wishes in place of ${demoExpectations.length}`);
  for (const [index, wish] of wishes.entries()) {
    const name = `${wish.artists.join(', ')} – ${wish.title}`;
    if (wish.state === 'done') {
      filed += 1;
      faults.push(...(await faultsOfFile(musicDir, wish)).map((fault) => `${name}: ${fault}`));
    } else if (demoExpectations[index]?.obtainable === true || !allSettled([wish])) {
      faults.push(`${name}: ${wish.stage}/${wish.state} ${wish.reason?.sentence ?? ''}`);
    }
  }
  faults.push(...(await faultsOfFolder(musicDir, wishes)));
  const left = await readdir(join(root, 'slskd', 'downloads'), { recursive: true }).catch(() => []);
  process.stdout.write(
    `  round ${rounds}: ${filed} filed so far; ${left.length} entries left in the daemon's downloads folder\n`,
  );
}

/** Processes whose command line names this folder. */
function processesOf(root: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(root)).map((line) => line.trim());
}

/** A small reproducible generator (mulberry32): the same seed gives the same moments. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
