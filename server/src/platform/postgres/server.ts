import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { PostgresProblem } from './problems.ts';

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

/**
 * The guardian: a second shell beside postgres that reads from a pipe which only we hold. When we end without a farewell (kill -9), the
 * pipe closes and the guardian stops postgres, fast and clean. `done` is the farewell after a stop of our own: by then the number of
 * the process may be somebody else's. A zombie that nobody
 * has reaped yet has ended. It is started twice removed so that postgres does not find a child that it does not know.
 */
const guardian = `
server=$$
alive() {
  kill -0 "$server" 2>/dev/null || return 1
  case $(sed -n 's/^State:[[:space:]]*//p' "/proc/$server/status" 2>/dev/null) in Z*) return 1 ;; esac
}
( (
  trap '' INT TERM HUP
  read -r word
  if [ "$word" != done ]; then
    kill -INT "$server" 2>/dev/null
    tries=0
    while alive && [ "$tries" -lt 600 ]; do sleep 0.05; tries=$((tries + 1)); done
    for folder in "$HARMONY_TEMPORARY_1" "$HARMONY_TEMPORARY_2"; do
      if [ -n "$folder" ]; then rm -rf -- "$folder"; fi
    done
  fi
) <&3 3<&- >/dev/null 2>&1 & )
exec "$@" 3<&-
`;

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
  const pipe = child.stdio[3];
  if (pipe !== null && pipe !== undefined && 'end' in pipe) {
    pipe.on('error', () => onLine('LOG:  the guardian of postgres has gone'));
    void ended.then(() => pipe.end('done\n'));
  }
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
