import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** One line that the host told. */
export interface HostLine {
  readonly ready?: { readonly pid: number; readonly host: string };
  readonly problem?: string;
  readonly message?: string;
  readonly pid?: number;
  readonly progress?: string;
  readonly info?: { readonly leftover?: string };
  readonly stored?: number;
}

/** A host in a process of its own. */
export interface Hosted {
  readonly process: ChildProcess;
  readonly lines: readonly HostLine[];
  /** Waits for a line that fits; rejects when the process ends first. */
  readonly until: <T>(choose: (line: HostLine) => T | undefined) => Promise<T>;
  /** Sends a signal and waits for the end; returns the exit code. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts `host.ts` on a data folder. */
export function startHost(dataDir: string, mode: '' | 'write' = ''): Hosted {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'host.ts'), dataDir, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: HostLine[] = [];
  const listeners = new Set<() => void>();
  const wake = () => {
    for (const listener of listeners) listener();
  };
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.push(JSON.parse(text) as HostLine);
    wake();
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
      wake();
    });
  });
  return {
    process: child,
    lines,
    until: (choose) =>
      new Promise((resolve, reject) => {
        let next = 0;
        const look = () => {
          for (; next < lines.length; next += 1) {
            const found = choose(lines[next] ?? {});
            if (found === undefined) continue;
            listeners.delete(look);
            resolve(found);
            return;
          }
          if (child.exitCode === null && child.signalCode === null) return;
          listeners.delete(look);
          reject(new Error(`The host ended after saying ${JSON.stringify(lines.slice(-5))}`));
        };
        listeners.add(look);
        look();
      }),
    async end(signal) {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}
