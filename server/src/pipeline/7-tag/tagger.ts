import { createThread, type Thread } from '#platform/files';
import type { Tags } from './tags.ts';

/** What the thread is asked. */
export interface TagTask {
  readonly path: string;
  readonly format: string;
  readonly tags: Tags;
}

/** Writes tags off the event loop. */
export interface Tagger {
  /**
   * Writes the tags into the file in place (give it a copy) and answers what another reader then finds in it. Rejects when the file is not
   * understood; the copy is then worthless.
   */
  write(task: TagTask, signal: AbortSignal): Promise<Partial<Tags>>;
  close(): Promise<void>;
}

const timeoutMs = 120_000;

/** Starts its thread with the first file and ends it after ten idle seconds. Close it at the end. */
export function createTagger(): Tagger {
  const thread: Thread<TagTask, Partial<Tags>> = createThread({
    url: new URL('./tag.worker.ts', import.meta.url),
    idleMs: 10_000,
    heapMb: 512,
  });
  return {
    write: (task, signal) => thread.run(task, { timeoutMs, signal }),
    close: () => thread.close(),
  };
}
