import { getPriority } from 'node:os';
import { expect, it } from 'vitest';
import { runProgram } from './index.ts';

it('lets the server have the processor before the programs that it runs', async () => {
  const own = getPriority();
  let seen: number | null = null;
  const end = await runProgram({
    program: 'sleep',
    args: ['60'],
    env: { PATH: process.env['PATH'] ?? '' },
    timeoutMs: 60_000,
    maxBytes: 100,
    onStart: (pid) => {
      seen = getPriority(pid);
      process.kill(pid, 'SIGTERM');
    },
  });
  expect(end).toEqual({ kind: 'killed', signal: 'SIGTERM' });
  expect(seen).toBe(Math.min(19, own + 5));
  expect(getPriority()).toBe(own);
});
