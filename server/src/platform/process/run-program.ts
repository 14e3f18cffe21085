import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { letOthersFirst } from './priority.ts';

/** How a program ended. Nothing here is thrown: a program that fails is an answer. */
export type ProgramEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: string; readonly stderr: string }
  /** There is no such program, or it may not be run. */
  | { readonly kind: 'absent'; readonly why: string }
  /** It was killed because its time was up. */
  | { readonly kind: 'timeout'; readonly stdout: string; readonly stderr: string }
  /** It was killed because it said more than it may. */
  | { readonly kind: 'too-much' }
  /** Somebody else killed it. */
  | { readonly kind: 'killed'; readonly signal: string };

/** What is run, and within which limits. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment: nothing of ours is inherited, so no secret of ours is. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Of stdout and of stderr, each. */
  readonly maxBytes: number;
  /** Told its process id (also its process group) before it has done anything that matters. */
  readonly onStart?: (pid: number) => void;
}

/**
 * Runs a program to its end: no shell, stdin closed, at a lower priority than the server, in a process group of its own that is killed as a whole when the
 * time is up or the output grows too long. Never rejects for what the program does.
 */
export function runProgram(call: ProgramCall): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    let child: ChildProcess;
    try {
      child = spawn(call.program, [...call.args], {
        env: { ...call.env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
    } catch (error) {
      // arguments that no program can be given (NUL)
      resolve({ kind: 'absent', why: error instanceof Error ? error.message : String(error) });
      return;
    }
    letOthersFirst(child.pid);
    let stopped: 'timeout' | 'too-much' | null = null;
    const stop = (why: 'timeout' | 'too-much'): void => {
      stopped ??= why;
      killGroup(child);
    };
    const timer = setTimeout(() => stop('timeout'), call.timeoutMs);
    const stdout = collect(child.stdout, call.maxBytes, () => stop('too-much'));
    const stderr = collect(child.stderr, call.maxBytes, () => stop('too-much'));
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ kind: 'absent', why: error.message });
    });
    child.once('spawn', () => child.pid !== undefined && call.onStart?.(child.pid));
    child.once('exit', () => {
      // what it left behind would keep the pipes open
      killGroup(child);
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, drainMs).unref();
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (stopped === 'too-much') resolve({ kind: 'too-much' });
      else if (stopped === 'timeout') resolve({ kind: 'timeout', stdout: stdout(), stderr: stderr() });
      else if (code === null) resolve({ kind: 'killed', signal: signal ?? 'unknown' });
      else resolve({ kind: 'ended', code, stdout: stdout(), stderr: stderr() });
    });
  });
}

/** So long may the pipes still hold what the program said last, when somebody else keeps them open. */
const drainMs = 1000;

/** Whether this process is at work; one that has ended and that nobody has taken note of yet is not. */
export async function processLives(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // where there is no such file, the signal has said enough
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/^\d+ \(.*\) Z/s.test(stat);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

function collect(stream: ChildProcess['stdout'], maxBytes: number, full: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) {
      chunks.length = 0;
      full();
    } else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
