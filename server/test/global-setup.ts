import { randomBytes } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { type DatabaseConnection, toPgOptions } from '../src/platform/database/connection.ts';
import { parseDatabaseUrl } from '../src/platform/database/connection-string.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/index.ts';

/** What a test file needs to make databases: the server, and the names that are this run's. */
export interface TestServer {
  readonly connection: DatabaseConnection;
  readonly prefix: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** Databases of runs that were killed are dropped by a later run when they are older than this. */
const leftoverMs = 2 * 60 * 60 * 1000;

/**
 * One PostgreSQL for a whole run of vitest: the server of `TEST_DATABASE_URL` when it is set, else an embedded one in memory (/dev/shm)
 * that ends with the run, also when the run is killed. Any number of runs may go on at once.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prefix = `ht_${Date.now().toString(36)}_${randomBytes(3).toString('hex')}`;
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined && url !== '') {
    const connection = parseDatabaseUrl(url);
    await dropDatabases(connection, (name) => isLeftover(name));
    project.provide('testServer', { connection, prefix });
    return () => dropDatabases(connection, (name) => name.startsWith(prefix));
  }
  const memory = await access('/dev/shm', constants.W_OK).then(
    () => '/dev/shm',
    () => tmpdir(),
  );
  const server = await startEmbeddedPostgres({
    dataDir: join(memory, `harmony-test-${prefix}`),
    log: quietLog,
    throwaway: true,
    onUnexpectedEnd: (recent) => console.error(`The test database ended by itself:\n${recent}`),
  });
  project.provide('testServer', { connection: server.connection, prefix });
  return () => server.stop();
}

const silent = () => undefined;
const quietLog = { debug: silent, info: silent, warn: silent, error: silent };

async function dropDatabases(connection: DatabaseConnection, choose: (name: string) => boolean): Promise<void> {
  const client = new Client(toPgOptions(connection));
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 'ht\\_%'`,
  );
  for (const { datname } of rows) {
    if (choose(datname)) await client.query(`drop database if exists "${datname}" with (force)`);
  }
  await client.end();
}

function isLeftover(name: string): boolean {
  const time = Number.parseInt(name.split('_')[1] ?? '', 36);
  return Number.isFinite(time) && Date.now() - time > leftoverMs;
}
