import { serveThread } from '#platform/files';
import { presenceOf } from './look.ts';
import type { ScanAnswer, ScanTask } from './scanner.ts';
import type { Reading } from './types.ts';
import { createWalk, type Walk } from './walk.ts';

/** Files read side by side: while one waits for the disk, another is understood. */
const readersAtOnce = 4;
/** The walk that is under way, and where it has come to. */
let current: { readonly id: string; upTo: string | null; readonly walk: Walk } | null = null;

serveThread<ScanTask, ScanAnswer>(async (task) => {
  switch (task.kind) {
    case 'walk': {
      const { id, order, limit } = task;
      const goesOn = current?.id === id && current.upTo === order.after;
      const walking = goesOn && current !== null ? current : { id, upTo: order.after, walk: createWalk(order) };
      const part = walking.walk.next(limit);
      walking.upTo = part.upTo ?? walking.upTo;
      current = part.done ? null : walking;
      return { kind: 'walked', part };
    }
    case 'look':
      return { kind: 'looked', found: task.paths.map((path) => presenceOf(`${task.root}/${path}`)) };
    case 'read': {
      // what understands audio takes longer to load than a folder without changes takes to walk
      const { readAudio } = await import('./read.ts');
      const readings: Reading[] = [];
      let next = 0;
      const reader = async (): Promise<void> => {
        for (let at = next++; at < task.paths.length; at = next++)
          readings[at] = await readAudio(task.root, task.paths[at] ?? '', task.thorough);
      };
      await Promise.all(Array.from({ length: readersAtOnce }, reader));
      return { kind: 'read', readings };
    }
  }
});
