import { client, done, unwrap } from './request.ts';
import type { AutosyncChange, AutosyncSkippedPage, AutosyncStatus } from './types.ts';

/** How auto-sync stands, and when it runs next. */
export function readAutosync(signal: AbortSignal): Promise<AutosyncStatus> {
  return unwrap(client.GET('/autosync', { signal }));
}

/** Compares the account with the library now. */
export async function runAutosync(): Promise<void> {
  await unwrap(client.POST('/autosync/run'));
}

/** Changes how auto-sync works; what is left out stays. */
export function changeAutosync(body: AutosyncChange): Promise<AutosyncStatus> {
  return unwrap(client.PUT('/autosync/settings', { body }));
}

/** Tracks that failed; with `all` also those that are still tried. */
export function listSkippedTracks(
  query: { limit: number; offset: number; all: boolean },
  signal: AbortSignal,
): Promise<AutosyncSkippedPage> {
  return unwrap(client.GET('/autosync/skipped', { params: { query }, signal }));
}

/** Takes a track off the skip list; it is searched for again. */
export function forgetSkippedTrack(id: number): Promise<void> {
  return done(client.DELETE('/autosync/skipped/{id}', { params: { path: { id } } }));
}
