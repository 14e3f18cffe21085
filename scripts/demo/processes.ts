import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A child process whose lines can be waited for. */
export interface Child {
  readonly process: ChildProcess;
  /** The first line that `pick` turns into something; rejects when the process ends before, with what it said last. */
  line<T>(pick: (line: string) => T | null): Promise<T>;
  /** SIGTERM, and SIGKILL after ten seconds. */
  stop(): Promise<void>;
}

/** Starts a Node program of this repository on the Node that runs us; `onLine` sees every line it prints. */
export function startChild(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onLine: (line: string) => void = () => undefined,
): Child {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let over = false;
  const wake = (): void => {
    for (const check of waiting) check();
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine(line);
      wake();
    });
  }
  void ended.then(() => {
    over = true;
    wake();
  });
  return {
    process: child,
    line<T>(pick: (line: string) => T | null): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        let seen = 0;
        const check = (): void => {
          for (; seen < lines.length; seen += 1) {
            const picked = pick(lines[seen] ?? '');
            if (picked === null) continue;
            waiting.delete(check);
            resolve(picked);
            return;
          }
          if (!over) return;
          waiting.delete(check);
          reject(new Error(`${args[0]} ended too early:\n${lines.slice(-20).join('\n')}`));
        };
        waiting.add(check);
        check();
      });
    },
    async stop() {
      if (over) return;
      child.kill('SIGTERM');
      const limit = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(limit);
    },
  };
}
