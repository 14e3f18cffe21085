import type { Entry } from '../lists/entry.ts';
import { openList } from '../lists/read.ts';

/** Everything that reading a list gave. */
export interface AllRead {
  readonly format: string;
  readonly entries: readonly Entry[];
  readonly ignored: number;
  readonly beyondLimit: number;
}

/** Reads a whole list that arrives in chunks of `chunkSize` bytes; a refused one gives its code. */
export async function readAll(
  contents: string | Uint8Array,
  chunkSize = 65_536,
  maxEntries = 100_000,
): Promise<AllRead | string> {
  const bytes = typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  }
  const list = await openList(source(), maxEntries, Math.min(chunkSize, 32_768));
  if (list.kind === 'refused') return list.code;
  const entries: Entry[] = [];
  for await (const group of list.entries()) entries.push(...group);
  return { format: list.format, entries, ...list.tally };
}

/** An entry in one line, for comparing: `line: artists ~ title ~ album` or `line: kind code`. */
export function brief(entry: Entry): string {
  if (entry.kind === 'track') {
    const { track } = entry;
    const parts = [
      track.artists.join(' + '),
      track.title,
      track.album ?? '',
      track.durationMs ?? '',
      track.isrc ?? '',
      track.releaseDate ?? '',
    ];
    return `${entry.line}: ${parts.join(' ~ ')}`.replace(/(?: ~ )+$/, '');
  }
  return entry.kind === 'link' ? `${entry.line}: ${entry.url}` : `${entry.line}: ${entry.kind} ${entry.code}`;
}
