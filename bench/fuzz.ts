/**
 * `npm run fuzz -- --requests 50000 --seed 1`: generated requests, right and wrong, for every operation of the API against a whole Harmony with every integration. Ends with an
 * error on an answer that is no documented one, on silence, on inner workings or secrets in answers and logs, and on memory that grows.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openFuzzHouse } from './fuzz/house.ts';
import { createJudge } from './fuzz/judge.ts';
import { growthOf, type Held, lowest } from './fuzz/memory.ts';
import { fuzz } from './fuzz/run.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    concurrency: { type: 'string', default: '8' },
    'hang-ms': { type: 'string', default: '30000' },
    'slope-kb': { type: 'string', default: '1024' },
    minutes: { type: 'string', default: '120' },
    only: { type: 'string', default: '' },
  },
});
const requests = Number(values.requests);
const lineFaults = new Map<string, string>();
let judgeLine: (line: string) => string | null = () => null;
const house = await openFuzzHouse((line) => {
  const fault = judgeLine(line);
  if (fault !== null && lineFaults.size < 40)
    lineFaults.set(line.replaceAll(/[0-9a-f-]{16,}|\d+/g, '#'), `${fault}: ${line}`);
});
judgeLine = (line) => createJudge({}, house.secrets).faultOfLine(line);
const memory: Held[] = [[0, residentKb(house.pid)]];
const heap: Held[] = [];
let sentSoFar = 0;
const began = performance.now();
let stopped = false;
// what was found until then is told
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (stopped = true));
const looks = setInterval(() => void lookAtHeap().catch(() => undefined), 500);
try {
  const report = await fuzz({
    url: house.url,
    key: house.key,
    secrets: house.secrets,
    requests,
    seed: Number(values.seed),
    concurrency: Number(values.concurrency),
    hangMs: Number(values['hang-ms']),
    only: values.only,
    facts: house.facts,
    onFinding: ({ operation, fault, url, body }) =>
      process.stderr.write(`${clock()} found ${operation} ${fault} ${url} ${body}\n`),
    onSilence: ({ operation, url }, silent) =>
      process.stderr.write(`${clock()} silent for ${silent.toFixed(0)} s: ${operation.name} ${url.slice(0, 200)}\n`),
    over: () => stopped || performance.now() - began > Number(values.minutes) * 60_000,
    onProgress: (sent) => {
      sentSoFar = sent;
      memory.push([sent, residentKb(house.pid)]);
      if (sent % 1000 !== 0) return;
      process.stderr.write(`${clock()} ${sent} requests, ${(residentKb(house.pid) / 1024).toFixed(0)} MiB\n`);
    },
  });
  clearInterval(looks);
  const seconds = (performance.now() - began) / 1000;
  for (const each of report.findings)
    process.stdout.write(
      `\nFOUND ${each.operation} ${each.fault} (${each.count}×, ${each.kind})\n  ${each.url}\n  ${each.body}\n  → ${each.answer}\n`,
    );
  for (const line of lineFaults.values()) process.stdout.write(`\nLOG ${line.slice(0, 1500)}\n`);
  const atEnd = residentKb(house.pid);
  await sleep(requests >= 20_000 ? 60_000 : 0);
  const [slope, heapSlope] = [growthOf(memory), growthOf(heap)];
  const statuses = [...report.statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  const rows: readonly (readonly [string, string])[] = [
    ['requests', String(report.requests)],
    ['operations', String(report.operations)],
    ['seconds', seconds.toFixed(0)],
    ['answers', statuses.join(', ')],
    ['slowest answer', `${(report.slowestMs / 1000).toFixed(1)} s`],
    ['memory at the start', mib(memory[0]?.[1] ?? 0)],
    ['memory at the most', mib(Math.max(...memory.map(([, kb]) => kb)))],
    ['memory at the end', mib(atEnd)],
    ['memory a while later', mib(residentKb(house.pid))],
    ['least memory per 2000 requests', leasts(memory)],
    ['least heap per 2000 requests', leasts(heap)],
    ['growth of the least memory in the second half', growth(slope)],
    ['growth of the least heap in the second half', growth(heapSlope)],
    ['findings', String(report.findings.length + lineFaults.size)],
    ['operations whose good answer was reached', report.reach.share()],
  ];
  process.stdout.write(`\n| figure | value |\n|---|---|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
  process.stdout.write(
    report.reach
      .lines()
      .map((line) => `${line}\n`)
      .join(''),
  );
  const limit = Number(values['slope-kb']);
  const grows = requests >= 20_000 && [slope, heapSlope].some((each) => each !== null && each > limit);
  process.exitCode = report.findings.length + lineFaults.size > 0 || grows ? 1 : 0;
} finally {
  clearInterval(looks);
  await house.close();
}

function clock(): string {
  return new Date().toISOString().slice(11, 23);
}

function growth(kb: number | null): string {
  return kb === null ? 'too few requests' : `${kb.toFixed(0)} KiB per 1000 requests`;
}

/** The least of each 2000 requests, in MiB. */
function leasts(points: readonly Held[]): string {
  return lowest(points)
    .map(([, kb]) => (kb / 1024).toFixed(0))
    .join(' ');
}

/** Looks at the JavaScript heap as the house tells it; a look that is turned away, as by a limit, is left out. */
async function lookAtHeap(): Promise<void> {
  const at = sentSoFar;
  const answer = await fetch(`${house.url}/metrics`, { headers: { 'x-api-key': house.key } });
  const told = answer.ok ? /^nodejs_heap_size_used_bytes (\S+)/m.exec(await answer.text()) : null;
  if (told !== null) heap.push([at, Number(told[1]) / 1024]);
}

function mib(kb: number): string {
  return `${(kb / 1024).toFixed(0)} MiB`;
}

function residentKb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
