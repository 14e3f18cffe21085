import { client, unwrap } from './request.ts';
import type { Backfill, Playlist, PlaylistItemPage, Playlists } from './types.ts';

const at = (playlist_id: string) => ({ params: { path: { playlist_id } } });

/** The account's playlists as they are kept here. */
export function readPlaylists(signal: AbortSignal): Promise<Playlists> {
  return unwrap(client.GET('/spotify/playlists', { signal }));
}

/** Rows of a playlist in its order. */
export function listPlaylistItems(
  id: string,
  query: { limit: number; offset: number },
  signal: AbortSignal,
): Promise<PlaylistItemPage> {
  const params = { path: { playlist_id: id }, query };
  return unwrap(client.GET('/spotify/playlists/{playlist_id}/items', { params, signal }));
}

/** Whether the missing tracks of a playlist become wishes, now and whenever it grows. */
export function mirrorPlaylist(id: string, mirror: boolean): Promise<Playlist> {
  return unwrap(client.PUT('/spotify/playlists/{playlist_id}/mirror', { ...at(id), body: { mirror } }));
}

/** Compares one playlist with Spotify, in the background. */
export async function syncPlaylist(id: string): Promise<void> {
  await unwrap(client.POST('/spotify/playlists/{playlist_id}/sync', at(id)));
}

/** Compares all playlists of the account with Spotify, in the background. */
export async function syncPlaylists(): Promise<void> {
  await unwrap(client.POST('/sync'));
}

/** The latest run that gives imported lines their Spotify ids; `null` when there was none. */
export async function readBackfill(signal: AbortSignal): Promise<Backfill | null> {
  const params = { query: { limit: 1 } };
  return (await unwrap(client.GET('/spotify/backfill/jobs', { params, signal }))).items[0] ?? null;
}

/** Begins such a run, or answers the one under way. */
export async function runBackfill(): Promise<void> {
  await unwrap(client.POST('/spotify/backfill/run', { body: { expand_playlists: true } }));
}
