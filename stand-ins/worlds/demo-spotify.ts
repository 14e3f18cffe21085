import {
  addAwkward,
  createWorld,
  newArtist,
  newPlaylist,
  newRow,
  newUser,
  release,
  spotifyId,
  type Track,
  type World,
} from '../spotify/index.ts';
import { type DemoTrack, demoTracks } from './demo-tracks.ts';

/** The person who signs in at the demo. */
export const demoUserId = 'harmony-demo';

const minutesAfter = (start: string, minutes: number): string =>
  `${new Date(Date.parse(start) + minutes * 60_000).toISOString().slice(0, 19)}Z`;

/** The id is the one in the sample file, so that both ways in lead to the same wish. */
const idOf = (track: DemoTrack): string => spotifyId('track', `${track.artists.join()} ${track.title}`);

function addDemoTracks(world: World): void {
  for (const name of new Set(demoTracks.flatMap((track) => [track.albumArtist, ...track.artists])))
    world.addArtist(newArtist(name));
  const albums = Map.groupBy(demoTracks, (track) => `${track.albumArtist} ${track.album}`);
  for (const [key, tracks] of albums) {
    const [first] = tracks;
    if (!first) continue;
    release(world, {
      name: first.album,
      artistIds: [spotifyId('artist', first.albumArtist)],
      releaseDate: first.released,
      more: { id: spotifyId('album', key) },
      tracks: tracks.map((track): Partial<Track> & { readonly name: string } => ({
        id: idOf(track),
        name: track.title,
        artistIds: track.artists.map((name) => spotifyId('artist', name)),
        disc: track.disc,
        number: track.number,
        durationMs: track.durationMs,
        isrc: track.isrc,
      })),
    });
  }
}

function demoWorld(): World {
  const world = createWorld();
  addDemoTracks(world);
  const ids = demoTracks.map(idOf);
  const list = (name: string, from: number, to: number): string => {
    const rows = ids
      .slice(from, to)
      .map((id, i) => newRow({ kind: 'track', id }, minutesAfter('2026-03-01T18:00:00Z', i), demoUserId));
    return world.addPlaylist(
      newPlaylist({ id: spotifyId('playlist', `${demoUserId} ${name}`), name, ownerId: demoUserId, rows }),
    ).id;
  };
  world.addUser(
    newUser(demoUserId, {
      name: 'Demo Person',
      playlistIds: [list('All the demo', 0, ids.length), list('Küche ☕', 0, 12), list('Late & loud', 12, 30)],
      savedTracks: ids.slice(30).map((id, i) => ({ id, addedAt: minutesAfter('2026-04-01T20:00:00Z', -i) })),
      followedArtists: [...world.artists.keys()].slice(0, 10),
      topTracks: ids.slice(0, 20),
      topArtists: [...world.artists.keys()].slice(0, 10),
    }),
  );
  // somebody else's list, and one with every odd row, to see what Harmony says about them
  addAwkward(world, demoUserId);
  return world;
}

/** Spotify as the demo's person finds it: the fifty tracks of the sample playlist, in three lists and among the saved tracks. */
export const world: World = demoWorld();
