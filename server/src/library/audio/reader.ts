import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const wholeWindow = 1 << 20;

/** Reads pieces of a file through one window, usually of 1 MiB, so that files of any size need the same memory. Synchronous: for threads only. */
export interface ByteReader {
  readonly size: number;
  /** Up to `length` bytes (at most the window) from `position`, fewer at the end of the file. Valid until the next call. */
  at(position: number, length: number): Buffer;
  close(): void;
}

/** Opens a file for reading, as much at a time as `window` holds. Throws the system error. */
export function openReader(path: string, window: Buffer = Buffer.allocUnsafe(wholeWindow)): ByteReader {
  const fd = openSync(path, 'r');
  const size = fstatSync(fd).size;
  const windowBytes = window.length;
  let start = 0;
  let filled = 0;
  return {
    size,
    at(position, length) {
      const end = Math.min(position + length, size);
      if (position < 0 || end <= position) return window.subarray(0, 0);
      if (position < start || end > start + filled) {
        start = position;
        filled = 0;
        while (filled < windowBytes && start + filled < size) {
          const read = readSync(fd, window, filled, windowBytes - filled, start + filled);
          if (read === 0) break;
          filled += read;
        }
      }
      return window.subarray(position - start, Math.max(position - start, Math.min(end - start, filled)));
    },
    close() {
      closeSync(fd);
    },
  };
}

/** Hands the bytes `from` … `to` to `sink` in pieces. */
export function pour(reader: ByteReader, from: number, to: number, sink: (bytes: Uint8Array) => void): void {
  for (let position = from; position < to; ) {
    const piece = reader.at(position, Math.min(wholeWindow, to - position));
    if (piece.length === 0) return;
    sink(piece);
    position += piece.length;
  }
}
