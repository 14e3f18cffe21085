import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { allWishes, type DemoWish, importFile } from '../../../../../scripts/demo/api.ts';
import { startChild } from '../../../../../scripts/demo/processes.ts';
import { createSlskdStandIn } from '../../../../../stand-ins/slskd/index.ts';
import { toConnectionString } from '../../../platform/database/connection-string.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../platform/postgres/index.ts';

/** A real database server of the test's own, killed and started again while `harmony serve` works on it as on a foreign one. */

const close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of close.splice(0).reverse()) await each();
});

const silent = (): void => undefined;
const quiet = { debug: silent, info: silent, warn: silent, error: silent };
const wishes = 40;

async function until<T>(ask: () => Promise<T>, enough: (answer: T) => boolean, limitMs: number): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (enough(answer)) return answer;
    if (Date.now() > end) throw new Error(`Nothing came of it: ${JSON.stringify(answer).slice(0, 3000)}`);
    await sleep(50);
  }
}

test('a database server that dies under load and returns loses no job; Harmony goes on without a restart, a busy loop or a flood of logs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'harmony-db-restart-'));
  close.push(() => rm(folder, { recursive: true, force: true }));
  const standIn = createSlskdStandIn({ world: { peers: [] }, dir: join(folder, 'slskd'), timeScale: 20 });
  await standIn.start();
  close.push(() => standIn.stop());

  // The server's socket moves with each start; Harmony knows it by one name.
  const address = join(folder, 'database');
  let server: EmbeddedPostgres;
  async function startServer(): Promise<void> {
    server = await startEmbeddedPostgres({ dataDir: join(folder, 'pg'), runtimeDir: folder, log: quiet });
    await rm(address, { force: true });
    await symlink(server.connection.host, address);
  }
  await startServer();
  close.push(() => server.stop());

  const lines: { at: number; text: string }[] = [];
  const serving = startChild(
    ['server/src/main.ts', 'serve'],
    {
      HARMONY_ENV_FILE: '/dev/null',
      DATABASE_URL: toConnectionString({ ...server!.connection, host: address }),
      DATA_DIR: join(folder, 'data'),
      MUSIC_DIR: join(folder, 'music'),
      SLSKD_BASE_URL: standIn.url,
      SLSKD_API_KEY: standIn.apiKey,
      SLSKD_POLL_MS: '20',
      SLSKD_SEARCH_TIMEOUT_MS: '200',
      SEARCH_BUDGET_COUNT: '10000',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    (text) => lines.push({ at: Date.now(), text }),
  );
  close.push(() => serving.stop());
  const url = await serving.line((line) => /ready after .* on (http:\S+)/.exec(line)?.[1] ?? null);

  const list = join(folder, 'list.txt');
  await writeFile(list, Array.from({ length: wishes }, (_, n) => `Artist ${n} - Song ${n}`).join('\n'));
  await importFile(url, list);
  const settled = (all: readonly DemoWish[]): number => all.filter((wish) => wish.state === 'waiting').length;

  await until(
    () => allWishes(url),
    (all) => settled(all) >= wishes * 0.3,
    30_000,
  );
  const cpu = await cpuMs(serving.process.pid ?? 0);
  const from = Date.now();
  process.kill(server!.pid, 'SIGQUIT');
  const health = await until(
    () => fetch(`${url}/api/v1/ready`),
    (answer) => answer.status === 503,
    5000,
  );
  expect(health.status).toBe(503);
  expect((await fetch(`${url}/api/v1/wishes`)).status).toBe(503);
  await sleep(2000);
  const spent = (await cpuMs(serving.process.pid ?? 0)) - cpu;
  const said = lines.filter((line) => line.at >= from);
  expect(spent / (Date.now() - from)).toBeLessThan(0.5);
  expect(said.length).toBeGreaterThan(0);
  expect(said.length).toBeLessThan(20);
  // One sentence for all who notice it, and no stack.
  expect(said.filter((line) => line.text.includes('The database does not answer'))).toHaveLength(1);
  expect(said.filter((line) => line.text.includes('"stack"'))).toEqual([]);
  await server!.stop();
  await startServer();
  await until(
    () => fetch(`${url}/api/v1/ready`),
    (answer) => answer.status === 200,
    10_000,
  );
  await serving.line((line) => (line.includes('The database answers again') ? true : null));

  const all = await until(
    () => allWishes(url),
    (each) => settled(each) === wishes,
    60_000,
  );
  expect(all).toHaveLength(wishes);
  expect(new Set(all.map((wish) => wish.title)).size).toBe(wishes);
  expect(serving.process.exitCode).toBeNull();
}, 150_000);

/** Processor time that a process has used, in milliseconds (Linux counts hundredths of a second). */
async function cpuMs(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
