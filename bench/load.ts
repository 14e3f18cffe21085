/**
 * `node bench/load.ts [--seconds 10]`: hot lists and 304s with 50 connections while the demo's playlist is fetched, with kept answers and without, against a bare Fastify that answers
 * the same bytes in the same run. Figures count only on a quiet machine.
 */
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import Fastify from 'fastify';
import { importFile } from '../scripts/demo/api.ts';
import { demoEnvironment, newRoot, startHarmony, startStandIn } from '../scripts/demo/house.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' } } });
const duration = Number(values.seconds);
const paths = ['/api/v1/wishes?limit=50', '/api/v1/downloads?limit=50', '/api/v1/activity?limit=50'];

interface Figures {
  readonly perSecond: number;
  readonly p99: number;
  readonly failed: number;
}

async function measure(url: string, headers: Record<string, string> = {}): Promise<Figures> {
  const result = await autocannon({ url, connections: 50, duration, headers });
  return {
    perSecond: result.requests.average,
    p99: result.latency.p99,
    failed: result.errors + result.timeouts + result['4xx'] + result['5xx'],
  };
}

/** A Fastify that does nothing but answer these bytes. */
async function bare(text: string, headers: Record<string, string>, status: number): Promise<Figures> {
  const app = Fastify();
  app.get('/', (_request, reply) => {
    if (status === 304) return reply.code(304).send();
    return reply.headers(headers).send(text);
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const figures = await measure(url);
  await app.close();
  return figures;
}

const rows: string[] = [];
let poor = false;
for (const kept of ['true', 'false']) {
  const root = await newRoot();
  const slskd = await startStandIn(root, 'stand-ins/worlds/demo.ts', 0);
  const harmony = await startHarmony({ ...demoEnvironment(root, slskd.answer, 0), CACHE_ENABLED: kept });
  try {
    await importFile(harmony.url, 'stand-ins/samples/demo-playlist.csv');
    for (const path of paths) {
      const answer = await fetch(harmony.url + path);
      const text = await answer.text();
      const type = { 'content-type': answer.headers.get('content-type') ?? 'application/json' };
      const etag = answer.headers.get('etag');
      const cases: [string, Record<string, string>, number][] = [['200', {}, 200]];
      if (etag !== null) cases.push(['304', { 'if-none-match': etag }, 304]);
      for (const [name, headers, status] of cases) {
        const ours = await measure(harmony.url + path, headers);
        const theirs = await bare(text, type, status);
        const share = ours.perSecond / theirs.perSecond;
        poor ||= ours.failed > 0;
        rows.push(
          `| ${path} | ${name} | ${kept} | ${ours.perSecond.toFixed(0)} | ${ours.p99} | ${theirs.perSecond.toFixed(0)} | ${theirs.p99} | ${share.toFixed(2)} | ${ours.failed} |`,
        );
      }
    }
    const metrics = await (await fetch(`${harmony.url}/metrics`)).text();
    const lag = /^\S*eventloop_lag_p99_seconds\S* (\S+)/m.exec(metrics)?.[1];
    rows.push(
      `| event loop p99 | | ${kept} | ${lag === undefined ? 'not told' : `${(Number(lag) * 1000).toFixed(1)} ms`} | | | | | |`,
    );
  } finally {
    await harmony.stop();
    await slskd.stop();
    await rm(root, { recursive: true, force: true });
  }
}
process.stdout.write(
  `| path | answer | kept answers | requests/s | p99 ms | bare Fastify | p99 ms | share | failed |\n|---|---|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`,
);
process.exitCode = poor ? 1 : 0;
