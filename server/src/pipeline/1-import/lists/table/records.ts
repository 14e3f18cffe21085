import type { Splitter } from '../entry.ts';

/** Longest record that is read, in UTF-16 units; more means that a quote was never closed. */
const maxRecordLength = 32_768;

/** Characters that separate cells. */
export type Delimiter = ',' | ';' | '\t' | '|';

/** One record of a delimited table. */
export interface Row {
  /** 1-based physical line where the record starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The record could not be read; `cells` holds its first physical line in one cell. */
  readonly problem: 'unclosed_quote' | 'record_too_long' | null;
}

/**
 * Cuts delimited text into records (RFC 4180, forgiving): LF, CRLF or CR; a quote opens a cell only at its start; `""` is a quote;
 * text after a closing quote makes the quotes part of the value (`"Heroes" (single)`).
 * Own code instead of a CSV library because of one need: after an unclosed quote only its first line is lost and reading goes on with the next,
 * in bounded memory.
 */
export function recordSplitter(delimiter: Delimiter): Splitter<Row> {
  let pending = '';
  let line = 1;
  let skipping = false;

  const take = (final: boolean): Row[] => {
    const rows: Row[] = [];
    let from = 0;
    if (skipping) {
      const end = endOfLine(pending, 0, final);
      from = end === 'more' ? pending.length : end.after;
      skipping = end === 'more';
      line += skipping ? 0 : 1;
    }
    while (from < pending.length) {
      const found = readRecord(pending, from, delimiter, final);
      if (found !== 'more' && found.end - from <= maxRecordLength && !found.open) {
        rows.push({ line, cells: found.cells, problem: null });
        line += found.lines;
        from = found.end;
        continue;
      }
      if (found === 'more' && pending.length - from <= maxRecordLength) break;
      // Give up this physical line only, and read on after it.
      const end = endOfLine(pending, from, final);
      if (end === 'more' && pending.length - from <= maxRecordLength * 2) break;
      const next = end === 'more' ? { text: pending.length, after: pending.length } : end;
      skipping = end === 'more';
      const open = found === 'more' || found.open;
      rows.push({
        line,
        cells: [pending.slice(from, Math.min(next.text, from + 1000))],
        problem: open ? 'unclosed_quote' : 'record_too_long',
      });
      if (!skipping) line += 1;
      from = next.after;
    }
    pending = pending.slice(from);
    return rows;
  };

  return {
    push(text) {
      pending += text;
      return take(false);
    },
    end: () => take(true),
  };
}

interface Found {
  readonly cells: string[];
  /** Index after the record's line ending. */
  readonly end: number;
  /** Physical lines it covers. */
  readonly lines: number;
  /** The text ended inside quotes. */
  readonly open: boolean;
}

function readRecord(text: string, from: number, delimiter: Delimiter, final: boolean): Found | 'more' {
  const cells: string[] = [];
  let at = from;
  let lines = 0;
  for (;;) {
    const quoted = readQuoted(text, at, delimiter, final);
    if (quoted === 'more') return 'more';
    if (quoted === 'open') return { cells, end: text.length, lines, open: true };
    let next: number;
    if (quoted === null) {
      next = at;
      while (next < text.length && !isBreak(text.charCodeAt(next)) && text[next] !== delimiter) next += 1;
      cells.push(text.slice(at, next));
    } else {
      next = quoted.end;
      lines += quoted.breaks;
      cells.push(quoted.value);
    }
    if (next >= text.length) return final ? { cells, end: next, lines: lines + 1, open: false } : 'more';
    if (text[next] === delimiter) {
      at = next + 1;
      continue;
    }
    const after = afterBreak(text, next, final);
    return after === 'more' ? 'more' : { cells, end: after, lines: lines + 1, open: false };
  }
}

/** A cell in quotes at `at` (blanks before it allowed); `null` when the cell is not quoted. */
function readQuoted(
  text: string,
  at: number,
  delimiter: Delimiter,
  final: boolean,
): { readonly value: string; readonly end: number; readonly breaks: number } | null | 'more' | 'open' {
  let start = at;
  while (text[start] === ' ') start += 1;
  if (text[start] !== '"') return start >= text.length && !final ? 'more' : null;
  let value = '';
  let breaks = 0;
  let piece = start + 1;
  for (let next = piece; next < text.length; next += 1) {
    const code = text.charCodeAt(next);
    if (code === 10 || (code === 13 && text.charCodeAt(next + 1) !== 10)) breaks += 1;
    if (code !== 34) continue;
    if (next + 1 >= text.length && !final) return 'more';
    if (text.charCodeAt(next + 1) === 34) {
      value += text.slice(piece, next + 1);
      next += 1;
      piece = next + 1;
      continue;
    }
    value += text.slice(piece, next);
    let end = next + 1;
    while (text[end] === ' ') end += 1;
    if (end >= text.length || text[end] === delimiter || isBreak(text.charCodeAt(end))) return { value, end, breaks };
    // Not a closing quote after all: the quotes belong to the value, which ends at the next delimiter.
    while (end < text.length && text[end] !== delimiter && !isBreak(text.charCodeAt(end))) end += 1;
    return { value: `"${value}"${text.slice(next + 1, end)}`, end, breaks };
  }
  return final ? 'open' : 'more';
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function afterBreak(text: string, at: number, final: boolean): number | 'more' {
  if (text.charCodeAt(at) === 10) return at + 1;
  if (at + 1 >= text.length && !final) return 'more';
  return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

function endOfLine(
  text: string,
  from: number,
  final: boolean,
): { readonly text: number; readonly after: number } | 'more' {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at += 1;
  if (at >= text.length) return final ? { text: at, after: at } : 'more';
  const after = afterBreak(text, at, final);
  return after === 'more' ? 'more' : { text: at, after };
}
