import { refuse } from '../http.ts';
import type { Album, Artist, Playlist, Show, Track } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { addressOf, type Call, limitOf, offsetOf } from './call.ts';
import { episodeShort, showShort } from './spoken.ts';
import { albumShort, artistShape, isOut, isPlayable, playlistShort, trackShape } from './wire.ts';

const kinds = ['album', 'artist', 'playlist', 'track', 'show', 'episode', 'audiobook'] as const;
type Kind = (typeof kinds)[number];

/** The longest query that is read. */
const longestQuery = 250;
/** `offset + limit` may not be beyond. */
const deepest = 1000;

/** Letters without marks and case, words divided by single blanks. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A query taken apart: field filters and free words. */
interface Query {
  readonly words: readonly string[];
  readonly fields: ReadonlyMap<string, string>;
}

const fieldPattern = /\b(artist|album|track|year|upc|isrc|genre|tag):\s*(?:"([^"]*)"?|(\S+))/gi;

function parseQuery(text: string): Query {
  const fields = new Map<string, string>();
  const rest = text.replaceAll(fieldPattern, (_, name: string, quoted?: string, bare?: string) => {
    fields.set(name.toLowerCase(), quoted ?? bare ?? '');
    return ' ';
  });
  return {
    words: plain(rest)
      .split(' ')
      .filter((word) => word !== ''),
    fields,
  };
}

interface Indexed {
  readonly track: Track;
  readonly name: string;
  readonly artists: string;
  readonly album: string;
}

const indexes = new WeakMap<World, { version: number; rows: readonly Indexed[] }>();

function indexOf(world: World): readonly Indexed[] {
  const known = indexes.get(world);
  if (known?.version === world.version()) return known.rows;
  const rows = [...world.tracks.values()].map((track) => ({
    track,
    name: plain(track.name),
    artists: plain(track.artistIds.map((id) => world.artists.get(id)?.name ?? '').join(' ')),
    album: plain(world.albums.get(track.albumId)?.name ?? ''),
  }));
  indexes.set(world, { version: world.version(), rows });
  return rows;
}

const holds = (text: string, wanted: string | undefined): boolean =>
  wanted === undefined || ` ${text} `.includes(` ${plain(wanted)} `);

const holdsAll = (text: string, words: readonly string[]): boolean => {
  const padded = ` ${text}`;
  return words.every((word) => padded.includes(` ${word}`));
};

function inYears(date: string, range: string | undefined): boolean {
  if (range === undefined) return true;
  const [from = '', to = from] = range.split('-');
  const year = Number(date.slice(0, 4));
  return year >= Number(from) && year <= Number(to);
}

const relevance = (name: string, words: readonly string[]): number => {
  const wanted = words.join(' ');
  if (wanted !== '' && name === wanted) return 2;
  return wanted !== '' && name.startsWith(wanted) ? 1 : 0;
};

function findTracks(call: Call, { words, fields }: Query): readonly Track[] {
  const { world } = call;
  const isrc = fields.get('isrc');
  const only = isrc === undefined ? undefined : new Set(world.tracksByIsrc(isrc));
  const upc = fields.get('upc');
  return indexOf(world)
    .filter(({ track }) => only === undefined || only.has(track))
    .filter((row) => holds(row.name, fields.get('track')) && holds(row.artists, fields.get('artist')))
    .filter((row) => holds(row.album, fields.get('album')))
    .filter((row) => holdsAll(`${row.name} ${row.artists} ${row.album}`, words))
    .filter(({ track }) => {
      const album = world.albums.get(track.albumId);
      if (!album || !isOut(call, album) || !inYears(album.releaseDate, fields.get('year'))) return false;
      return (upc === undefined || album.upc === upc) && isPlayable(call, track);
    })
    .toSorted(
      (a, b) =>
        relevance(b.name, words) - relevance(a.name, words) ||
        b.track.popularity - a.track.popularity ||
        (a.track.id < b.track.id ? -1 : 1),
    )
    .map(({ track }) => track);
}

