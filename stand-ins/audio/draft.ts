import type { Draft } from './types.ts';

/** A draft of these parts in order; they are only put together when the file is really wanted. */
export function draftOf(parts: readonly Buffer[]): Draft {
  return { size: parts.reduce((sum, part) => sum + part.length, 0), build: () => Buffer.concat(parts) };
}
