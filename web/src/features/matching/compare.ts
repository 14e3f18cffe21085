/** A piece of text; `odd` when the other side knows nothing of it. */
export interface Piece {
  readonly text: string;
  readonly odd: boolean;
}

/** What is wished for, as far as it is compared. */
export interface Wanted {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
}

/** Wished and offered names beside each other. */
export interface Comparison {
  readonly title: readonly [wanted: Piece[], offered: Piece[]];
  readonly artist: readonly [wanted: Piece[], offered: Piece[]];
  readonly album: readonly [wanted: Piece[], offered: Piece[]];
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text: string): string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Cuts a text into pieces and marks the words that are not among the known ones. Numbers of tracks and years say nothing. */
function mark(text: string, known: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const [word] = wordsOf(part);
    const odd = word !== undefined && !/^\d+$/.test(word) && !known.has(word);
    const last = pieces.at(-1);
    if (last !== undefined && (last.odd === odd || word === undefined)) {
      pieces[pieces.length - 1] = { text: last.text + part, odd: last.odd };
    } else pieces.push({ text: part, odd });
  }
  return pieces;
}

/**
 * Sets what is wished for beside the path at which a peer offers it: the title beside the file's name, artist and album beside the folders.
 * Only marks differences for the eye; the verdict is the server's.
 */
export function compareNames(wanted: Wanted, path: string): Comparison {
  const segments = path.split(/[\\/]+/).filter(Boolean);
  const name = (segments.at(-1) ?? '').replace(/\.[a-z0-9]{2,5}$/i, '');
  const folders = segments.slice(0, -1);
  const artists = wanted.artists.join(', ');
  const all = new Set(wordsOf([wanted.title, artists, wanted.album ?? ''].join(' ')));
  const inPath = new Set(wordsOf(path));
  const naming = folders.filter((folder) => wordsOf(artists).some((word) => wordsOf(folder).includes(word)));
  const own = folders.at(-1) ?? '';
  return {
    title: [mark(wanted.title, inPath), mark(name, all)],
    artist: [mark(artists, inPath), mark(naming[0] ?? '', all)],
    album: [mark(wanted.album ?? '', inPath), mark(own, all)],
  };
}
