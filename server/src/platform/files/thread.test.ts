import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createThread, type Thread, ThreadTimeout } from './index.ts';
import type { FixtureTask } from './thread.fixture.ts';

const url = new URL('./thread.fixture.ts', import.meta.url);
const hung = fileURLToPath(new URL('./thread.hung.child.ts', import.meta.url));
let thread: Thread<FixtureTask, number>;
const open = (idleMs = 60_000) => {
  thread = createThread({ url, idleMs, heapMb: 64 });
  return thread;
};
afterEach(() => thread.close());
const long = { timeoutMs: 20_000 };

describe('a thread', () => {
  it('answers task after task, one at a time, in the order of asking', async () => {
    open();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => thread.run({ kind: 'count' }, long)));
    expect(answers).toEqual([1, 2, 3, 4, 5]);
    expect(await thread.run({ kind: 'add', a: 2, b: 3 }, long)).toBe(5);
  });

  it('passes on what a task throws, with the code of a system error, and works on', async () => {
    open();
    await expect(thread.run({ kind: 'fail' }, long)).rejects.toThrow('cannot');
    await expect(thread.run({ kind: 'read' }, long)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await thread.run({ kind: 'count' }, long)).toBe(3);
  });

  it('ends a task that takes too long, and begins afresh', async () => {
    open();
    expect(await thread.run({ kind: 'count' }, long)).toBe(1);
    const hanging = thread.run({ kind: 'hang' }, { timeoutMs: 200 });
    const next = thread.run({ kind: 'count' }, long);
    await expect(hanging).rejects.toThrow(ThreadTimeout);
    expect(await next).toBe(1);
  });

  it('ends a task that nobody wants any more, and never starts one that waits', async () => {
    open();
    const stop = new AbortController();
    const hanging = thread.run({ kind: 'hang' }, { ...long, signal: stop.signal });
    const waiting = thread.run({ kind: 'count' }, { ...long, signal: stop.signal });
    setImmediate(() => stop.abort(new Error('enough')));
    await expect(hanging).rejects.toThrow('enough');
    await expect(waiting).rejects.toThrow('enough');
    expect(await thread.run({ kind: 'count' }, long)).toBe(1);
  });

  it('says so when the thread dies under a task, and begins afresh', async () => {
    open();
    await expect(thread.run({ kind: 'exit' }, long)).rejects.toThrow('code 3');
    expect(await thread.run({ kind: 'count' }, long)).toBe(1);
  });

  it('lets the rest of the program have the processor first', async () => {
    const own = getPriority();
    expect(await open().run({ kind: 'priority' }, long)).toBe(Math.min(19, own + 5));
    expect(getPriority()).toBe(own);
  });

  it('ends when idle and comes back when asked', async () => {
    open(0);
    expect(await thread.run({ kind: 'count' }, long)).toBe(1);
    await expect.poll(() => thread.run({ kind: 'count' }, long), { interval: 50 }).toBe(1);
  });

  it('that hangs in the system is not waited for, neither when it is closed nor when the program ends', {
    timeout: 120_000,
  }, async () => {
    open();
    const folder = await mkdtemp(join(tmpdir(), 'harmony-hung-'));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const child = spawn(process.execPath, ['--no-warnings', hung, pipe], { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const signal = await new Promise((resolve) => child.once('close', (_, killedBy) => resolve(killedBy)));
    expect([said, signal]).toEqual(['Error: The thread is closed.\n', 'SIGKILL']);
    await rm(folder, { recursive: true });
  });

  it('refuses tasks once closed', async () => {
    open();
    await thread.close();
    await expect(thread.run({ kind: 'count' }, long)).rejects.toThrow('closed');
  });
});
