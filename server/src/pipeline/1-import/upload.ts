import type { Readable } from 'node:stream';

/** What counting an upload shows. */
export interface CountedUpload {
  /** The bytes up to the limit; ends early when the limit is passed. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Whether more than the limit came. */
  readonly tooLarge: () => boolean;
  /**
   * Reads what is left and throws it away, up to `hardCap` bytes, so that a client that is still sending can read its answer.
   * Beyond that the connection is cut.
   */
  drain(hardCap: number): Promise<void>;
}

/** Wraps an uploaded file so that it can be left half-read without hanging or crashing the connection. */
export function countUpload(file: Readable, limit: number): CountedUpload {
  const chunks = file.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  let size = 0;
  let ended = false;
  const next = async (): Promise<Uint8Array | null> => {
    if (ended) return null;
    const read = await chunks.next();
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
        return;
      }
    },
  };
}
