import { createRandom, pick } from '../../audio/bytes.ts';
import { spotifyId } from './ids.ts';
import { newArtist, newUser, playlistOf, release, stamp } from './make.ts';
import type { Artist, Saved, Show } from './types.ts';
import { createWorld, type World } from './world.ts';

/** How much of what there is. The same options give the same world, down to every id. */
export interface Recipe {
  readonly seed?: number | string;
  /** Default 20. */
  readonly artists?: number;
  /** Releases of each artist; default 3. */
  readonly releasesPerArtist?: number;
  /** Release dates lie between; a release that is not out yet by the stand-in's clock cannot be seen. Default 2015-01-01 to 2026-06-30. */
  readonly from?: string;
  readonly until?: string;
  /** Person who is there; default `hub.tester` in DE. */
  readonly userId?: string;
  /** How many tracks that person has saved; default 30. Tracks repeat when the catalogue is smaller: never; it grows. */
  readonly savedTracks?: number;
  /** How many artists that person follows; default all, in order. */
  readonly followedArtists?: number;
  /** Lengths of the person's playlists; default one of 24. */
  readonly playlists?: readonly number[];
}

const first = [
  'Nord',
  'Glas',
  'Silber',
  'Fern',
  'Nacht',
  'Wolken',
  'Kupfer',
  'Salz',
  'Regen',
  'Moos',
  'Stern',
  'Asche',
];
const second = [
  'keller',
  'licht',
  'wald',
  'küste',
  'bogen',
  'garten',
  'turm',
  'fluss',
  'pfad',
  'spiegel',
  'hafen',
  'wind',
];
const english = ['Velvet', 'Paper', 'Hollow', 'Golden', 'Static', 'Crimson', 'Distant', 'Electric', 'Quiet', 'Broken'];
const things = [
  'Lanterns',
  'Harbour',
  'Machines',
  'Seasons',
  'Orchard',
  'Signals',
  'Rivers',
  'Animals',
  'Mirrors',
  'Tides',
];
const foreign = [
  '星野ユキノ',
  'سلمى القمر',
  'José Luña',
  'Björk Ólafsdóttir',
  'Дмитрий Волк',
  'AC/DC Tribute',
  'Ñandú',
  '김하늘',
];

function artistNames(random: () => number, count: number): readonly string[] {
  const names = new Set<string>();
  for (let i = 0; names.size < count; i++) {
    const name =
      i % 9 === 4
        ? pick(random, foreign)
        : i % 2 === 0
          ? `${pick(random, first)}${pick(random, second)}`
          : `${pick(random, english)} ${pick(random, things)}`;
    names.add(names.has(name) ? `${name} ${i}` : name);
  }
  return [...names];
}

const titleOf = (random: () => number): string =>
  random() < 0.5 ? `${pick(random, english)} ${pick(random, things)}` : `${pick(random, first)}${pick(random, second)}`;

const day = 86_400_000;

function addReleases(world: World, artist: Artist, all: readonly Artist[], random: () => number, recipe: Recipe): void {
  const from = Date.parse(recipe.from ?? '2015-01-01');
  const until = Date.parse(recipe.until ?? '2026-06-30');
  const count = recipe.releasesPerArtist ?? 3;
  for (let i = 0; i < count; i++) {
    const at = from + Math.floor((random() * (until - from)) / day) * day;
    const albumType = pick(random, ['album', 'album', 'single', 'single', 'compilation'] as const);
    const length = albumType === 'single' ? 1 + Math.floor(random() * 4) : 8 + Math.floor(random() * 6);
    const name = `${titleOf(random)}${random() < 0.1 ? ' (Deluxe Edition)' : ''}`;
    const titles = Array.from({ length }, (_, n) => {
      const guest = random() < 0.08 ? pick(random, all) : undefined;
      const title = n === 0 && albumType === 'single' ? name : titleOf(random);
      return guest && guest !== artist
        ? { name: `${title} (feat. ${guest.name})`, artistIds: [artist.id, guest.id] }
        : { name: title };
    });
    release(world, {
      name,
      artistIds: [artist.id],
      albumType,
      releaseDate: new Date(at).toISOString().slice(0, 10),
      tracks: titles,
    });
  }
}

/** Adds a podcast and an audiobook with three parts each. */
function addSpoken(world: World): readonly [show: Show, audiobook: Show] {
  const add = (kind: Show['kind'], name: string): Show => {
    const id = spotifyId(kind, name);
    const parts = [1, 2, 3].map((n) => ({
      id: spotifyId(kind === 'show' ? 'episode' : 'chapter', `${name} ${n}`),
      showId: id,
      name: `${kind === 'show' ? 'Folge' : 'Kapitel'} ${n}`,
      durationMs: 1_800_000 + n * 1000,
      releaseDate: `2025-0${n}-01`,
    }));
    const episodeIds = parts.map((part) => part.id);
    return world.addShow({ id, kind, name, publisher: 'Hafenfunk', description: 'Wöchentlich.', episodeIds }, parts);
  };
  return [add('show', 'Hafenfunk am Sonntag'), add('audiobook', 'Die Brücke')];
}

/** Makes a world: artists with releases, and one person with playlists, saved tracks and followed artists. */
export function generateWorld(recipe: Recipe = {}): World {
  const random = createRandom(`world ${recipe.seed ?? 1}`);
  const world = createWorld();
  const artists = artistNames(random, recipe.artists ?? 20).map((name) => world.addArtist(newArtist(name)));
  for (const artist of artists) addReleases(world, artist, artists, random, recipe);
  const saved = recipe.savedTracks ?? 30;
  const lengths = recipe.playlists ?? [24];
  const needed = Math.max(saved, ...lengths);
  // what a big library needs beyond the artists' own releases is on long compilations
  for (let i = 0; world.tracks.size < needed; i++) {
    const artist = pick(random, artists);
    release(world, {
      name: `Archive ${i + 1}`,
      artistIds: [artist.id],
      albumType: 'compilation',
      releaseDate: '2014-05-09',
      tracks: Array.from({ length: 60 }, (_, n) => ({
        name: `${titleOf(random)} ${i * 60 + n + 1}`,
        disc: n < 30 ? 1 : 2,
        number: (n % 30) + 1,
      })),
    });
  }
  const tracks = [...world.tracks.keys()];
  const began = Date.parse('2026-05-01T08:00:00Z');
  const userId = recipe.userId ?? 'hub.tester';
  const lists = lengths.map((length, i) =>
    world.addPlaylist(playlistOf({ name: `Playlist ${i + 1}`, ownerId: userId }, tracks.slice(0, length))),
  );
  const keep = (ids: readonly string[]): readonly Saved[] =>
    ids.map((id, i) => ({ id, addedAt: stamp(began - i * 3_600_000) }));
  const [show, audiobook] = addSpoken(world);
  world.addUser(
    newUser(userId, {
      savedShows: keep([show.id, audiobook.id]),
      savedEpisodes: keep(show.episodeIds),
      savedTracks: keep(tracks.slice(0, saved)),
      savedAlbums: keep([...world.albums.keys()].slice(0, 5)),
      followedArtists: artists.slice(0, recipe.followedArtists ?? artists.length).map((artist) => artist.id),
      playlistIds: lists.map((list) => list.id),
      topTracks: tracks.slice(0, 60),
      topArtists: artists.slice(0, 60).map((artist) => artist.id),
      recentlyPlayed: tracks
        .slice(0, 60)
        .map((id, i) => ({ id, playedAt: new Date(began - i * 240_000).toISOString() })),
    }),
  );
  return world;
}
