import { refuse } from '../../http.ts';
import type { Saved } from '../../world/types.ts';
import { addressOf, type Call, type Handler, limitOf, ok, pageOf, personOf } from '../call.ts';
import { identity } from '../identity.ts';
import { episodeShort, showShort } from '../spoken.ts';
import { albumWhole, artistShape, profileShape, trackShape, userShort } from '../wire.ts';

/** A page of things that were saved: each with its moment, under its own name. */
function savedPage<T>(
  call: Call,
  saved: readonly Saved[],
  name: string,
  find: (id: string) => T | undefined,
  show: (entry: T) => unknown,
): unknown {
  const there = saved.flatMap(({ id, addedAt }) => {
    const found = find(id);
    return found === undefined ? [] : [{ found, addedAt }];
  });
  return pageOf(call, there, ({ found, addedAt }) => ({ added_at: addedAt, [name]: show(found) }));
}

/** Followed artists come by cursor and inside `artists`. */
function following(call: Call): unknown {
  const { followedArtists } = personOf(call);
  if (call.query.get('type') !== 'artist') refuse(400, 'Invalid type');
  const limit = limitOf(call);
  const after = call.query.get('after');
  const start = after === null ? 0 : followedArtists.indexOf(after) + 1;
  const ids = followedArtists.slice(start, start + limit);
  const more = start + limit < followedArtists.length;
  const last = more ? (ids.at(-1) ?? null) : null;
  return {
    artists: {
      href: addressOf(call, { limit: String(limit) }),
      limit,
      next: last === null ? null : addressOf(call, { after: last, limit: String(limit) }),
      cursors: { after: last },
      total: followedArtists.length,
      items: ids.flatMap((id) => call.world.artists.get(id) ?? []).map((artist) => artistShape(call, artist)),
    },
  };
}

const ranges: readonly string[] = ['long_term', 'medium_term', 'short_term'];

function top(call: Call): unknown {
  const me = personOf(call);
  const range = call.query.get('time_range') ?? 'medium_term';
  if (!ranges.includes(range)) refuse(400, 'Invalid time_range');
  // each range has an order of its own
  const turn = <T>(list: readonly T[]): readonly T[] => {
    const by = ranges.indexOf(range) % Math.max(1, list.length);
    return [...list.slice(by), ...list.slice(0, by)];
  };
  if (call.id === 'tracks') {
    const tracks = turn(me.topTracks).flatMap((id) => call.world.tracks.get(id) ?? []);
    return pageOf(call, tracks, (track) => trackShape(call, track));
  }
  if (call.id !== 'artists') refuse(404, 'Service not found');
  const artists = turn(me.topArtists).flatMap((id) => call.world.artists.get(id) ?? []);
  return pageOf(call, artists, (artist) => artistShape(call, artist));
}

/** The last fifty plays; cursors are Unix ms as text. */
function recentlyPlayed(call: Call): unknown {
  const { recentlyPlayed: plays } = personOf(call);
  const limit = limitOf(call);
  const after = call.query.get('after');
  const before = call.query.get('before');
  if (after !== null && before !== null) refuse(400, 'Only one of before and after can be given');
  const bound = Number(after ?? before ?? 0);
  if (!Number.isFinite(bound)) refuse(400, `Invalid ${after === null ? 'before' : 'after'}`);
  const fitting = plays.slice(0, 50).filter(({ playedAt }) => {
    const at = Date.parse(playedAt);
    return (after === null || at > bound) && (before === null || at < bound);
  });
  const shown = after === null ? fitting.slice(0, limit) : fitting.slice(-limit);
  const first = shown[0];
  const last = shown.at(-1);
  const cursors =
    first && last ? { after: String(Date.parse(first.playedAt)), before: String(Date.parse(last.playedAt)) } : null;
  return {
    href: addressOf(call, { limit: String(limit) }),
    limit,
    next: cursors && fitting.length > limit ? addressOf(call, { before: cursors.before, limit: String(limit) }) : null,
    cursors,
    items: shown.flatMap(({ id, playedAt }) => {
      const track = call.world.tracks.get(id);
      if (!track) return [];
      const { id: _id, ...context } = identity(call, 'album', track.albumId);
      return [{ track: trackShape(call, track), played_at: playedAt, context }];
    }),
  };
}

function otherUser(call: Call): unknown {
  const user = call.world.users.get(decodeURIComponent(call.id)) ?? refuse(404, 'Resource not found');
  return {
    display_name: user.name,
    ...userShort(call, user.id),
    followers: { href: null, total: 1 },
    images: [],
  };
}

/** The caller: profile, what is saved and followed, what is played most and last. */
export const meRoutes: Readonly<Record<string, Handler>> = {
  'GET /me': (call) => ok(profileShape(call, personOf(call))),
  'GET /users/{id}': (call) => ok(otherUser(call)),
  'GET /me/tracks': (call) =>
    ok(
      savedPage(
        call,
        personOf(call).savedTracks,
        'track',
        (id) => call.world.tracks.get(id),
        (it) => trackShape(call, it),
      ),
    ),
  'GET /me/albums': (call) =>
    ok(
      savedPage(
        call,
        personOf(call).savedAlbums,
        'album',
        (id) => call.world.albums.get(id),
        (it) => albumWhole(call, it),
      ),
    ),
  'GET /me/shows': (call) =>
    ok(
      savedPage(
        call,
        personOf(call).savedShows,
        'show',
        (id) => (call.world.shows.get(id)?.kind === 'show' ? call.world.shows.get(id) : undefined),
        (it) => showShort(call, it),
      ),
    ),
  'GET /me/audiobooks': (call) => {
    const books = personOf(call).savedShows.flatMap(({ id }) => call.world.shows.get(id) ?? []);
    return ok(
      pageOf(
        call,
        books.filter((book) => book.kind === 'audiobook'),
        (book) => showShort(call, book),
      ),
    );
  },
  'GET /me/episodes': (call) =>
    ok(
      savedPage(
        call,
        personOf(call).savedEpisodes,
        'episode',
        (id) => call.world.episodes.get(id),
        (it) => {
          const show = call.world.shows.get(it.showId);
          return { ...episodeShort(call, it, 'episode'), ...(show ? { show: showShort(call, show) } : {}) };
        },
      ),
    ),
  'GET /me/following': (call) => ok(following(call)),
  'GET /me/top/{type}': (call) => ok(top(call)),
  'GET /me/player/recently-played': (call) => ok(recentlyPlayed(call)),
};
