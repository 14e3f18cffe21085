import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findRunningPostgres } from './attach.ts';
import { makeTestFolder } from './cases/folder.ts';
import { startHost } from './cases/hosted.ts';
import { inspectProcess } from './processes.ts';
import { startEmbeddedPostgres } from './start.ts';
import type { EmbeddedConnection } from './types.ts';

let root: string;
let dataDir: string;
/** One cluster for the tests that begin where another start left off. */
let used: string;
beforeAll(async () => {
  used = await makeTestFolder('harmony-used-');
  await (await startEmbeddedPostgres({ dataDir: join(used, 'postgres'), log })).stop();
});
afterAll(() => rm(used, { recursive: true, force: true }));
beforeEach(async () => {
  root = await makeTestFolder('harmony test ');
  dataDir = join(root, 'postgres');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

async function ask<T>(connection: EmbeddedConnection, text: string): Promise<T | undefined> {
  const client = new Client(connection);
  await client.connect();
  const { rows } = await client.query<{ value: T }>(text);
  await client.end();
  return rows[0]?.value;
}

describe('a first start', () => {
  it('makes a UTF-8 database that listens on a private socket only, and gives everything back at its stop', async () => {
    const said: string[] = [];
    const server = await startEmbeddedPostgres({ dataDir, log, progress: (message) => said.push(message) });
    const { connection } = server;
    expect(said).toContain('Creating the database (once)');
    expect(await ask(connection, `select current_setting('server_encoding') as value`)).toBe('UTF8');
    expect(
      await ask(
        connection,
        `select lower('ÀÉ') || (select datctype from pg_database where datname = current_database()) as value`,
      ),
    ).toBe('àéC.UTF-8');
    expect(await ask(connection, `select current_setting('listen_addresses') as value`)).toBe('');
    expect(
      await ask(connection, `select current_setting('fsync') || current_setting('full_page_writes') as value`),
    ).toBe('onon');
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await Promise.all([server.stop(), server.stop()]);
    expect((await inspectProcess(server.pid)).state).toBe('gone');
    expect(await readdir(root)).toEqual(['postgres']);
    await expect(stat(connection.host)).rejects.toThrow(/ENOENT/);
  });

  it('never runs PostgreSQL as root, and leaves its data to the one it runs as', async () => {
    dataDir = join(used, 'postgres');
    const server = await startEmbeddedPostgres({ dataDir, log });
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
    const uid = Number(/^Uid:\t(\d+)/m.exec(status)?.[1]);
    expect(uid).not.toBe(0);
    expect((await stat(dataDir)).uid).toBe(uid);
    expect(Number(/^Groups:\t?(.*)$/m.exec(status)?.[1]?.includes(' 0 '))).toBe(0);
    await server.stop();
  });

  it('works in a folder whose path is longer than a socket may have', async () => {
    const deep = join(root, 'a folder with a long name '.repeat(6), 'and another '.repeat(8), 'postgres');
    const server = await startEmbeddedPostgres({ dataDir: deep, runtimeDir: join(root, 'x'.repeat(100)), log });
    expect(await ask(server.connection, 'select 1 as value')).toBe(1);
    await server.stop();
  });

  it('begins anew after one that broke off half way', async () => {
    await mkdir(`${dataDir}.tmp-1`);
    await writeFile(join(`${dataDir}.tmp-1`, 'PG_VERSION'), '18\n');
    const server = await startEmbeddedPostgres({ dataDir, log });
    expect(await readdir(root)).not.toContain('postgres.tmp-1');
    await server.stop();
  });

  it('lies where PostgreSQL may go when only root may enter the folder', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'harmony-closed-'));
    onTestFinished(() => rm(closed, { recursive: true }));
    dataDir = join(closed, 'postgres');
    const server = await startEmbeddedPostgres({ dataDir, log });
    const place = await realpath(dataDir);
    onTestFinished(() => rm(place, { recursive: true, force: true }));
    expect(place === dataDir).toBe(process.getuid?.() !== 0);
    await ask(server.connection, 'create table t as select 7 as value');
    await server.stop();
    const again = await startEmbeddedPostgres({ dataDir, log });
    expect(await ask(again.connection, 'select value from t')).toBe(7);
    await again.stop();
  });
});

describe('a later start', () => {
  beforeEach(() => {
    dataDir = join(used, 'postgres');
  });

  it('finds what was stored, whoever is still connected at the stop', async () => {
    const first = await startEmbeddedPostgres({ dataDir, log });
    await ask(first.connection, 'create table t as select 7 as value');
    const idle = new Client(first.connection);
    const cut = new Promise((resolve) => idle.on('error', resolve));
    await idle.connect();
    await first.stop();
    await cut;
    const said: string[] = [];
    const second = await startEmbeddedPostgres({ dataDir, log, progress: (message) => said.push(message) });
    expect(await ask(second.connection, 'select value from t')).toBe(7);
    expect(said).toEqual([]);
    await second.stop();
  });

  it('on a folder that this process uses already is refused', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log });
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toMatchObject({
      code: 'data_folder_in_use',
      pid: process.pid,
    });
    expect(await ask(server.connection, 'select 1 as value')).toBe(1);
    await server.stop();
  });

  it('on a folder that another process uses is refused with its number; commands may use its server', async () => {
    const host = startHost(dataDir);
    onTestFinished(() => host.end('SIGKILL').then(() => undefined));
    await host.until((line) => line.ready);
    const refusal = await startEmbeddedPostgres({ dataDir, log }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'data_folder_in_use', pid: host.process.pid });
    expect((refusal as Error).message).toBe(
      `The data folder ${dataDir} is in use by another Harmony (process ${host.process.pid}).`,
    );
    const connection = await findRunningPostgres(dataDir);
    expect(connection && (await ask(connection, 'select 1 as value'))).toBe(1);
    expect(await host.end('SIGTERM')).toBe(0);
    expect(await findRunningPostgres(dataDir)).toBeNull();
  });

  it('says when postgres ended though nobody stopped it', async () => {
    let tell: (recent: string) => void = silent;
    const told = new Promise<string>((resolve) => {
      tell = resolve;
    });
    const server = await startEmbeddedPostgres({ dataDir, log, onUnexpectedEnd: (recent) => tell(recent) });
    process.kill(server.pid, 'SIGINT');
    expect(await told).toMatch(/fast shutdown/);
    await server.stop();
    expect(await readdir(used)).toEqual(['postgres']);
  });
});

describe('a start that cannot be', () => {
  it('says that the data are of another version', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'PG_VERSION'), '14\n');
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(
      /made by PostgreSQL 14; the programs here are PostgreSQL 18/,
    );
    expect(await readdir(root)).toEqual(['postgres']);
  });

  it('leaves a folder alone that has other things in it', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'song.flac'), 'music');
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toMatchObject({ code: 'data_folder_unusable' });
    expect(await readFile(join(dataDir, 'song.flac'), 'utf8')).toBe('music');
  });

  it('says that PG_BIN_DIR has no PostgreSQL', async () => {
    await expect(startEmbeddedPostgres({ dataDir, binDir: root, log })).rejects.toMatchObject({
      code: 'binaries_missing',
    });
  });

  it('passes on what PostgreSQL says, and holds nothing afterwards', async () => {
    dataDir = join(used, 'postgres');
    const conf = join(dataDir, 'postgresql.conf');
    const text = await readFile(conf, 'utf8');
    await writeFile(conf, `${text}\nno_such_parameter = 1\n`);
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(/configuration file/);
    await writeFile(conf, text);
    await (await startEmbeddedPostgres({ dataDir, log })).stop();
  });
});