function findAlbums(call: Call, { words, fields }: Query): readonly Album[] {
  const { world } = call;
  if (fields.has('track') || fields.has('isrc')) return [];
  const upc = fields.get('upc');
  const artists = (album: Album): string =>
    plain(album.artistIds.map((id) => world.artists.get(id)?.name ?? '').join(' '));
  const isNew = (album: Album): boolean => call.now - Date.parse(album.releaseDate) < 14 * 86_400_000;
  return [...world.albums.values()]
    .filter((album) => isOut(call, album) && inYears(album.releaseDate, fields.get('year')))
    .filter((album) => (upc === undefined || album.upc === upc) && (fields.get('tag') !== 'new' || isNew(album)))
    .filter((album) => holds(plain(album.name), fields.get('album')) && holds(artists(album), fields.get('artist')))
    .filter((album) => holdsAll(`${plain(album.name)} ${artists(album)}`, words))
    .toSorted(
      (a, b) =>
        relevance(plain(b.name), words) - relevance(plain(a.name), words) ||
        b.popularity - a.popularity ||
        (a.id < b.id ? -1 : 1),
    );
}

function findArtists(call: Call, { words, fields }: Query): readonly Artist[] {
  if (['track', 'album', 'isrc', 'upc'].some((name) => fields.has(name))) return [];
  const genre = fields.get('genre');
  return [...call.world.artists.values()]
    .filter((artist) => holds(plain(artist.name), fields.get('artist')) && holdsAll(plain(artist.name), words))
    .filter((artist) => genre === undefined || artist.genres.includes(genre))
    .toSorted(
      (a, b) =>
        relevance(plain(b.name), words) - relevance(plain(a.name), words) ||
        b.popularity - a.popularity ||
        (a.id < b.id ? -1 : 1),
    );
}

const named = <T extends { readonly name: string }>(list: Iterable<T>, { words, fields }: Query): readonly T[] =>
  fields.size > 0 ? [] : [...list].filter((each) => holdsAll(plain(each.name), words));

function find(call: Call, kind: Kind, query: Query): readonly (() => unknown)[] {
  const { world } = call;
  switch (kind) {
    case 'track':
      return findTracks(call, query).map((track) => () => trackShape(call, track));
    case 'album':
      return findAlbums(call, query).map((album) => () => albumShort(call, album));
    case 'artist':
      return findArtists(call, query).map((artist) => () => artistShape(call, artist));
    case 'playlist': {
      const seen = [...world.playlists.values()].filter((list: Playlist) => list.public && !list.bySpotify);
      return named(seen, query).map((list) => () => playlistShort(call, list));
    }
    case 'show':
    case 'audiobook': {
      const shows = [...world.shows.values()].filter((show: Show) => show.kind === kind);
      return named(shows, query).map((show) => () => showShort(call, show));
    }
    case 'episode':
      return named(world.episodes.values(), query).map((episode) => () => episodeShort(call, episode, 'episode'));
  }
}

/** Answers `GET /search`. */
export function search(call: Call): Record<string, unknown> {
  const text = call.query.get('q');
  if (text === null || text.trim() === '') refuse(400, 'No search query');
  if (text.length > longestQuery) refuse(400, `Query exceeds maximum length of ${longestQuery} characters`);
  const types = call.query.get('type');
  if (types === null || types === '') refuse(400, 'Missing parameter type');
  const wanted = types
    .split(',')
    .map((type) => kinds.find((kind) => kind === type) ?? refuse(400, `Bad search type field ${type}`));
  const limit = limitOf(call);
  const offset = offsetOf(call, deepest);
  if (offset + limit > deepest) refuse(400, 'Invalid offset');
  const query = parseQuery(text);
  const { nullEveryNthResult, searchTotalDrift } = call.manners;
  const pages = wanted.map((kind) => {
    const found = find(call, kind, query);
    const reachable = found.slice(0, deepest);
    const at = (where: number): string => addressOf(call, { offset: String(where), limit: String(limit), type: kind });
    const isHole = (i: number): boolean => nullEveryNthResult > 0 && (offset + i + 1) % nullEveryNthResult === 0;
    const page = {
      href: at(offset),
      limit,
      next: offset + limit < reachable.length ? at(offset + limit) : null,
      offset,
      previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
      // an estimate that moves between pages
      total: found.length + (offset === 0 ? 0 : searchTotalDrift),
      items: reachable.slice(offset, offset + limit).map((show, i) => (isHole(i) ? null : show())),
    };
    return [`${kind}s`, page] as const;
  });
  return Object.fromEntries(pages);
}
