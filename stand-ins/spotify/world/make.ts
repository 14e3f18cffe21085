import { createRandom, pick } from '../../audio/bytes.ts';
import { imageHash, spotifyId } from './ids.ts';
import { newPlaylist, newRow } from './playlists.ts';
import type { Album, Artist, Picture, Playlist, Track, User } from './types.ts';
import type { World } from './world.ts';

const genres = ['indie rock', 'electronic', 'jazz', 'hip hop', 'folk', 'metal', 'neue deutsche welle', 'ambient'];
const labels = ['Velvet', 'Paper', 'Hollow', 'Golden', 'Static', 'Crimson'];

const squares = (name: string): readonly Picture[] =>
  [640, 300, 64].map((size) => ({
    url: `https://i.scdn.co/image/${imageHash(`${name} ${size}`)}`,
    width: size,
    height: size,
  }));

/** A moment as in `added_at`. */
export const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** An artist with everything filled in from the name. */
export function newArtist(name: string, more: Partial<Artist> = {}): Artist {
  const random = createRandom(`artist ${name}`);
  return {
    id: spotifyId('artist', name),
    name,
    genres: random() < 0.5 ? [] : [pick(random, genres)],
    followers: Math.floor(random() * 2_000_000),
    popularity: Math.floor(random() * 100),
    images: squares(name),
    ...more,
  };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function isrcOf(random: () => number, releaseDate: string): string {
  const registrant = Array.from({ length: 3 }, () => pick(random, [...alphabet])).join('');
  const year = /^\d\d(\d\d)/.exec(releaseDate)?.[1] ?? '00';
  return `QZ${registrant}${year}${String(Math.floor(random() * 100_000)).padStart(5, '0')}`;
}

/** What a release needs to be told; the rest is filled in. */
export interface ReleaseRecipe {
  readonly name: string;
  readonly artistIds: readonly string[];
  readonly albumType?: Album['albumType'];
  readonly releaseDate: string;
  /** Titles, or tracks with what is special about them. */
  readonly tracks: readonly (string | (Partial<Track> & { readonly name: string }))[];
  readonly more?: Partial<Album>;
}

/** Adds a release to the world; ids follow from the names, so that it is the same every time. */
export function release(world: World, recipe: ReleaseRecipe): Album {
  const owner = world.artists.get(recipe.artistIds[0] ?? '')?.name ?? '';
  const key = `${owner} ${recipe.name} ${recipe.releaseDate}`;
  const random = createRandom(`release ${key}`);
  const id = recipe.more?.id ?? spotifyId('album', key);
  const tracks = recipe.tracks.map((entry, index): Track => {
    const special = typeof entry === 'string' ? { name: entry } : entry;
    const trackKey = `${key} ${index} ${special.name}`;
    return {
      id: spotifyId('track', trackKey),
      artistIds: recipe.artistIds,
      albumId: id,
      disc: 1,
      number: index + 1,
      durationMs: 120_000 + Math.floor(random() * 240_000),
      explicit: random() < 0.1,
      isrc: isrcOf(random, recipe.releaseDate),
      popularity: Math.floor(random() * 100),
      ...special,
    };
  });
  const album: Album = {
    id,
    name: recipe.name,
    albumType: recipe.albumType ?? 'album',
    artistIds: recipe.artistIds,
    releaseDate: recipe.releaseDate,
    label: `${pick(random, labels)} Records`,
    upc: String(Math.floor(random() * 1e12)).padStart(12, '0'),
    copyrights: [
      { text: `${recipe.releaseDate.slice(0, 4)} ${owner}`, type: 'C' },
      { text: `${recipe.releaseDate.slice(0, 4)} ${owner}`, type: 'P' },
    ],
    images: squares(key),
    popularity: Math.floor(random() * 100),
    ...recipe.more,
    trackIds: tracks.map((track) => track.id),
  };
  return world.addAlbum(album, tracks);
}

/** A person with an empty account. */
export function newUser(id: string, more: Partial<User> = {}): User {
  return {
    id,
    accountId: `acc_${imageHash(id).slice(0, 12)}`,
    name: 'Hub Tester',
    email: `${id}@example.org`,
    country: 'DE',
    product: 'premium',
    savedTracks: [],
    savedAlbums: [],
    savedShows: [],
    savedEpisodes: [],
    followedArtists: [],
    followedUsers: [],
    playlistIds: [],
    topTracks: [],
    topArtists: [],
    recentlyPlayed: [],
    ...more,
  };
}

/** Fills a playlist with tracks from a list, again from the start when it is longer than that. */
export function playlistOf(wanted: { id?: string; name: string; ownerId: string }, ids: readonly string[]): Playlist {
  const began = Date.parse('2025-04-01T10:00:00Z');
  const rows = ids.map((id, i) => newRow({ kind: 'track', id }, stamp(began + i * 60_000), wanted.ownerId));
  return newPlaylist({ ...wanted, id: wanted.id ?? spotifyId('playlist', `${wanted.ownerId} ${wanted.name}`), rows });
}
