import type { Entry, TrackEntry } from '../lists/entry.ts';
import { openList } from '../lists/read.ts';
import { parseLine } from '../lists/text/line-grammar.ts';

/** A line that cannot be taken. */
export interface BadLine {
  /** Counted from 1, in the request or in the file. */
  readonly line: number;
  readonly where: 'lines' | 'file';
  readonly message: string;
}

/** What became of the lines: all of them understood, or every bad one with its reason, or too many (contract §9.2: all or nothing). */
export type Parsed =
  | { readonly kind: 'tracks'; readonly entries: readonly TrackEntry[] }
  | { readonly kind: 'bad'; readonly lines: readonly BadLine[] }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'unreadable'; readonly sentence: string };

/** Reads the lines of a request and then the text of a file; at most `maxLines` together. Blank lines and comments count in neither. */
export async function parseLines(lines: readonly string[], file: string | null, maxLines: number): Promise<Parsed> {
  if (lines.length > maxLines) return { kind: 'too-many' };
  const entries: TrackEntry[] = [];
  const bad: BadLine[] = [];
  const settle = (entry: Entry | null, line: number, where: BadLine['where']): void => {
    if (entry?.kind === 'track') entries.push(entry);
    else bad.push({ line, where, message: messageOf(entry) });
  };
  for (const [index, text] of lines.entries()) settle(parseLine(text, index + 1), index + 1, 'lines');
  if (file !== null) {
    const room = maxLines - lines.length;
    const list = await openList(oneChunk(file), room);
    if (list.kind === 'refused') return { kind: 'unreadable', sentence: list.sentence };
    for await (const group of list.entries()) for (const entry of group) settle(entry, entry.line, 'file');
    if (list.tally.beyondLimit > 0) return { kind: 'too-many' };
  }
  return bad.length > 0 ? { kind: 'bad', lines: bad } : { kind: 'tracks', entries };
}

function messageOf(entry: Exclude<Entry, TrackEntry> | null): string {
  if (entry === null) return 'The line is empty or a comment.';
  if (entry.kind !== 'link') return entry.sentence;
  return entry.target === 'playlist'
    ? 'This is a playlist link; send it to /spotify/free/links.'
    : 'The link names no artist and title; write "Artist - Title" beside it.';
}

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}
