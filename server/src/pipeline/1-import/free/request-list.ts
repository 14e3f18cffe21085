import { type Entry, rejected } from '../lists/entry.ts';
import { excerpt } from '../lists/fields/clean.ts';
import { type LinkProblem, parsePlaylistLink } from '../lists/fields/reference.ts';
import { breather } from '../lists/read.ts';
import { parseLine } from '../lists/text/line-grammar.ts';

/** One playlist link that is none. */
export interface BadLink {
  readonly index: number;
  readonly url: string;
  readonly reason: LinkProblem;
  readonly message: string;
}

const sentences: Readonly<Record<LinkProblem, string>> = {
  EMPTY: 'The link is empty.',
  INVALID_SCHEME: 'This is no link; it must begin with https:// or spotify:.',
  UNSUPPORTED_HOST: 'Only links of open.spotify.com are understood.',
  NOT_A_PLAYLIST: 'This link does not point to a playlist.',
  INVALID_PLAYLIST_ID: "The playlist's id must have 22 letters and digits.",
};

/** The links of a request as entries, or every bad one with its reason (contract §9.3: one bad link refuses all). */
export function readLinks(links: readonly string[]): { readonly entries: Entry[]; readonly bad: readonly BadLink[] } {
  const entries: Entry[] = [];
  const bad: BadLink[] = [];
  for (const [index, text] of links.entries()) {
    const found = parsePlaylistLink(text);
    if ('problem' in found)
      bad.push({ index, url: excerpt(text), reason: found.problem, message: sentences[found.problem] });
    else
      entries.push({
        kind: 'link',
        target: 'playlist',
        line: index + 1,
        raw: excerpt(text),
        id: found.id ?? found.url,
        url: found.url,
      });
  }
  return { entries, bad };
}

/** The entries of a request: its links, then its text lines, numbered from 1 each. Blank lines and comments count as skipped. */
export async function* readRequest(
  links: readonly Entry[],
  tracks: readonly string[],
): AsyncGenerator<readonly Entry[]> {
  const breathe = breather(8);
  yield links;
  for (let from = 0; from < tracks.length; from += 100) {
    yield tracks.slice(from, from + 100).map((text, at) => {
      const line = from + at + 1;
      const place = { line, raw: excerpt(text) };
      return (
        parseLine(text.replace(/[\r\n]+/g, ' '), line) ??
        rejected('skipped', place, 'empty', 'The line is empty or a comment.')
      );
    });
    await breathe();
  }
}
