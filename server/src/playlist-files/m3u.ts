import { posix, relative, sep } from 'node:path';

/** One track of a list, in its order. */
export interface ListedTrack {
  readonly title: string | null;
  readonly artists: readonly string[];
  readonly durationMs: number | null;
  /** Of its file, relative to the music folder with forward slashes; `null`: there is none. */
  readonly path: string | null;
  /** Why there is none, for people. */
  readonly reason: string | null;
}

/** How files are named in a list. */
export interface PathStyle {
  readonly kind: 'relative' | 'absolute';
  /** The music folder, absolute. */
  readonly musicDir: string;
  /** Stands for the music folder where the list is used, if that is another place; makes every path absolute there. */
  readonly prefix: string | null;
  /** The folder in which the list will lie; relative paths start there. */
  readonly from: string;
}

/** The comment by which we know our own lists again. */
export const ownMark = '#HARMONY-PLAYLIST:';

/** The head of a list. */
export function headOf(id: string, name: string): string {
  return `#EXTM3U\n#EXTENC:UTF-8\n${ownMark}${oneLine(id)}\n#PLAYLIST:${oneLine(name)}\n`;
}

/** A track of a list: its name, length and file, or a comment that says why there is none. */
export function linesOf(track: ListedTrack, style: PathStyle): string {
  const artists = track.artists.join(', ');
  const title = track.title ?? '?';
  const name = oneLine(artists === '' ? title : `${artists} - ${title}`);
  const path = track.path === null ? null : pathOf(track.path, style);
  if (path === null) {
    const why =
      track.path === null ? (track.reason ?? 'there is no file') : 'the name of its file cannot stand in a list';
    return `# missing: ${name} (${oneLine(why)})\n`;
  }
  const seconds = track.durationMs === null ? -1 : Math.round(track.durationMs / 1000);
  return `#EXTINF:${seconds},${name}\n${path}\n`;
}

/** The path as the list names it; `null` when it would not survive in one line. */
export function pathOf(path: string, style: PathStyle): string | null {
  if (breaksLines(path)) return null;
  if (style.prefix !== null) {
    const prefix = style.prefix.replace(/[\\/]+$/, '');
    // a prefix of Windows brings its own separator
    const windows = prefix.includes('\\') || /^[A-Za-z]:$/.test(prefix);
    return windows ? `${prefix}\\${path.replaceAll('/', '\\')}` : `${prefix}/${path}`;
  }
  const whole = posix.join(style.musicDir.split(sep).join('/'), path);
  if (style.kind === 'absolute') return whole;
  const way = relative(style.from, whole).split(sep).join('/');
  // a line that begins with # is a comment
  return way.startsWith('#') ? `./${way}` : way;
}

/** Anything that ends a line for some player, and what turns text around, becomes a blank. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function breaksLines(path: string): boolean {
  return /[\p{Cc}\u2028\u2029]/u.test(path);
}
