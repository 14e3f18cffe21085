import { createThread, type Thread } from '#platform/files';
import type { Presence, Reading, WalkedPart } from './types.ts';
import type { WalkOrder } from './walk.ts';

/** What the thread is asked. */
export type ScanTask =
  /** One name per walk: the thread remembers where in the tree it is. */
  | { readonly kind: 'walk'; readonly id: string; readonly order: WalkOrder; readonly limit: number }
  | { readonly kind: 'look'; readonly root: string; readonly paths: readonly string[] }
  | { readonly kind: 'read'; readonly root: string; readonly paths: readonly string[]; readonly thorough: boolean };

/** What it answers. */
export type ScanAnswer =
  | { readonly kind: 'walked'; readonly part: WalkedPart }
  | { readonly kind: 'looked'; readonly found: readonly Presence[] }
  | { readonly kind: 'read'; readonly readings: readonly Reading[] };

/** Walks through the music folder and looks into its files, off the event loop. */
export interface Scanner {
  /** The next part of the walk `id` behind `order.after`; a walk that the thread does not know (any more) begins there. */
  walk(id: string, order: WalkOrder, limit: number, signal: AbortSignal): Promise<WalkedPart>;
  /** Which of these relative paths have a file, in their order. */
  look(root: string, paths: readonly string[], signal: AbortSignal): Promise<readonly Presence[]>;
  /** What is in the files, in their order. */
  read(root: string, paths: readonly string[], thorough: boolean, signal: AbortSignal): Promise<readonly Reading[]>;
  close(): Promise<void>;
}

/** Files of one question: a file of hundreds of megabytes that is read whole takes seconds, and so does a disk that wakes up. */
const filesPerQuestion = 32;
const timeoutMs = 10 * 60_000;

/** Starts its thread with the first question and ends it after ten idle seconds. Close it at the end. */
export function createScanner(): Scanner {
  const thread: Thread<ScanTask, ScanAnswer> = createThread({
    url: new URL('./scan.worker.ts', import.meta.url),
    idleMs: 10_000,
    heapMb: 160,
  });
  let closed = false;
  async function ask(task: ScanTask, signal: AbortSignal): Promise<ScanAnswer> {
    return await thread.run(task, { timeoutMs, signal });
  }
  return {
    async walk(id, order, limit, signal) {
      const answer = await ask({ kind: 'walk', id, order, limit }, signal);
      return answer.kind === 'walked' ? answer.part : { files: [], problems: [], upTo: null, done: true };
    },
    async look(root, paths, signal) {
      if (paths.length === 0) return [];
      const answer = await ask({ kind: 'look', root, paths }, signal);
      return answer.kind === 'looked' ? answer.found : [];
    },
    async read(root, paths, thorough, signal) {
      const readings: Reading[] = [];
      for (let from = 0; from < paths.length; from += filesPerQuestion) {
        const some = paths.slice(from, from + filesPerQuestion);
        readings.push(...(await readSome(some)));
      }
      return readings;

      /** A file that brings the thread down, or keeps it for ever, is found by reading those around it one by one. */
      async function readSome(some: readonly string[]): Promise<readonly Reading[]> {
        try {
          const answer = await ask({ kind: 'read', root, paths: some, thorough }, signal);
          return answer.kind === 'read' ? answer.readings : [];
        } catch (error) {
          if (signal.aborted || closed) throw error;
          const alone: Reading[] = [];
          if (some.length > 1) for (const path of some) alone.push(...(await readSome([path])));
          else alone.push(deadly(error));
          return alone;
        }
      }
    },
    close() {
      closed = true;
      return thread.close();
    },
  };
}

function deadly(error: unknown): Reading {
  const why = error instanceof Error ? error.message : String(error);
  const sentence = `Reading the file could not be finished (${why})`;
  return { kind: 'problem', code: 'unreadable', sentence, remedy: 'Replace it by a whole one.' };
}
