/**
 * `npm run crash -- --kills 30 [--seed S] [--stand-in] [--database] [--faults] [--report FILE]`: kills Harmony with SIGKILL at random moments while the demo's
 * playlist is on its way; with the flags also the stand-in or the database, and with an outside world that answers badly. At the end of each
 * round everything is looked at: wishes, files, rows, leases, processes. Exits non-zero when anything is lost, doubled, partial or left behind.
 */
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demoExpectations } from '../stand-ins/worlds/demo.ts';
import { type DaemonAddress, databaseOf, faultsOfRows, leftAtDaemon, processesOf } from './crash/check.ts';
import { seeded } from './crash/random.ts';
import { allSettled, allWishes, type DemoWish, importFile } from './demo/api.ts';
import { faultsOfFile, faultsOfFolder } from './demo/check.ts';
import { demoEnvironment, newRoot, startHarmony } from './demo/house.ts';
import { type Child, startChild } from './demo/processes.ts';

const playlist = 'stand-ins/samples/demo-playlist.csv';
/** Killing goes on for so long in one round, but not past this many kills that nothing was filed between: killing an idle house shows little. */
const killingMs = 240_000;
const idleKills = 12;
/** Then the house is left in peace and has this long to settle. */
const settleMs = 5 * 60_000;
/** Everything that is waited for is shorter than in life, so that a thousand kills do not take a day. */
const quick = {
  DOWNLOAD_STALL_S: '5',
  DOWNLOAD_TIDY_S: '2',
  SLSKD_SEARCH_TIMEOUT_MS: '1500',
  // decoding writes nothing and takes seconds per file, longer than most processes live here
  VERIFY_DECODE: 'false',
  EXTERNAL_RETRY_MAX: '20',
  EXTERNAL_BACKOFF_BASE_MS: '200',
  RETRY_MAX_ATTEMPTS: '100',
  RETRY_BASE_SECONDS: '1',
};
/** How often each is chosen, where its flag is given. */
const weights = { server: 6, 'stand-in': 2, database: 2 } as const;
type Victim = keyof typeof weights;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    'stand-in': { type: 'boolean', default: false },
    database: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
});
const killsWanted = Number(values.kills);
const random = seeded(Number(values.seed));
const victims = (Object.keys(weights) as Victim[]).filter((name) => name === 'server' || values[name]);

const began = Date.now();
const faults: string[] = [];
const killed: Record<Victim, number> = { server: 0, 'stand-in': 0, database: 0 };
const outcomes = { filed: 0, unmet: 0 };
const starts: number[] = [];
let rounds = 0;
const kills = (): number => killed.server + killed['stand-in'] + killed.database;

process.stdout.write(`crash: ${killsWanted} kills of ${victims.join(', ')}, seed ${values.seed}\n`);
while (kills() < killsWanted && faults.length === 0) await round();
await report();

