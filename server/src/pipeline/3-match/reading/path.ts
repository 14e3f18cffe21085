import { extensionOf, isAudioExtension, normalise } from '#music';
import { isDiscFolder, isGenericFolder } from './folder.ts';
import { parseReleaseName } from './release-name.ts';

/** What a path says about the track, without a wish to compare it with; text as written, `null` where it says nothing. */
export interface PathFields {
  readonly artist: string | null;
  readonly title: string | null;
  readonly album: string | null;
  readonly track: number | null;
  readonly disc: number | null;
  readonly year: number | null;
}

const lead = /^[([]?(?:(\d{1,2})[-.](\d{1,3})|([a-d])(\d{1,2})|(\d{1,3}))[)\]]?(?:\s*[-.)_]\s*|\s+|(?=\[))(?=\S)/i;
const position = /^(?:(\d{1,2})[-.](\d{1,2})|(\d{1,3})|([A-Da-d])(\d{1,2}))$/;

interface Position {
  readonly track: number;
  readonly disc: number | null;
}

/** `07`, `2-07`, `207` (disc 2), `B3` (side B). */
function positionOf(disc: string | undefined, track: string | undefined, side: string | undefined): Position | null {
  if (track === undefined) return null;
  const number = Number(track);
  if (side !== undefined) return { track: number, disc: null };
  if (disc !== undefined) return { track: number, disc: Number(disc) };
  return track.length === 3 && number > 100 && track[0] !== '0'
    ? { track: number % 100, disc: Math.floor(number / 100) }
    : { track: number, disc: null };
}

/** Reads a local or remote path of any naming style: folders by artist and album, artist in the name, scene names, underscores, discs, vinyl sides. */
export function parsePath(path: string): PathFields {
  const parts = path
    .slice(-1000)
    .split(/[\\/]+/)
    .filter((part) => part !== '');
  const file = parts.pop() ?? '';
  const extension = extensionOf(file);
  let stem = extension !== null && isAudioExtension(extension) ? file.slice(0, -extension.length - 1) : file;
  const scene = !stem.includes(' ') && stem.includes('-');
  stem = stem.replaceAll('_', ' ').replace(/\s+/g, ' ').trim();
  let place: Position | null = null;
  const numbered = lead.exec(stem);
  if (
    numbered !== null &&
    (numbered[5] === undefined ||
      numbered[0].trim().length > numbered[5].length ||
      /^0|^\d{2} /.test(numbered[0]) ||
      stem.includes(' - ') ||
      stem.length > numbered[0].length)
  ) {
    place = positionOf(numbered[1], numbered[2] ?? numbered[4] ?? numbered[5], numbered[3]);
    if (place !== null) stem = stem.slice(numbered[0].length);
  }
  let pieces = stem
    .split(scene && !/\s-\s/.test(stem) ? /-/ : /\s[-–—]+\s/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  for (let at = pieces.length - 2; at >= 0 && place === null; at -= 1) {
    const found = position.exec(pieces[at] ?? '');
    if (found === null || pieces.length < 2) continue;
    place = positionOf(found[1], found[2] ?? found[3] ?? found[5], found[4]);
    pieces = pieces.filter((_, index) => index !== at);
  }
  let disc = place?.disc ?? null;
  const folders = parts.slice(-4);
  const leaf = folders.at(-1);
  if (leaf !== undefined && isDiscFolder(leaf)) {
    disc ??= Number(/\d+/.exec(leaf)?.[0] ?? Number.NaN) || null;
    folders.pop();
  }
  const named = folders.filter((folder) => !isGenericFolder(folder));
  const release = named.at(-1) === undefined ? null : parseReleaseName(named.at(-1) as string);
  const above = named.length > 1 ? (named.at(-2) as string) : null;
  const folderArtist = release?.artist ?? (above === null ? null : (parseReleaseName(above).artist ?? above));
  const bracketed = /^\[([^\]]+)\]\s*(\S.*)$/.exec(pieces.length === 1 ? (pieces[0] ?? '') : '');
  let artist = folderArtist;
  let title = pieces.at(-1) ?? null;
  let album = release?.album ?? null;
  if (bracketed !== null) [artist, title] = [bracketed[1] ?? null, bracketed[2] ?? null];
  else if (pieces.length === 2) {
    const first = pieces[0] as string;
    // "Intro - Part 1" in the artist's own folder is a title with a dash.
    artist = first;
    if (
      folderArtist !== null &&
      place !== null &&
      above !== null &&
      normalise(first) !== normalise(folderArtist) &&
      release?.album !== null &&
      normalise(first) === normalise(release?.album ?? '')
    )
      artist = folderArtist;
  } else if (pieces.length >= 3) {
    artist = pieces[0] ?? null;
    album = pieces[1] ?? album;
    title = pieces.slice(2).join(' - ');
  }
  return {
    artist,
    title: title === '' ? null : title,
    album,
    track: place?.track ?? null,
    disc,
    year: release?.year ?? null,
  };
}
