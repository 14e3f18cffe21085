import { Type } from 'typebox';
import type { PlaylistRow } from './playlists.store.ts';
import type { WishStates } from './ports.ts';
import type { PlaylistItemRow } from './rows.store.ts';
import type { SyncRow } from './sync.store.ts';

const nullableText = Type.Union([Type.String(), Type.Null()]);

/** A playlist; the first four fields are those of contract §1.3. */
export const playlistSchema = Type.Object(
  {
    id: Type.String({ description: 'saved-tracks: the saved tracks of the account' }),
    name: Type.String(),
    track_count: Type.Integer(),
    updated_at: Type.String(),
    description: nullableText,
    owner: nullableText,
    image_url: nullableText,
    contents: Type.String({
      description:
        'unread, read, or withheld: Spotify does not show the rows to this account; rows that were read before stay',
    }),
    mirror: Type.Boolean({ description: 'Its missing tracks become wishes' }),
    rows_read_at: nullableText,
    vanished_at: Type.Union([Type.String(), Type.Null()], {
      description: 'Not among the lists of the account since then',
    }),
    reason: nullableText,
  },
  { $id: 'StoredPlaylist' },
);

/** One row of a playlist with the state of its wish. */
export const playlistItemSchema = Type.Object(
  {
    position: Type.Integer(),
    kind: Type.String({ description: 'track, local, episode or unavailable' }),
    uri: Type.String(),
    title: nullableText,
    artists: Type.Array(Type.String()),
    album: nullableText,
    duration_ms: Type.Union([Type.Integer(), Type.Null()]),
    isrc: nullableText,
    spotify_track_id: nullableText,
    added_at: nullableText,
    wish_id: Type.Union([Type.Integer(), Type.Null()]),
    state: Type.String({ description: 'none (nobody wished for it), owned, or the state of its wish' }),
    stage: nullableText,
    reason: nullableText,
  },
  { $id: 'PlaylistItem' },
);

/** How the last sync went. */
export const syncSchema = Type.Object(
  {
    state: Type.String({ description: 'running, completed, partial, or waiting for Spotify' }),
    started_at: Type.String(),
    finished_at: nullableText,
    resume_at: nullableText,
    reason: nullableText,
    counters: Type.Record(Type.String(), Type.Integer()),
  },
  { $id: 'PlaylistSync' },
);

/** A playlist for people. */
export function playlistView(row: PlaylistRow) {
  return {
    id: row.id,
    name: row.name,
    track_count: row.track_count,
    updated_at: row.updated_at.toISOString(),
    description: row.description,
    owner: row.owner_name,
    image_url: row.image_url,
    contents: row.contents,
    mirror: row.mirror,
    rows_read_at: row.rows_read_at?.toISOString() ?? null,
    vanished_at: row.vanished_at?.toISOString() ?? null,
    reason: row.reason,
  };
}

/** A row of a playlist for people. */
export function playlistItemView(row: PlaylistItemRow, wishes: Awaited<ReturnType<WishStates>>) {
  const wish = row.wish_id === null ? undefined : wishes.get(row.wish_id);
  return {
    position: row.position,
    kind: row.kind,
    uri: row.uri,
    title: row.title,
    artists: row.artists ?? [],
    album: row.album,
    duration_ms: row.duration_ms,
    isrc: row.isrc,
    spotify_track_id: row.spotify_track_id,
    added_at: row.added_at?.toISOString() ?? null,
    wish_id: row.wish_id,
    state: wish === undefined ? 'none' : wish.state === 'done' ? 'owned' : wish.state,
    stage: wish?.stage ?? null,
    reason: wish?.reason ?? null,
  };
}

/** The last sync for people. */
export function syncView(row: SyncRow) {
  const counters = Object.entries(row.counters ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return {
    state: row.state,
    started_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    resume_at: row.resume_at?.toISOString() ?? null,
    reason: row.reason,
    counters: Object.fromEntries(counters),
  };
}
