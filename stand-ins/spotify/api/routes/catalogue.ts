import { refuse } from '../../http.ts';
import { isSpotifyId } from '../../world/ids.ts';
import type { Album, Artist, Track } from '../../world/types.ts';
import type { AlbumGroup } from '../../world/world.ts';
import { type Call, type Handler, idsOf, ok, pageOf } from '../call.ts';
import { search } from '../search.ts';
import { albumShort, albumWhole, artistShape, isOut, trackShape, trackShort, tracksOf } from '../wire.ts';

const known = <T>(id: string, map: ReadonlyMap<string, T>): T => {
  if (!isSpotifyId(id)) refuse(400, 'Invalid base62 id');
  return map.get(id) ?? refuse(404, 'Resource not found');
};

function albumOut(call: Call, id: string): Album {
  const album = known(id, call.world.albums);
  return isOut(call, album) ? album : refuse(404, 'Resource not found');
}

function trackOut(call: Call, id: string): Track {
  const track = known(id, call.world.tracks);
  albumOut(call, track.albumId);
  return track;
}

/** Several at once: unknown ones are null, malformed ones spoil the request. */
function several<T>(
  call: Call,
  most: number,
  find: (id: string) => T | undefined,
  show: (entry: T) => unknown,
): unknown[] {
  return idsOf(call, 'ids', most).map((id) => {
    if (!isSpotifyId(id)) refuse(400, 'Invalid base62 id');
    const found = find(id);
    return found === undefined ? null : show(found);
  });
}

const groups: readonly AlbumGroup[] = ['album', 'single', 'compilation', 'appears_on'];

function albumsOfArtist(call: Call): Record<string, unknown> {
  const artist: Artist = known(call.id, call.world.artists);
  const asked = call.query.get('include_groups')?.split(',') ?? groups;
  const wanted = asked.map((name) => groups.find((group) => group === name) ?? refuse(400, 'Invalid include_groups'));
  const list = call.world
    .albumsOf(artist.id)
    .filter(({ album, group }) => wanted.includes(group) && isOut(call, album));
  return { ...pageOf(call, list, ({ album, group }) => albumShort(call, album, group)) };
}

function topTracks(call: Call): readonly unknown[] {
  const artist = known(call.id, call.world.artists);
  return call.world
    .albumsOf(artist.id)
    .filter(({ album }) => isOut(call, album))
    .flatMap(({ album }) => tracksOf(call, album))
    .filter((track) => track.artistIds.includes(artist.id))
    .toSorted((a, b) => b.popularity - a.popularity)
    .slice(0, 10)
    .map((track) => trackShape(call, track));
}

function newReleases(call: Call): unknown {
  const out = [...call.world.albums.values()]
    .filter((album) => isOut(call, album))
    .toSorted((a, b) => b.releaseDate.localeCompare(a.releaseDate))
    .slice(0, 100);
  return { albums: pageOf(call, out, (album) => albumShort(call, album)) };
}

/** Tracks, albums and artists, and the search. */
export const catalogueRoutes: Readonly<Record<string, Handler>> = {
  'GET /search': (call) => ok(search(call)),
  'GET /tracks/{id}': (call) => ok(trackShape(call, trackOut(call, call.id))),
  'GET /tracks': (call) =>
    ok({
      tracks: several(
        call,
        50,
        (id) => call.world.tracks.get(id),
        (track) => trackShape(call, track),
      ),
    }),
  'GET /albums/{id}': (call) => ok(albumWhole(call, albumOut(call, call.id))),
  'GET /albums/{id}/tracks': (call) =>
    ok(pageOf(call, tracksOf(call, albumOut(call, call.id)), (track) => trackShort(call, track))),
  'GET /albums': (call) =>
    ok({
      albums: several(
        call,
        20,
        (id) => call.world.albums.get(id),
        (album) => albumWhole(call, album),
      ),
    }),
  'GET /artists/{id}': (call) => ok(artistShape(call, known(call.id, call.world.artists))),
  'GET /artists': (call) =>
    ok({
      artists: several(
        call,
        50,
        (id) => call.world.artists.get(id),
        (artist) => artistShape(call, artist),
      ),
    }),
  'GET /artists/{id}/albums': (call) => ok(albumsOfArtist(call)),
  'GET /artists/{id}/top-tracks': (call) => ok({ tracks: topTracks(call) }),
  'GET /browse/new-releases': (call) => ok(newReleases(call)),
};
