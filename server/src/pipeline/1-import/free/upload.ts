import type { Readable } from 'node:stream';
import { type HttpProblem, problem } from '#http';

/** What counting an upload shows. */
export interface CountedUpload {
  /** The bytes up to the limit; ends early when the limit is passed. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Whether more than the limit came. */
  readonly tooLarge: () => boolean;
  /**
   * Reads what is left and throws it away, up to `hardCap` bytes, so that a client that is still sending can read its answer.
   * Answers `false` beyond that: the connection holds unread bytes then and must be closed.
   */
  drain(hardCap: number): Promise<boolean>;
}

/** Wraps an uploaded file so that it can be left half-read without hanging or crashing the connection.
 * Reading throws `brokenUpload` when the client stops in the middle. */
export function countUpload(file: Readable, limit: number): CountedUpload {
  const chunks = file.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  let size = 0;
  let ended = false;
  const next = async (): Promise<Uint8Array | null> => {
    if (ended) return null;
    const read = await chunks.next().catch((error: unknown) => {
      ended = true;
      throw brokenUpload(error);
    });
    if (read.done) {
      ended = true;
      return null;
    }
    size += read.value.byteLength;
    return read.value;
  };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let read = await next(); read !== null; read = await next()) {
      if (size > limit) return;
      yield read;
    }
  }
  return {
    bytes: bytes(),
    tooLarge: () => size > limit,
    async drain(hardCap) {
      for (let read = await next(); read !== null; read = await next()) {
        if (size <= hardCap) continue;
        file.destroy();
        return false;
      }
      return true;
    },
  };
}

/** The answer to an upload that ends early or is no proper multipart body. */
export function brokenUpload(error: unknown): HttpProblem {
  const why = error instanceof Error ? error.message : String(error);
  return fileProblem(400, 'broken_upload', `The upload could not be read: ${why}.`);
}

/** An answer about the field `file`, with a reason for programs and a sentence for people. */
export function fileProblem(status: number, reason: string, sentence: string): HttpProblem {
  return problem(status, 'VALIDATION_ERROR', sentence, { reason, fields: [{ name: 'file', message: sentence }] });
}
