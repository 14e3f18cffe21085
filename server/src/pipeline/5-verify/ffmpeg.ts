import { createThread, type Thread } from '#platform/files';
import type { Decoded } from './analysis/decode.ts';
import type { AudioDecoder } from './ports.ts';

/** What the thread is asked. */
export interface DecodeTask {
  readonly program: string;
  readonly path: string;
  readonly lossless: boolean;
  /** Four bytes in common, where the thread leaves the process id of the decoder. */
  readonly pid: SharedArrayBuffer;
}

const timeoutMs = 8 * 60_000;

/**
 * The decoder of the machine's ffmpeg, when there is one on PATH, in a thread that listens to the music on the way; without it the answer is `unavailable`,
 * each time at the cost of one failed start. The thread ends after ten idle seconds. `program` is for tests.
 */
export function createFfmpegDecoder(program = 'ffmpeg'): AudioDecoder {
  const thread: Thread<DecodeTask, Decoded> = createThread({
    url: new URL('./analysis/decode.worker.ts', import.meta.url),
    idleMs: 10_000,
    heapMb: 128,
  });
  return {
    async decode(path, lossless, signal) {
      const pid = new SharedArrayBuffer(4);
      try {
        return await thread.run({ program, path, lossless, pid }, { timeoutMs, signal });
      } catch (error) {
        // the thread is gone, but a decoder that hangs would not notice
        const left = Atomics.load(new Int32Array(pid), 0);
        if (left > 0) endProcess(left);
        throw error;
      }
    },
    close: () => thread.close(),
  };
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}
