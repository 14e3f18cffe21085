import { createRandom } from '../audio/bytes.ts';
import type { Peer, SharedFile, World } from '../slskd/index.ts';

/** One wish of the list. */
export interface AlbumTrack {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly released: string;
  readonly number: number;
  readonly durationMs: number;
}

interface Album {
  readonly artist: string;
  readonly name: string;
  /** As catalogues name it, with its edition. */
  readonly listed: string;
  readonly year: number;
  readonly tracks: readonly AlbumTrack[];
}

const random = createRandom('a list of five hundred');
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));

const starts = 'Bra Cor Del Fen Gla Hol Jun Kel Lam Mor Nor Pel Quin Ros Sal Tem Ul Var Wen Yar'.split(' ');
const ends = 'da den dor elle ering field ia ilo ken land lis mar nor ona ra ret sen ton via wick'.split(' ');
const nouns =
  'River Window Engine Winter Garden Paper Signal Mountain Letter Ocean Mirror Station Candle Harbour Shadow Orchard Radio Thunder Velvet Compass'.split(
    ' ',
  );
const adjectives = 'Silent Broken Golden Hollow Distant Electric Gentle Crooked Burning Northern Second Painted'.split(
  ' ',
);
const shapes: readonly (() => string)[] = [
  () => `${pick(adjectives)} ${pick(nouns)}`,
  () => `${pick(nouns)} of ${pick(starts)}${pick(ends)}`,
  () => `The ${pick(nouns)}`,
  () => `${pick(nouns)} & ${pick(nouns)}`,
  () => `Don't Leave the ${pick(nouns)}`,
  () => `${pick(adjectives)} ${pick(nouns)}, ${pick(adjectives)} ${pick(nouns)}`,
];
const taken = new Set<string>();
const unused = (make: () => string): string => {
  for (;;) {
    const name = make();
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
};
const personOrBand = (): string =>
  pick([
    () => `${pick(starts)}${pick(ends)} ${pick(starts)}${pick(ends)}`,
    () => `The ${pick(starts)}${pick(ends)}s`,
    () => `${pick(starts)}${pick(ends)}`,
    () => `${pick(adjectives)} ${pick(starts)}${pick(ends)}`,
  ])();
const editions = ['', '', '', ' (Deluxe Edition)', ' (Remastered)', ' (2011 Remaster)'];

function makeAlbum(artist: string, size: number): Album {
  const name = pick(shapes)();
  const listed = `${name}${pick(editions)}`;
  const year = between(1965, 2024);
  const titles = new Set<string>();
  while (titles.size < size) titles.add(pick(shapes)());
  const tracks = [...titles].map((title, index) => ({
    title,
    artist,
    album: listed,
    released: String(year),
    number: index + 1,
    durationMs: between(120, 420) * 1000,
  }));
  return { artist, name, listed, year, tracks };
}

/** Forty albums of thirty artists, ten to fourteen tracks each, and single tracks up to five hundred. */
function makeAlbums(): Album[] {
  const artists = Array.from({ length: 30 }, () => unused(personOrBand));
  const albums = [...artists, ...artists.slice(0, 10)].map((artist) => makeAlbum(artist, between(10, 12)));
  const left = 500 - albums.reduce((sum, { tracks }) => sum + tracks.length, 0);
  return [...albums, ...Array.from({ length: left }, () => makeAlbum(unused(personOrBand), 1))];
}

const albums = makeAlbums();

/** The list, album after album, singles last. */
export const albumTracks: readonly AlbumTrack[] = albums.flatMap(({ tracks }) => tracks);

const segment = (text: string): string => text.replaceAll(/[\\/:*?"<>|]/g, '-');
const two = (number: number): string => String(number).padStart(2, '0');

/** Naming habits; the last two do not name the album. */
const habits: readonly ((album: Album, track: AlbumTrack) => string)[] = [
  ({ artist, name, year }, { number, title }) => `Music\\${artist}\\${year} - ${name}\\${two(number)} - ${title}`,
  ({ artist, name }, { number, title }) => `Albums\\${artist} - ${name}\\${two(number)}. ${title}`,
  ({ artist, name, year }, { number, title }) =>
    `complete\\${artist.replaceAll(' ', '_')}-${name.replaceAll(' ', '_')}-WEB-${year}\\${two(number)}-${artist.replaceAll(' ', '_')}-${title.replaceAll(' ', '_')}`,
  ({ artist, listed }, { number, title }) => `FLAC\\${artist}\\${listed}\\${two(number)} ${artist} - ${title}`,
  ({ artist }, { title }) => `mp3\\${artist} - ${title}`,
  ({ artist }, { number, title }) => `@@abcde\\${artist}\\${two(number)} ${title}`,
];

function shared(path: string, seconds: number, extension: 'flac' | 'mp3'): SharedFile {
  const bitRate = extension === 'mp3' ? 320 : 900;
  return {
    path: `${path.split('\\').map(segment).join('\\')}.${extension}`,
    bytes: seconds * bitRate * 125,
    reported: { length: seconds, ...(extension === 'mp3' ? { bitRate, isVariableBitRate: false } : {}) },
  };
}

/** One collector's copy of an album: all of it or a part, a live recording now and then beside it. */
function copyOf(album: Album, share: number): SharedFile[] {
  const habit = pick(habits);
  const extension = pick(['flac', 'mp3'] as const);
  return album.tracks
    .filter(() => random() < share)
    .flatMap((track) => {
      const path = habit(album, track);
      const seconds = Math.round(track.durationMs / 1000) + between(-1, 1);
      const live = random() < 0.05 ? [shared(`${path} (Live in Paris)`, seconds + 40, extension)] : [];
      return [shared(path, seconds, extension), ...live];
    });
}

function makePeers(): Peer[] {
  const files = Array.from({ length: 60 }, (): SharedFile[] => []);
  for (const [index, album] of albums.entries()) {
    // Every twentieth is with nobody, every seventh only in part.
    if (index % 20 === 19) continue;
    const share = index % 7 === 6 ? 0.6 : 1;
    for (let copies = between(1, 5); copies > 0; copies -= 1) pick(files).push(...copyOf(album, share));
  }
  return files.map((own, index) => ({ username: `collector ${index + 1}`, files: own }));
}

/** Sixty collectors who have most of the list. */
export const world: World = { peers: makePeers() };