/** One playlist from import to the end, killed again and again until everything has settled or enough was killed. */
async function round(): Promise<void> {
  rounds += 1;
  const root = await newRoot();
  let standIn = await startStandIn(root, 0);
  const port = Number(new URL(standIn.answer.url).port);
  const env = { ...demoEnvironment(root, standIn.answer, 0), ...quick };
  let harmony = await timedStart(env);
  const startAgain = async (): Promise<void> => {
    if (harmony.process.exitCode === null && harmony.process.signalCode === null)
      await once(harmony.process, 'exit', { signal: AbortSignal.timeout(30_000) });
    harmony = await timedStart(env);
  };
  try {
    await importFile(harmony.url, playlist);
    const killUntil = Date.now() + killingMs;
    let wishes: DemoWish[] = [];
    let filed = 0;
    let idle = 0;
    while (kills() < killsWanted && Date.now() < killUntil && idle < idleKills && !allSettled(wishes)) {
      await sleep(gapMs());
      const victim = choose();
      if (victim === 'stand-in') {
        standIn.process.kill('SIGKILL');
        await once(standIn.process, 'exit');
        standIn = await startStandIn(root, port);
      } else {
        const database = victim === 'database' ? databaseOf(harmony.process.pid ?? 0) : null;
        if (database === null) harmony.process.kill('SIGKILL');
        else process.kill(database, 'SIGKILL');
        await startAgain();
      }
      killed[victim] += 1;
      wishes = await allWishes(harmony.url);
      const done = wishes.filter((wish) => wish.state === 'done').length;
      idle = done > 0 && done === filed ? idle + 1 : 0;
      filed = done;
      process.stdout.write(`  kill ${kills()} (${victim}): ${done} of ${wishes.length} filed\n`);
    }
    standIn.process.kill('SIGUSR2');
    const deadline = Date.now() + settleMs;
    wishes = await allWishes(harmony.url);
    while (!allSettled(wishes) && Date.now() < deadline) {
      await sleep(500);
      wishes = await allWishes(harmony.url);
    }
    await judge(root, wishes, standIn.answer);
  } catch (error) {
    faults.push(`the round broke: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await harmony.stop();
    await standIn.stop();
    faults.push(...(await processesLeft(root)));
    if (faults.length === 0) await rm(root, { recursive: true, force: true });
    else process.stdout.write(`  the folder is kept: ${root}\n`);
  }
}

async function judge(root: string, wishes: readonly DemoWish[], daemon: DaemonAddress): Promise<void> {
  const musicDir = join(root, 'music');
  if (wishes.length !== demoExpectations.length)
    faults.push(`${wishes.length} wishes in place of ${demoExpectations.length}`);
  for (const [index, wish] of wishes.entries()) {
    const name = `${wish.artists.join(', ')} – ${wish.title}`;
    const obtainable = demoExpectations[index]?.obtainable === true;
    if (wish.state === 'done') {
      outcomes.filed += 1;
      faults.push(...(await faultsOfFile(musicDir, wish)).map((fault) => `${name}: ${fault}`));
      if (!obtainable) faults.push(`${name}: filed, though no right file is on the network`);
      continue;
    }
    outcomes.unmet += 1;
    const told = `${name}: ${wish.stage}/${wish.state} ${wish.reason?.sentence ?? ''}`;
    // Without trouble outside, whatever is on the network must arrive; with it, an honest reason will do.
    const honest = allSettled([wish]) && wish.reason !== null && (!obtainable || values.faults || values['stand-in']);
    if (!honest) faults.push(told);
    else if (obtainable) process.stdout.write(`  unmet  ${told}\n`);
  }
  faults.push(...(await faultsOfFolder(musicDir, wishes)));
  faults.push(...(await faultsOfRows(join(root, 'data', 'postgres'), musicDir)));
  faults.push(...(await leftAtDaemon(daemon)));
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  process.stdout.write(
    `  round ${rounds}: ${outcomes.filed} filed so far, ${minutes} minutes, ${faults.length} faults\n`,
  );
}

/** Mostly short, now and then long enough for transfers, checks and tags to be under way. */
function gapMs(): number {
  return 150 + random() ** 2 * 4500;
}

function choose(): Victim {
  let point = random() * victims.reduce((sum, name) => sum + weights[name], 0);
  for (const name of victims) {
    point -= weights[name];
    if (point < 0) return name;
  }
  return 'server';
}

async function timedStart(env: Readonly<Record<string, string>>) {
  const from = Date.now();
  const child = await startHarmony(env);
  starts.push(Date.now() - from);
  return child;
}

async function startStandIn(root: string, port: number) {
  const seed = String(Math.floor(random() * 1e9));
  const program = fileURLToPath(new URL('./crash/stand-in.ts', import.meta.url));
  const args = [program, join(root, 'slskd'), String(port), seed, values.faults ? 'yes' : 'no'];
  const child: Child = startChild(args, {});
  const answer = await child.line((line) => (line.startsWith('{') ? (JSON.parse(line) as DaemonAddress) : null));
  return { ...child, answer };
}

/** What still runs some seconds after everything was told to stop. */
async function processesLeft(root: string): Promise<string[]> {
  const until = Date.now() + 10_000;
  let left = await processesOf(root);
  while (left.length > 0 && Date.now() < until) {
    await sleep(200);
    left = await processesOf(root);
  }
  return left.map((line) => `process left behind: ${line}`);
}

async function report(): Promise<void> {
  const sorted = starts.toSorted((a, b) => a - b);
  const rows: [string, string | number][] = [
    ['kills with SIGKILL', kills()],
    ['of the server', killed.server],
    ['of the stand-in', killed['stand-in']],
    ['of the database', killed.database],
    ['rounds (playlist of 50 each)', rounds],
    ['wishes', rounds * demoExpectations.length],
    ['filed exactly once', outcomes.filed],
    ['unmet, with a reason', outcomes.unmet],
    ['start after a kill, median (ms)', sorted[Math.floor(sorted.length / 2)] ?? 0],
    ['start after a kill, slowest (ms)', sorted.at(-1) ?? 0],
    ['minutes', ((Date.now() - began) / 60_000).toFixed(1)],
    ['lost, doubled, partial, left behind', faults.length],
  ];
  process.stdout.write(`\n${rows.map(([name, value]) => `${name.padEnd(36)} ${value}`).join('\n')}\n`);
  for (const fault of faults) process.stdout.write(`WRONG  ${fault}\n`);
  if (values.report !== undefined) await writeFile(resolve(values.report), markdownOf(rows));
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** The table for the documents, with what was run and what was wrong. */
function markdownOf(rows: readonly (readonly [string, string | number])[]): string {
  const flags = victims.filter((name) => name !== 'server').map((name) => ` --${name}`);
  const command = `npm run crash -- --kills ${killsWanted} --seed ${values.seed}${flags.join('')}${values.faults ? ' --faults' : ''}`;
  const table = [['what', 'number'], ['---', '---'], ...rows].map(([name, value]) => `| ${name} | ${value} |`);
  const wrong = faults.map((fault) => `- ${fault}`);
  return `${[`\`${command}\`, ${new Date().toISOString().slice(0, 10)}`, '', ...table, '', ...wrong].join('\n').trimEnd()}\n`;
}
