import { type Entry, type EntryReader, rejected } from '../entry.ts';
import { excerpt } from '../fields/clean.ts';
import { parseLine } from './line-grammar.ts';
import { type Line, lineSplitter, maxLineLength } from './lines.ts';

/** Plain text, one wish per line. */
export function textReader(): EntryReader {
  const splitter = lineSplitter();
  return {
    format: 'text',
    push: (text) => splitter.push(text).map(toEntry),
    end: () => splitter.end().map(toEntry),
  };
}

function toEntry(line: Line): Entry | null {
  return line.cut ? lineTooLong(line) : parseLine(line.text, line.number);
}

/** The reason for a line beyond `maxLineLength`. */
export function lineTooLong(line: Line): Entry {
  const place = { line: line.number, raw: excerpt(line.text) };
  return rejected(
    'failed',
    place,
    'line_too_long',
    `The line has more than ${maxLineLength} characters; one line holds one track.`,
  );
}
