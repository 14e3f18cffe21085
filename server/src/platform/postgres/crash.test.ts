import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeTestFolder } from './cases/folder.ts';
import { startHost } from './cases/hosted.ts';
import { processesIn, waitForEnd } from './processes.ts';
import { startEmbeddedPostgres } from './start.ts';

let root: string;
let dataDir: string;
beforeAll(async () => {
  root = await makeTestFolder('harmony-crash-');
  dataDir = join(root, 'postgres');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

describe('kill -9', () => {
  it('of our process leaves no postgres and no socket folder behind', async () => {
    const host = startHost(dataDir);
    const { pid, host: socketDir } = await host.until((line) => line.ready);
    await host.end('SIGKILL');
    expect(await waitForEnd(pid, 5000)).toBe(true);
    expect(await processesIn(dataDir)).toEqual([]);
    await expect.poll(() => readdir(socketDir).catch((error: NodeJS.ErrnoException) => error.code)).toBe('ENOENT');
  });

  it('in the middle of the first start is no obstacle to the next', async () => {
    const fresh = await makeTestFolder('harmony-crash-');
    onTestFinished(() => rm(fresh, { recursive: true, force: true }));
    const host = startHost(join(fresh, 'postgres'));
    await host.until((line) => line.progress);
    await expect.poll(() => readdir(fresh).then((names) => names.some((name) => name.includes('.tmp-')))).toBe(true);
    await host.end('SIGKILL');
    const server = await startEmbeddedPostgres({ dataDir: join(fresh, 'postgres'), log });
    await server.stop();
    expect((await readdir(fresh)).filter((name) => !name.includes('.tmp-'))).toEqual(['postgres']);
  });

  it('of everything at once, again and again, loses nothing that was acknowledged', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const host = startHost(dataDir, 'write');
      const before = acknowledged.length;
      await host.until((line) => {
        if (line.stored !== undefined) acknowledged.push(line.stored);
        return acknowledged.length - before > 100 + round * 37 ? true : undefined;
      });
      // Both ways to die: with the guardian's shutdown, and without any.
      if (round % 2 === 0) for (const pid of await processesIn(dataDir)) process.kill(pid, 'SIGKILL');
      await host.end('SIGKILL');
    }
    const server = await startEmbeddedPostgres({ dataDir, log });
    const client = new Client(server.connection);
    await client.connect();
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from rows where id = any($1) and length(text) = 500',
      [acknowledged],
    );
    await client.end();
    await server.stop();
    expect(rows[0]?.count).toBe(acknowledged.length);
  });

  it('of the postmaster alone: the next start stops the backends that live on', async () => {
    const host = startHost(dataDir, 'write');
    const { pid } = await host.until((line) => line.ready);
    await host.until((line) => line.stored);
    process.kill(pid, 'SIGKILL');
    await host.end('SIGKILL');
    const server = await startEmbeddedPostgres({ dataDir, log });
    expect(await processesIn(dataDir)).toContain(server.pid);
    await server.stop();
    expect(await processesIn(dataDir)).toEqual([]);
  });
});

it('SIGTERM stops it cleanly: the next start has nothing to repair', async () => {
  const host = startHost(dataDir);
  await host.until((line) => line.ready);
  expect(await host.end('SIGTERM')).toBe(0);
  expect(await readdir(root)).toEqual(['postgres']);
  const said: string[] = [];
  const server = await startEmbeddedPostgres({
    dataDir,
    log: { ...log, info: (_fields, message) => said.push(message) },
  });
  await server.stop();
  expect(said).toEqual([]);
});
