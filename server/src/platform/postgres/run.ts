import { type ChildProcess, spawn } from 'node:child_process';
import { guardian } from './guardian.ts';

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
  /** The program ends when we do, even by kill -9. */
  readonly guarded?: boolean;
}

/** Runs a program to its end without a shell. Rejects only when it cannot be started (`ENOENT`, `EACCES`, `EPERM`). */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const { guarded, ...rest } = options;
    const child =
      guarded === true && process.platform !== 'win32'
        ? spawn('/bin/sh', ['-c', guardian, 'sh', program, ...args], {
            ...rest,
            detached: true,
            stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
          })
        : spawn(program, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-65_536);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('exit', () => endPipe(child.stdio[3]));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Tells the guardian, if there is one, that the program has ended. */
export function endPipe(pipe: ChildProcess['stdio'][3] | undefined): void {
  if (pipe === null || pipe === undefined || !('end' in pipe)) return;
  // The guardian may have been killed; then there is nobody to tell.
  pipe.on('error', () => undefined);
  pipe.end('done\n');
}
