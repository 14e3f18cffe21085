import { createThread, type Thread } from '#platform/files';
import type { Inspection } from './types.ts';

/** What the thread is asked. */
export interface InspectTask {
  readonly path: string;
  readonly checksum: boolean;
}

/** Looks at audio files off the event loop. */
export interface AudioInspector {
  /**
   * What the file is and whether its structure is whole; with `checksum` also a SHA-256 of its audio payload without tags.
   * Throws when the file cannot be read, when it takes unreasonably long (`ThreadTimeout`), or with the signal's reason.
   */
  inspect(path: string, options?: { readonly checksum?: boolean; readonly signal?: AbortSignal }): Promise<Inspection>;
  close(): Promise<void>;
}

/** A gigabyte takes some ten seconds; a disk that hangs must not hang us for ever. */
const timeoutMs = 300_000;

/** Starts its thread with the first question and ends it after ten idle seconds. Close it at the end. */
export function createAudioInspector(): AudioInspector {
  const thread: Thread<InspectTask, Inspection> = createThread({
    url: new URL('./inspect.worker.ts', import.meta.url),
    idleMs: 10_000,
    heapMb: 256,
  });
  return {
    inspect: (path, options = {}) =>
      thread.run(
        { path, checksum: options.checksum ?? false },
        { timeoutMs, ...(options.signal ? { signal: options.signal } : {}) },
      ),
    close: () => thread.close(),
  };
}
