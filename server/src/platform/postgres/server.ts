import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { guardian } from './guardian.ts';
import { PostgresProblem } from './problems.ts';
import { endPipe } from './run.ts';

/** A running postgres. */
export interface ServerProcess {
  readonly pid: number;
  /** Settles when the process has ended, however it did. */
  readonly ended: Promise<void>;
  readonly hasEnded: () => boolean;
  /** The last lines that it logged, for an error. */
  readonly recentLog: () => string;
  /** Fast shutdown (clients are cut off, data is flushed); forced after `patienceMs`. */
  readonly stop: (patienceMs?: number) => Promise<void>;
}

/** What `spawnServer` needs. */
export interface SpawnOptions {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly args: readonly string[];
  /** Folders that the guardian removes when we are gone. */
  readonly temporary: readonly string[];
  readonly onLine: (line: string) => void;
}

/** Starts postgres under its guardian, in a session of its own: Ctrl-C in our terminal is ours alone, so we can stop it last. */
export async function spawnServer({
  binaries,
  account,
  args,
  temporary,
  onLine,
}: SpawnOptions): Promise<ServerProcess> {
  const windows = process.platform === 'win32';
  const env = { ...binaries.env, HARMONY_TEMPORARY_1: temporary[0] ?? '', HARMONY_TEMPORARY_2: temporary[1] ?? '' };
  const child = windows
    ? spawn(binaries.postgres, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'ignore'], windowsHide: true })
    : spawn('/bin/sh', ['-c', guardian, 'sh', binaries.postgres, ...args], {
        ...account,
        env,
        cwd: '/',
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) =>
      reject(
        new PostgresProblem(
          'start_failed',
          `PostgreSQL cannot be started: ${cause.message}.`,
          'Set DATABASE_URL to use a server instead.',
          { cause },
        ),
      ),
    );
  });
  const recent = collectLog(child, onLine);
  child.stdio[3]?.on('error', () => onLine('WARNING:  the guardian of postgres has gone'));
  void ended.then(() => endPipe(child.stdio[3]));
  const { pid } = child;
  if (pid === undefined) throw new PostgresProblem('start_failed', 'PostgreSQL cannot be started.', 'See the log.');
  return {
    pid,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    recentLog: () => recent.join('\n'),
    async stop(patienceMs = 30_000) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGINT');
      const force = setTimeout(() => child.kill('SIGQUIT'), patienceMs);
      await ended;
      clearTimeout(force);
    },
  };
}

function collectLog(child: ChildProcess, onLine: (line: string) => void): string[] {
  const recent: string[] = [];
  if (child.stderr === null) return recent;
  createInterface({ input: child.stderr }).on('line', (line) => {
    recent.push(line);
    if (recent.length > 40) recent.shift();
    onLine(line);
  });
  return recent;
}
