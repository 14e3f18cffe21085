import { refuse } from '../../http.ts';
import { isSpotifyId } from '../../world/ids.ts';
import {
  insertRows,
  longestPlaylist,
  moveRows,
  newRow,
  removeRows,
  rowsAt,
  setRows,
  snapshotOf,
} from '../../world/playlists.ts';
import type { Playlist, PlaylistRow, RowContent } from '../../world/types.ts';
import { bodyOf, type Call, type Handler, ok, personOf } from '../call.ts';
import { uriOfRow } from '../wire.ts';
import { editablePlaylist } from './playlists.ts';

/** So many rows can be written with one request. */
const batch = 100;

/** What an address stands for. Local files cannot be added. */
function contentOf(call: Call, uri: unknown): RowContent {
  const [, kind = '', id = ''] = typeof uri === 'string' ? (/^spotify:(track|episode):(.*)$/.exec(uri) ?? []) : [];
  if (!isSpotifyId(id)) refuse(400, `Invalid track uri: ${String(uri)}`);
  const exists = kind === 'track' ? call.world.tracks.has(id) : call.world.episodes.has(id);
  if (!exists) refuse(400, 'Payload contains a non-existing ID');
  return { kind: kind === 'track' ? 'track' : 'episode', id };
}

function rowsFor(call: Call, uris: readonly unknown[]): readonly PlaylistRow[] {
  if (uris.length > batch) refuse(400, `You can add a maximum of ${batch} tracks per request.`);
  const addedAt = `${new Date(call.now).toISOString().slice(0, 19)}Z`;
  return uris.map((uri) => newRow(contentOf(call, uri), addedAt, personOf(call).id));
}

/** `uris` of the query or of the body; `undefined` when neither has them. */
function urisOf(call: Call, body: Record<string, unknown>): readonly unknown[] | undefined {
  const asked = call.query.get('uris');
  if (asked !== null) return asked === '' ? [] : asked.split(',');
  if (body.uris === undefined) return undefined;
  return Array.isArray(body.uris) ? (body.uris as unknown[]) : refuse(400, 'Invalid uris');
}

const bodyIfAny = (call: Call): Record<string, unknown> => (call.ask.body.length === 0 ? {} : bodyOf(call));

function count(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  return Number.isInteger(value) && (value as number) >= 0 ? (value as number) : refuse(400, `Invalid ${name}`);
}

const answer = (playlist: Playlist): { readonly snapshot_id: string } => ({ snapshot_id: snapshotOf(playlist) });

function rowsAsSeen(playlist: Playlist, snapshot: unknown): readonly PlaylistRow[] {
  if (snapshot !== undefined && snapshot !== null && typeof snapshot !== 'string') refuse(400, 'Invalid snapshot_id');
  return rowsAt(playlist, snapshot ?? undefined) ?? refuse(400, 'Invalid snapshot_id');
}

function add(call: Call): unknown {
  const playlist = editablePlaylist(call);
  const body = bodyIfAny(call);
  const uris = urisOf(call, body);
  if (uris === undefined || uris.length === 0) refuse(400, 'No uris provided');
  const fromQuery = call.query.get('position');
  const position = count(fromQuery === null ? body.position : Number(fromQuery), 'position');
  if (position !== undefined && position > playlist.rows.length) refuse(400, 'Index out of bounds.');
  const rows = rowsFor(call, uris);
  if (playlist.rows.length + rows.length > longestPlaylist) refuse(400, 'Playlist size limit reached.');
  insertRows(playlist, rows, position);
  return answer(playlist);
}

/** Replaces everything when there are `uris`, moves rows when there is a `range_start`. */
function replaceOrMove(call: Call): unknown {
  const playlist = editablePlaylist(call);
  const body = bodyIfAny(call);
  const uris = urisOf(call, body);
  if (uris !== undefined) {
    setRows(playlist, rowsFor(call, uris));
    return answer(playlist);
  }
  const start = count(body.range_start, 'range_start');
  const before = count(body.insert_before, 'insert_before');
  if (start === undefined || before === undefined) refuse(400, 'No uris provided');
  const length = count(body.range_length, 'range_length') ?? 1;
  const seen = rowsAsSeen(playlist, body.snapshot_id);
  if (start + length > seen.length || before > seen.length) refuse(400, 'Index out of bounds.');
  moveRows(playlist, seen, { start, before, length });
  return answer(playlist);
}

/** Takes out every row with one of the addresses; there is no removing by position. */
function remove(call: Call): unknown {
  const playlist = editablePlaylist(call);
  const body = bodyOf(call);
  const isOld = call.route.endsWith('/tracks');
  // the new route knows only the new name, in every regime
  const entries: unknown = isOld ? (body.tracks ?? body.items) : body.items;
  if (!Array.isArray(entries) || entries.length === 0) refuse(400, `Missing ${isOld ? 'tracks' : 'items'}`);
  if (entries.length > batch) refuse(400, `You can remove a maximum of ${batch} tracks per request.`);
  const uris = new Set(
    entries.map((entry: unknown) => {
      const uri = typeof entry === 'object' && entry !== null && 'uri' in entry ? entry.uri : undefined;
      return typeof uri === 'string' ? uri : refuse(400, 'Invalid track uri: null');
    }),
  );
  // what others have added since the caller's snapshot stays
  const seen = new Set(rowsAsSeen(playlist, body.snapshot_id).map((row) => row.uid));
  removeRows(playlist, (row) => seen.has(row.uid) && uris.has(uriOfRow(row.content) ?? ''));
  return answer(playlist);
}

/** Changes of the rows, under the new and the old name. */
export const playlistItemRoutes: Readonly<Record<string, Handler>> = Object.fromEntries(
  ['items', 'tracks'].flatMap((name): [string, Handler][] => [
    [`POST /playlists/{id}/${name}`, (call) => ok(add(call), 201)],
    [`PUT /playlists/{id}/${name}`, (call) => ok(replaceOrMove(call))],
    [`DELETE /playlists/{id}/${name}`, (call) => ok(remove(call))],
  ]),
);
