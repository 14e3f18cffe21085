import { spawn } from 'node:child_process';

/** How a program ended. `output` is stdout and stderr together, at most the last 64 kB. */
export interface RunResult {
  readonly code: number | null;
  readonly output: string;
}

/** Options of `run`. */
export interface RunOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Runs a program to its end without a shell. Rejects only when it cannot be started (`ENOENT`, `EACCES`, `EPERM`). */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-65_536);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
