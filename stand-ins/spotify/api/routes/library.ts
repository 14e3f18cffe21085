import { refuse } from '../../http.ts';
import { isSpotifyId } from '../../world/ids.ts';
import type { Saved, User } from '../../world/types.ts';
import { bodyOf, type Call, type Handler, idsOf, needScope, ok, personOf } from '../call.ts';

/** So many addresses fit into one request of `/me/library`. */
const mostUris = 40;

type Kind = 'track' | 'album' | 'episode' | 'show' | 'audiobook' | 'user' | 'playlist' | 'artist';
type SavedList = 'savedTracks' | 'savedAlbums' | 'savedShows' | 'savedEpisodes';

const savedIn: Readonly<Partial<Record<Kind, SavedList>>> = {
  track: 'savedTracks',
  album: 'savedAlbums',
  episode: 'savedEpisodes',
  show: 'savedShows',
  audiobook: 'savedShows',
};

const kindsKept: readonly Kind[] = ['track', 'album', 'episode', 'show', 'audiobook', 'user', 'playlist'];

interface Entry {
  readonly kind: Kind;
  readonly id: string;
}

/** The addresses of the query: a body is not looked at, artists can only be asked about. */
function entriesOf(call: Call, kinds: readonly Kind[]): readonly Entry[] {
  const text = call.query.get('uris');
  if (text === null || text === '') refuse(400, 'Missing required field: uris');
  const uris = text.split(',');
  if (uris.length > mostUris) refuse(400, 'Too many uris requested');
  return uris.map((uri) => {
    const [, name = '', id = ''] = /^spotify:([a-z]+):(.+)$/.exec(uri) ?? [];
    const kind = kinds.find((each) => each === name) ?? refuse(400, `Invalid uri: ${uri}`);
    if (kind !== 'user' && !isSpotifyId(id)) refuse(400, `Invalid uri: ${uri}`);
    return { kind, id };
  });
}

function needScopesFor(call: Call, entries: readonly Entry[], verb: 'read' | 'modify'): void {
  for (const kind of new Set(entries.map((entry) => entry.kind))) {
    if (kind === 'user' || kind === 'artist') needScope(call, `user-follow-${verb}`);
    else if (kind !== 'playlist') needScope(call, `user-library-${verb}`);
    else if (verb === 'read') needScope(call, 'playlist-read-private');
    else needScope(call, 'playlist-modify-public', 'playlist-modify-private');
  }
}

function has(user: User, { kind, id }: Entry): boolean {
  const list = savedIn[kind];
  if (list !== undefined) return user[list].some((saved) => saved.id === id);
  if (kind === 'artist') return user.followedArtists.includes(id);
  return kind === 'user' ? user.followedUsers.includes(id) : user.playlistIds.includes(id);
}

function keep(call: Call, user: User, { kind, id }: Entry, addedAt: string): void {
  if (has(user, { kind, id })) return;
  const list = savedIn[kind];
  if (list !== undefined) user[list] = [{ id, addedAt } satisfies Saved, ...user[list]];
  else if (kind === 'artist') user.followedArtists = [...user.followedArtists, id];
  else if (kind === 'user') user.followedUsers = [...user.followedUsers, id];
  else if (call.world.playlists.has(id)) user.playlistIds = [...user.playlistIds, id];
  else refuse(404, 'Resource not found');
}

function drop(user: User, { kind, id }: Entry): void {
  const list = savedIn[kind];
  if (list !== undefined) user[list] = user[list].filter((saved) => saved.id !== id);
  else if (kind === 'artist') user.followedArtists = user.followedArtists.filter((each) => each !== id);
  else if (kind === 'user') user.followedUsers = user.followedUsers.filter((each) => each !== id);
  // there is no deleting of a playlist, only letting go of it
  else user.playlistIds = user.playlistIds.filter((each) => each !== id);
}

const stamp = (call: Call): string => `${new Date(call.now).toISOString().slice(0, 19)}Z`;

function write(call: Call, entries: readonly Entry[], verb: 'keep' | 'drop'): { readonly status: number } {
  const me = personOf(call);
  for (const entry of verb === 'keep' ? entries.toReversed() : entries) {
    if (verb === 'keep') keep(call, me, entry, stamp(call));
    else drop(me, entry);
  }
  return { status: 200 };
}

/** Identifiers of an old route: in the query, else in the body. */
function oldEntries(call: Call, kind: Kind, most: number): readonly Entry[] {
  const body = !call.query.has('ids') && call.ask.body.length > 0 ? bodyOf(call).ids : undefined;
  const ids = Array.isArray(body) ? body.map(String) : idsOf(call, 'ids', most);
  if (ids.length > most) refuse(400, 'Too many ids requested');
  return ids.map((id) => (isSpotifyId(id) ? { kind, id } : refuse(400, 'Invalid base62 id')));
}

const contains = (call: Call, entries: readonly Entry[]): readonly boolean[] => {
  const me = personOf(call);
  return entries.map((entry) => has(me, entry));
};

/** Saving, removing and asking of one kind, as before February 2026. */
function oldRoutes(path: string, kind: Kind, most: number): readonly [string, Handler][] {
  return [
    [`PUT /me/${path}`, (call) => write(call, oldEntries(call, kind, most), 'keep')],
    [`DELETE /me/${path}`, (call) => write(call, oldEntries(call, kind, most), 'drop')],
    [`GET /me/${path}/contains`, (call) => ok(contains(call, oldEntries(call, kind, most)))],
  ];
}

function followed(call: Call): readonly Entry[] {
  const type = call.query.get('type');
  if (type !== 'artist' && type !== 'user') refuse(400, 'Invalid type');
  if (type === 'artist') return oldEntries(call, 'artist', 50);
  return idsOf(call, 'ids', 50).map((id) => ({ kind: 'user', id }));
}

const oldPlaylist = (call: Call): readonly Entry[] =>
  call.world.playlists.has(call.id) ? [{ kind: 'playlist', id: call.id }] : refuse(404, 'Resource not found');

/** The library: one route for everything since February 2026, many before. */
export const libraryRoutes: Readonly<Record<string, Handler>> = {
  'PUT /me/library': (call) => {
    const entries = entriesOf(call, kindsKept);
    needScopesFor(call, entries, 'modify');
    return write(call, entries, 'keep');
  },
  'DELETE /me/library': (call) => {
    const entries = entriesOf(call, kindsKept);
    needScopesFor(call, entries, 'modify');
    return write(call, entries, 'drop');
  },
  'GET /me/library/contains': (call) => {
    const entries = entriesOf(call, [...kindsKept, 'artist']);
    needScopesFor(call, entries, 'read');
    return ok(contains(call, entries));
  },
  ...Object.fromEntries([
    ...oldRoutes('tracks', 'track', 50),
    ...oldRoutes('albums', 'album', 50),
    ...oldRoutes('shows', 'show', 50),
    ...oldRoutes('episodes', 'episode', 50),
    ...oldRoutes('audiobooks', 'audiobook', 50),
  ]),
  'PUT /me/following': (call) => ({ ...write(call, followed(call), 'keep'), status: 204 }),
  'DELETE /me/following': (call) => ({ ...write(call, followed(call), 'drop'), status: 204 }),
  'GET /me/following/contains': (call) => ok(contains(call, followed(call))),
  'PUT /playlists/{id}/followers': (call) => write(call, oldPlaylist(call), 'keep'),
  'DELETE /playlists/{id}/followers': (call) => write(call, oldPlaylist(call), 'drop'),
  'GET /playlists/{id}/followers/contains': (call) => ok(contains(call, oldPlaylist(call))),
};
