import type { Splitter } from '../entry.ts';

/** Longest line that is read, in UTF-16 units; what is beyond is dropped and the line marked. */
export const maxLineLength = 65_536;

/** One physical line without its ending. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** The line was longer than `maxLineLength`; `text` is its beginning. */
  readonly cut: boolean;
}

/** Cuts text at LF, CRLF and CR, also where a chunk ends between the two. Holds one unfinished line at most. */
export function lineSplitter(): Splitter<Line> {
  let number = 0;
  let rest = '';
  let cut = false;
  let afterCarriageReturn = false;
  let ended = true;

  const keep = (piece: string): void => {
    if (piece === '') return;
    ended = false;
    if (rest.length + piece.length > maxLineLength) cut = true;
    if (rest.length < maxLineLength) rest += piece.slice(0, maxLineLength - rest.length);
  };
  const finish = (): Line => {
    number += 1;
    const line = { number, text: rest, cut };
    rest = '';
    cut = false;
    ended = true;
    return line;
  };

  return {
    push(text) {
      const lines: Line[] = [];
      let from = 0;
      if (afterCarriageReturn && text.startsWith('\n')) from = 1;
      if (text !== '') afterCarriageReturn = false;
      for (let at = from; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code !== 10 && code !== 13) continue;
        keep(text.slice(from, at));
        lines.push(finish());
        if (code === 13) {
          if (at + 1 === text.length) afterCarriageReturn = true;
          else if (text.charCodeAt(at + 1) === 10) at += 1;
        }
        from = at + 1;
      }
      keep(text.slice(from));
      return lines;
    },
    end: () => (ended ? [] : [finish()]),
  };
}
