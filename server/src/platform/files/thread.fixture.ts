import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { serveThread } from './thread-side.ts';

/** What the tests ask of their thread. */
export type FixtureTask =
  | { readonly kind: 'add'; readonly a: number; readonly b: number }
  | { readonly kind: 'wait'; readonly path: string }
  | { readonly kind: 'count' | 'fail' | 'hang' | 'exit' | 'read' | 'priority' };

let count = 0;
serveThread<FixtureTask, number>((task) => {
  count += 1;
  if (task.kind === 'add') return task.a + task.b;
  // outside of JavaScript from before the path is opened until its end comes, so that nothing can stop the thread
  if (task.kind === 'wait') return execFileSync('cat', [task.path]).length;
  if (task.kind === 'fail') throw new Error('cannot');
  if (task.kind === 'exit') process.exit(3);
  if (task.kind === 'read') return readFileSync('/no/such/file').length;
  if (task.kind === 'priority') return getPriority();
  if (task.kind === 'hang') for (;;);
  return count;
});
