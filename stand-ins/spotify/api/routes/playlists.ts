import { randomBytes } from 'node:crypto';
import { refuse } from '../../http.ts';
import { isSpotifyId } from '../../world/ids.ts';
import { newPlaylist } from '../../world/playlists.ts';
import type { Playlist } from '../../world/types.ts';
import { bodyOf, type Call, type Handler, needScope, ok, pageOf, personOf } from '../call.ts';
import { selectFields } from '../fields.ts';
import { contentsName, mayRead, pictures, playlistShort, rowShape } from '../wire.ts';

/** The list of the path, as far as the caller can see it: Spotify's own and other people's private ones are not there. */
export function playlistOf(call: Call): Playlist {
  if (!isSpotifyId(call.id)) refuse(400, 'Invalid base62 id');
  const playlist = call.world.playlists.get(call.id);
  const me = call.access.userId;
  const mine = me !== null && (playlist?.ownerId === me || playlist?.collaborators.includes(me) === true);
  if (!playlist || playlist.bySpotify || (!playlist.public && !mine)) refuse(404, 'Resource not found');
  return playlist;
}

/** The list of the path, when the caller may change it. */
export function editablePlaylist(call: Call): Playlist {
  const me = personOf(call);
  const playlist = playlistOf(call);
  needScope(call, playlist.public ? 'playlist-modify-public' : 'playlist-modify-private');
  if (playlist.ownerId !== me.id && !playlist.collaborators.includes(me.id)) refuse(403, 'Forbidden');
  return playlist;
}

/** A page of rows. */
export const rowsPage = (call: Call, playlist: Playlist): unknown =>
  pageOf(call, playlist.rows, (row) => rowShape(call, row), playlist.hiddenRows);

function playlistWhole(call: Call, playlist: Playlist): Record<string, unknown> {
  const name = contentsName(call);
  const { [name]: _contents, ...short } = playlistShort(call, playlist);
  const whole = { ...short, followers: { href: null, total: 1 } };
  if (!mayRead(call, playlist)) return whole;
  // the list itself holds its first hundred rows, whatever the limits of the rows' own route are
  const first = playlist.rows.slice(0, 100).map((row) => rowShape(call, row));
  const at = `${call.apiUrl}/playlists/${playlist.id}/${name}`;
  const page = {
    href: `${at}?offset=0&limit=100`,
    items: first,
    limit: 100,
    next: playlist.rows.length > 100 ? `${at}?offset=100&limit=100` : null,
    offset: 0,
    previous: null,
    total: playlist.rows.length + playlist.hiddenRows,
  };
  return { ...whole, [name]: page };
}

function readRows(call: Call): unknown {
  const playlist = playlistOf(call);
  if (!mayRead(call, playlist)) refuse(403, 'Forbidden');
  return selectFields(rowsPage(call, playlist), call.query.get('fields'));
}

function textOf(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : refuse(400, `Invalid ${name}`);
}

function flagOf(body: Record<string, unknown>, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'boolean' ? value : refuse(400, `Invalid ${name}`);
}

/** An identifier that no list has. */
const freshId = (): string => randomBytes(16).toString('hex').slice(0, 22);

function create(call: Call): unknown {
  const me = personOf(call);
  const body = bodyOf(call);
  const name = textOf(body, 'name');
  if (name === undefined || name === '') refuse(400, 'Missing required field: name');
  const isPublic = flagOf(body, 'public') ?? true;
  const collaborative = flagOf(body, 'collaborative') ?? false;
  if (collaborative && isPublic) refuse(400, 'Collaborative playlists can only be private.');
  needScope(call, isPublic ? 'playlist-modify-public' : 'playlist-modify-private');
  const description = textOf(body, 'description') ?? '';
  const made = newPlaylist({ id: freshId(), name, ownerId: me.id, description, public: isPublic, collaborative });
  call.world.addPlaylist(made);
  me.playlistIds = [made.id, ...me.playlistIds];
  return playlistWhole(call, made);
}

function change(call: Call): void {
  const playlist = editablePlaylist(call);
  if (playlist.ownerId !== personOf(call).id) refuse(403, 'Forbidden');
  const body = bodyOf(call);
  const name = textOf(body, 'name');
  if (name === '') refuse(400, 'Invalid name');
  const isPublic = flagOf(body, 'public') ?? playlist.public;
  const collaborative = flagOf(body, 'collaborative') ?? playlist.collaborative;
  if (collaborative && isPublic) refuse(400, 'Collaborative playlists can only be private.');
  playlist.name = name ?? playlist.name;
  playlist.description = textOf(body, 'description') ?? playlist.description;
  playlist.public = isPublic;
  playlist.collaborative = collaborative;
}

/** Lists of somebody else are shown as far as they are public. */
function listsOf(call: Call, userId: string, visible: (list: Playlist) => boolean): unknown {
  const user = call.world.users.get(userId) ?? refuse(404, 'Resource not found');
  const lists = user.playlistIds
    .map((id) => (id === null ? null : (call.world.playlists.get(id) ?? null)))
    .filter((list) => list === null || visible(list));
  return pageOf(call, lists, (list) => (list === null ? null : playlistShort(call, list)));
}

function uploadCover(call: Call): void {
  const playlist = editablePlaylist(call);
  needScope(call, 'ugc-image-upload');
  const text = call.ask.body.toString('latin1');
  const bytes = Buffer.from(text, 'base64');
  if (text.length > 256 * 1024) refuse(413, 'Image too large');
  if (call.ask.headers['content-type']?.startsWith('image/jpeg') !== true || bytes[0] !== 0xff || bytes[1] !== 0xd8)
    refuse(400, 'Bad Request');
  playlist.images = [
    { url: `https://image-cdn.example/${playlist.id}/${playlist.revision}`, width: null, height: null },
  ];
}

/** Playlists themselves; their rows are in `./playlist-items.ts`. */
export const playlistRoutes: Readonly<Record<string, Handler>> = {
  'GET /me/playlists': (call) => ok(listsOf(call, personOf(call).id, () => true)),
  'POST /me/playlists': (call) => ok(create(call), 201),
  'GET /users/{id}/playlists': (call) => ok(listsOf(call, decodeURIComponent(call.id), (list) => list.public)),
  'POST /users/{id}/playlists': (call) =>
    decodeURIComponent(call.id) === personOf(call).id ? ok(create(call), 201) : refuse(403, 'Forbidden'),
  'GET /playlists/{id}': (call) => ok(selectFields(playlistWhole(call, playlistOf(call)), call.query.get('fields'))),
  'PUT /playlists/{id}': (call) => {
    change(call);
    return { status: 200 };
  },
  'GET /playlists/{id}/images': (call) => ok(pictures(playlistOf(call).images)),
  'PUT /playlists/{id}/images': (call) => {
    uploadCover(call);
    return { status: 202 };
  },
  'GET /playlists/{id}/items': (call) => ok(readRows(call)),
  'GET /playlists/{id}/tracks': (call) => ok(readRows(call)),
};
