import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { makeTestFolder } from './cases/folder.ts';
import { chooseRuntimeDir, makeRuntimeDir } from './folders.ts';
import { clearLeftovers } from './leftovers.ts';
import { inspectProcess, processesIn } from './processes.ts';
import { startEmbeddedPostgres } from './start.ts';

let root: string;
let dataDir: string;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

beforeAll(async () => {
  root = await makeTestFolder('harmony-left-');
  dataDir = join(root, 'postgres');
  await (await startEmbeddedPostgres({ dataDir, log })).stop();
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What PostgreSQL leaves when it is killed; `pid` is what it would find under its number. */
const leavePidFile = (pid: number) =>
  writeFile(join(dataDir, 'postmaster.pid'), `${pid}\n${dataDir}\n1700000000\n5432\n/tmp\n\n  1  1\nready\n`);

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout ?? []) return String(chunk).trim();
  throw new Error('said nothing');
}

/** A start that must find its way, and what it said it found. */
async function startsWith(leftover: string | undefined): Promise<void> {
  const found: unknown[] = [];
  const server = await startEmbeddedPostgres({
    dataDir,
    log: { ...log, info: (fields) => found.push((fields as { leftover?: string }).leftover) },
  });
  await server.stop();
  expect(found).toEqual(leftover === undefined ? [] : [leftover]);
}

describe('a pid file of an earlier life', () => {
  it('with a number that nobody has is no obstacle', async () => {
    await leavePidFile(4_194_300);
    await startsWith(undefined);
  });

  it('with a number that another program of the same user has now is no obstacle, and that program lives on', async () => {
    const account = await chooseAccount(dataDir);
    const other = spawn('/bin/sh', ['-c', 'echo up; exec sleep 60'], {
      ...account,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void other.kill('SIGKILL'));
    await firstLine(other);
    await leavePidFile(other.pid ?? 0);
    await startsWith('stale pid file removed');
    expect((await inspectProcess(other.pid ?? 0)).state).toBe('running');
  });

  it('with the number of a zombie is no obstacle', async () => {
    const account = await chooseAccount(dataDir);
    // The shell turns into a program that never asks for its children; the child ends when its pipe closes, after that.
    const parent = spawn('/bin/sh', ['-c', 'cat <&3 & echo $!; exec sleep 60 3<&-'], {
      ...account,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const zombie = Number(await firstLine(parent));
    await expect.poll(() => readFile(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n');
    parent.stdio[3]?.destroy();
    await expect.poll(async () => (await inspectProcess(zombie)).state).toBe('zombie');
    await leavePidFile(zombie);
    await startsWith('stale pid file removed');
  });

  it('that is empty or nonsense is no obstacle', async () => {
    await writeFile(join(dataDir, 'postmaster.pid'), 'nonsense\n');
    expect(await clearLeftovers(dataDir, silent)).toBe('none');
    await rm(join(dataDir, 'postmaster.pid'));
  });

  it('of a postgres that lives though its Harmony is gone: it is stopped, cleanly', async () => {
    const account = await chooseAccount(dataDir);
    const binaries = await findBinaries({ binDir: undefined, account, runtimeDir: root, progress: silent });
    const socketDir = await chooseRuntimeDir(undefined, account);
    await makeRuntimeDir(socketDir, account);
    onTestFinished(() => rm(socketDir, { recursive: true, force: true }));
    const orphan = spawn(
      binaries.postgres,
      ['-D', dataDir, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${socketDir}`],
      {
        ...account,
        env: binaries.env,
        cwd: '/',
        stdio: 'ignore',
      },
    );
    const ended = new Promise<number | null>((resolve) => orphan.once('exit', resolve));
    await expect
      .poll(async () => (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).includes('ready'), {})
      .toBe(true);
    await startsWith('orphan stopped');
    expect(await ended).toBe(0);
    expect(await processesIn(dataDir)).toEqual([]);
  });
});
