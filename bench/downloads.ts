/**
 * `node bench/downloads.ts`: how fast the API lists downloads when there are 100,000 of them (issue 3: p95 ≤ 30 ms, filtered and sorted,
 * with indexes). Speaks HTTP to the real routes over the embedded database; ends with an error when the target is missed.
 *   --downloads N   how many (100000)   --requests N   per question (300)
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Fastify from 'fastify';
import { fillDownloads } from '../server/src/pipeline/4-download/api/cases/many-downloads.ts';
import {
  createDeadLetterQueries,
  createDownloadQueries,
  deadLetterRoutes,
  downloadRoutes,
} from '../server/src/pipeline/4-download/api/index.ts';
import { migrate, openDatabase } from '../server/src/platform/database/index.ts';
import { startEmbeddedPostgres } from '../server/src/platform/postgres/index.ts';
import { createWishStore } from '../server/src/wishes/index.ts';

const { values } = parseArgs({
  options: { downloads: { type: 'string', default: '100000' }, requests: { type: 'string', default: '300' } },
});
const count = Number(values.downloads);
const requests = Number(values.requests);
const targetMs = 30;

const silent = (): undefined => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const nobody = async (): Promise<never> => {
  throw new Error('The measurement only reads.');
};

const dir = await mkdtemp(join(tmpdir(), 'harmony-bench-'));
const server = await startEmbeddedPostgres({
  dataDir: join(dir, 'postgres'),
  log,
  throwaway: true,
  onUnexpectedEnd: silent,
});
const { db, pool, close } = openDatabase({ connection: server.connection, log });
const app = Fastify({ forceCloseConnections: true });
try {
  await migrate(db);
  const filling = performance.now();
  await fillDownloads(db, count);
  say(`${count} downloads stored in ${((performance.now() - filling) / 1000).toFixed(1)} s\n`);
  const store = createWishStore(db);
  const queries = createDownloadQueries(db, store);
  const actions = {
    create: nobody,
    retry: nobody,
    requeue: nobody,
    cancel: nobody,
    prioritise: nobody,
    followWish: nobody,
  };
  await app.register(downloadRoutes({ queries, actions, create: nobody }));
  const limits = { pageSizeDefault: 25, pageSizeMax: 100, requeueLimit: 500, purgeLimit: 1000 };
  await app.register(deadLetterRoutes({ queries: createDeadLetterQueries(db, store), actions, settings: limits }));
  const base = await app.listen({ host: '127.0.0.1', port: 0 });

  const questions: readonly (readonly [string, () => string, boolean])[] = [
    ['under way', () => '/downloads?limit=100', true],
    ['all, first page', () => '/downloads?all=true&limit=100', true],
    ['all, any of 50 pages', () => `/downloads?all=true&limit=100&offset=${100 * any(50)}`, true],
    ['completed', () => `/downloads?status=completed&limit=100&offset=${100 * any(50)}`, true],
    ['failed', () => `/downloads?status=failed&limit=100&offset=${100 * any(50)}`, true],
    ['cancelled', () => '/downloads?status=cancelled&limit=100', true],
    ['one download', () => `/download/${1 + any(count)}`, true],
    ['dead letters, page of 100', () => '/dlq?page_size=100', true],
    ['all, the very last page', () => `/downloads?all=true&limit=100&offset=${count - 100}`, false],
    ['counts by state', () => '/downloads/stats', false],
  ];
  let missed = 0;
  say(
    `load of the machine: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')} on ${availableParallelism()} cores\n`,
  );
  say(`${'question'.padEnd(28)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'max ms'.padStart(9)}`);
  for (const [name, path, held] of questions) {
    const times: number[] = [];
    for (let at = -20; at < requests; at += 1) {
      const began = performance.now();
      const reply = await fetch(base + path());
      await reply.arrayBuffer();
      if (reply.status !== 200) throw new Error(`${name}: ${reply.status}`);
      // the first ones warm up
      if (at >= 0) times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    const quantile = (q: number): number => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
    if (held && quantile(0.95) > targetMs) missed += 1;
    const figures = [quantile(0.5), quantile(0.95), quantile(1)].map((ms) => ms.toFixed(1).padStart(9)).join('');
    say(`${name.padEnd(28)}${figures}${held ? '' : '   (no target)'}`);
  }
  say('');
  for (const states of [['queued', 'downloading'], null, ['failed', 'dead_letter']] as const) {
    const { sql, parameters } = queries.listQuery({ states }, 100, 0).compile();
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${sql}`, [...parameters]);
    say(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  say(missed === 0 ? `\nEvery p95 is within ${targetMs} ms.` : `\n${missed} questions are slower than ${targetMs} ms.`);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  await app.close();
  await close();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
}

function any(below: number): number {
  return Math.floor(Math.random() * below);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
