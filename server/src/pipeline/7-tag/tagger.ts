import { createThread, type Thread } from '#platform/files';
import type { FoundTags } from './tag.read.ts';
import type { Tags } from './tags.ts';

/** A picture to be put into a file as its front cover. */
export interface CoverFile {
  readonly path: string;
  readonly mime: 'image/jpeg' | 'image/png';
  /** Of its bytes, as hexadecimal digits. */
  readonly sha256: string;
}

/** What the thread is asked. */
export type TagTask =
  | { readonly kind: 'read'; readonly path: string }
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly format: string;
      readonly tags: Tags;
      readonly cover?: CoverFile | undefined;
    };

/** Reads and writes tags off the event loop. */
export interface Tagger {
  /** What a file says. Rejects when it is not understood. */
  read(path: string, signal: AbortSignal): Promise<FoundTags>;
  /**
   * Writes the tags into the file in place (give it a copy) and answers what another reader then finds in it. Rejects when the file is not
   * understood or something else in it would be lost; the copy is then worthless.
   */
  write(task: Omit<Extract<TagTask, { kind: 'write' }>, 'kind'>, signal: AbortSignal): Promise<FoundTags>;
  close(): Promise<void>;
}

const timeoutMs = 120_000;

/** Starts its thread with the first file and ends it after ten idle seconds. Close it at the end. */
export function createTagger(): Tagger {
  const thread: Thread<TagTask, FoundTags> = createThread({
    url: new URL('./tag.worker.ts', import.meta.url),
    idleMs: 10_000,
    heapMb: 512,
  });
  return {
    read: (path, signal) => thread.run({ kind: 'read', path }, { timeoutMs, signal }),
    write: (task, signal) => thread.run({ kind: 'write', ...task }, { timeoutMs, signal }),
    close: () => thread.close(),
  };
}
