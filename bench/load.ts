/**
 * `node bench/load.ts [--seconds 4] [--downloads 500]`: hot lists and 304s with 50 connections while that many downloads are under way, against a bare Fastify that answers the same
 * bytes (headers, too) in the same run, in turns, each in a process of its own. `--kept false` turns kept answers off. Ends with an error when an answer failed.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from '../scripts/demo/processes.ts';
import { openBusyHouse } from './load/house.ts';
import { compare } from './load/measure.ts';
import { watchOwnWork } from './load/own-work.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '2' },
    downloads: { type: 'string', default: '500' },
    kept: { type: 'string', default: 'true' },
  },
});
const downloads = Number(values.downloads);
const paths = ['/api/v1/wishes?limit=50', '/api/v1/downloads?limit=50', '/api/v1/activity?limit=50'];
/** The metric is taken by a timer of so many milliseconds, and shows as much when nothing is late. */
const timerMs = 10;
/** What each server says for itself. */
const ownHeaders = new Set(['content-length', 'transfer-encoding', 'date', 'connection', 'keep-alive']);

const house = await openBusyHouse({
  tracks: downloads + 20,
  active: downloads,
  transferS: 3600,
  env: { CACHE_ENABLED: values.kept },
});
const idle = startChild(['bench/load/idle.ts'], {});
const rows: string[] = [];
let failed = 0;
const metrics = async (): Promise<string> => await (await fetch(`${house.url}/metrics`)).text();
try {
  // from now on the event loop is measured, and that of a program that does nothing
  await idle.line((line) => (line === 'ready' ? true : null));
  await metrics();
  const ownWork = await watchOwnWork(house.debugger);
  process.stdout.write(
    `${await house.underWay()} downloads under way; load of the machine ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores\n`,
  );
  for (const path of paths) {
    const answer = await fetch(house.url + path, { headers: { 'accept-encoding': 'identity' } });
    const file = join(tmpdir(), `harmony-load-${process.pid}`);
    await writeFile(file, await answer.text());
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !ownHeaders.has(name)));
    const bare = startChild(['bench/load/bare.ts', file, JSON.stringify(headers)], {});
    const url = await bare.line((line) => (line.startsWith('http') ? line : null));
    const servers = [
      { url: house.url + path, pid: house.pid },
      { url, pid: bare.process.pid ?? 0 },
    ];
    for (const status of [200, 304]) {
      // "*" is met by any version: the list changes while it is asked for
      const asked = status === 200 ? {} : { 'if-none-match': '*' };
      const [ours, theirs] = await compare(servers, asked, Number(values.rounds), Number(values.seconds));
      if (ours === undefined || theirs === undefined) continue;
      failed += ours.failed;
      const figures = [ours, theirs].flatMap((each) => [
        each.perSecond.toFixed(0),
        each.p99.toFixed(0),
        each.cpuUs.toFixed(0),
      ]);
      const shares = [ours.perSecond / theirs.perSecond, theirs.cpuUs / ours.cpuUs].map((share) => share.toFixed(2));
      rows.push(`| ${[path, status, ...figures, ...shares, ours.failed].join(' | ')} |`);
    }
    await bare.stop();
  }
  const told = await metrics();
  const loopMs = (figure: string): number =>
    Number(new RegExp(`^nodejs_eventloop_lag_${figure}_seconds (\\S+)`, 'm').exec(told)?.[1]) * 1000;
  const own = await ownWork.read();
  ownWork.close();
  await idle.stop();
  const idleMs = await idle.line((line) => (line.startsWith('[') ? (JSON.parse(line) as [number, number]) : null));
  process.stdout.write(
    `| path | answer | requests/s | p99 ms | CPU µs | bare: requests/s | p99 ms | CPU µs | share of requests/s | of CPU | failed |\n|---|---|---|---|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`,
  );
  process.stdout.write(`${await house.underWay()} downloads under way at the end\n`);
  const loops = [
    ['Harmony', loopMs('p99'), loopMs('max')],
    ['a program that does nothing', ...idleMs],
  ] as const;
  process.stdout.write(
    `\n| event loop of | p99 ms as measured every ${timerMs} ms | so late (p99 ms) | longest ms |\n|---|---|---|---|\n${loops
      .map(([of, p99, max]) => `| ${of} | ${p99.toFixed(1)} | ${(p99 - timerMs).toFixed(1)} | ${max.toFixed(1)} |`)
      .join(
        '\n',
      )}\n\nHarmony's own work between two ticks of ${timerMs} ms, in processor time: p99 ${own.p99.toFixed(1)} ms, most ${own.longest.toFixed(1)} ms\n`,
  );
} finally {
  await idle.stop();
  await house.close();
}
process.exitCode = failed > 0 ? 1 : 0;
