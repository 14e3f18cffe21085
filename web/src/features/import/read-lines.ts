/** What can be said about a line before it is sent. `keep` lines are not sent; they stay in the box. */
interface LineHint {
  /** 1 for the first line of the box. */
  readonly line: number;
  readonly text: string;
  readonly code: 'duplicate' | 'foreign_link' | 'not_playlist' | 'no_separator' | 'too_long';
  /** For `duplicate`: the line that says the same. */
  readonly other?: number;
  readonly keep: boolean;
}

/** What the box holds. */
export interface Draft {
  readonly tracks: readonly string[];
  readonly links: readonly string[];
  readonly hints: readonly LineHint[];
  /** Lines that are not sent, as they stand. */
  readonly kept: readonly string[];
  /** Set when the text is the content of a list file, which the server reads by its columns. */
  readonly fileKind: 'csv' | 'm3u' | 'json' | null;
}

/** Longest line that is taken for a name. */
export const longestLine = 500;

const playlist =
  /^(?:https?:\/\/open\.spotify\.com\/(?:intl-[a-z-]+\/)?(?:user\/[^/]+\/)?playlist\/|spotify:(?:user:[^:]+:)?playlist:)[a-z0-9]+/i;
const spotifyOther = /^(?:https?:\/\/(?:open\.spotify\.com|spotify\.link)\/|spotify:)/i;
const spotifyTrack = /^(?:https?:\/\/open\.spotify\.com\/(?:intl-[a-z-]+\/)?track\/|spotify:track:)/i;
const anyLink = /^[a-z][a-z0-9+.-]*:\/\//i;
/** Dashes with space around, tabs, and the separators that exports use. */
const separator = /\s[-–—−‐]\s|\t|;|\|| by |,/i;
const csvHeader =
  /^"?(?:#|spotify (?:uri|id)|track ?(?:uri|name|title)?|title|song|name|artist(?: name)?(?:\(s\))?|isrc|album)"?\s*[,;\t]/i;

function fileKindOf(text: string): Draft['fileKind'] {
  const start = text.trimStart();
  if (/^#EXTM3U/i.test(start)) return 'm3u';
  if (/^[[{]/.test(start) && /[\]}]\s*$/.test(start)) return 'json';
  const [header = '', second = ''] = start.split(/\r?\n/, 2);
  return csvHeader.test(header) && second !== '' ? 'csv' : null;
}

/** Reads the text of the import box line by line; pure and quick enough for each key press with thousands of lines. */
export function readLines(text: string): Draft {
  const fileKind = fileKindOf(text);
  if (fileKind !== null) return { tracks: [], links: [], hints: [], kept: [], fileKind };
  const tracks: string[] = [];
  const links: string[] = [];
  const hints: LineHint[] = [];
  const kept: string[] = [];
  const seen = new Map<string, number>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const hint = (code: LineHint['code'], keep: boolean, other?: number): void => {
      hints.push({ line: index + 1, text: line, code, keep, ...(other === undefined ? {} : { other }) });
      if (keep) kept.push(line);
    };
    const same = line.normalize('NFC').toLowerCase();
    const other = seen.get(same);
    if (other !== undefined) {
      hint('duplicate', false, other);
      continue;
    }
    seen.set(same, index + 1);
    if (line.length > longestLine) hint('too_long', true);
    else if (playlist.test(line)) links.push(line);
    else if (spotifyOther.test(line) && !spotifyTrack.test(line)) hint('not_playlist', true);
    else if (anyLink.test(line) && !spotifyTrack.test(line)) hint('foreign_link', true);
    else {
      tracks.push(line);
      if (!separator.test(line) && !spotifyTrack.test(line)) hint('no_separator', false);
    }
  }
  return { tracks, links, hints, kept, fileKind: null };
}
