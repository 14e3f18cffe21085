/**
 * `node bench/soak.ts [--minutes 20] [--downloads 500] [--files 1300]`: a day's work in twenty minutes. That many downloads are always under way; those that end are verified, filed
 * and tagged, and others take their places; somebody looks at the lists each second and listens to live events. Told for each minute: memory, JavaScript heap, event loop. Ends with
 * an error when memory grows by more than `--slope-kb` KiB a minute in the second half.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openBusyHouse } from './load/house.ts';
import { watchOwnWork } from './load/own-work.ts';
import { slopeOf } from './load/slope.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    downloads: { type: 'string', default: '500' },
    files: { type: 'string', default: '1300' },
    'slope-kb': { type: 'string', default: '1024' },
  },
});
const minutes = Number(values.minutes);
const downloads = Number(values.downloads);
const transferS = (downloads * minutes * 60) / Math.max(1, Number(values.files) - downloads);

// those that end while the first ones are looked for must not be missing at the end
const spare = Math.ceil(downloads / 4);
const house = await openBusyHouse({
  tracks: Number(values.files) + spare,
  active: downloads,
  transferS,
  steady: true,
});
const memory: [number, number][] = [];
const rows: string[] = [];
const gone = new AbortController();
// of this process, which does next to nothing: what the machine does to everybody
const here = monitorEventLoopDelay({ resolution: 10 });
here.enable();
let answers = 0;
let events = 0;
void listen().catch(() => undefined);
// from now on the event loop is measured
await (await fetch(`${house.url}/metrics`)).arrayBuffer();
const ownWork = await watchOwnWork(house.debugger);
try {
  const end = Date.now() + minutes * 60_000;
  for (let minute = 1; Date.now() < end; minute += 1) {
    const next = Date.now() + 60_000;
    while (Date.now() < next) {
      for (const path of ['/wishes?limit=50', '/downloads?limit=50', '/activity?limit=50'])
        await (await fetch(`${house.url}/api/v1${path}`)).arrayBuffer();
      answers += 3;
      await sleep(1000);
    }
    const metrics = await (await fetch(`${house.url}/metrics`)).text();
    const told = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1]);
    const kb = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${house.pid}/status`, 'utf8'))?.[1]);
    memory.push([minute, kb]);
    const counts = (await (await fetch(`${house.url}/api/v1/wishes/stats`)).json()) as { by_state: { done: number } };
    const own = await ownWork.read();
    const cells = [
      minute,
      await house.underWay(),
      counts.by_state.done,
      (kb / 1024).toFixed(0),
      (told('nodejs_heap_size_used_bytes') / 1024 / 1024).toFixed(0),
      (told('nodejs_eventloop_lag_p99_seconds') * 1000).toFixed(1),
      (told('nodejs_eventloop_lag_max_seconds') * 1000).toFixed(0),
      (here.percentile(99) / 1e6).toFixed(1),
      own.p99.toFixed(1),
      own.longest.toFixed(0),
      loadavg()[0]?.toFixed(1),
    ];
    here.reset();
    rows.push(`| ${cells.join(' | ')} |`);
    process.stderr.write(`${rows.at(-1)}\n`);
  }
} finally {
  gone.abort();
  ownWork.close();
  await house.close();
}
process.stdout.write(
  `| minute | downloads under way | files filed | memory MiB | heap MiB | event loop p99 ms | longest ms | p99 of an idle program | own work between two ticks p99 ms | most ms | load of the machine |\n|---|---|---|---|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`,
);
const slope = slopeOf(memory.slice(Math.floor(memory.length / 2)));
process.stdout.write(
  `\n${availableParallelism()} cores; ${answers} answers, ${events} live events; memory in the second half: ${slope === null ? 'too short' : `${slope.toFixed(0)} KiB a minute`}\n`,
);
process.exitCode = slope !== null && slope > Number(values['slope-kb']) ? 1 : 0;

/** Counts live events, as the page would hear them. */
async function listen(): Promise<void> {
  const answer = await fetch(`${house.url}/api/v1/events`, { signal: gone.signal });
  for await (const chunk of answer.body ?? []) events += Buffer.from(chunk).toString().split('\n\n').length - 1;
}
