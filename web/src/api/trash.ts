import { client, done, unwrap } from './request.ts';
import type { TrashedFile, TrashPage } from './types.ts';

/** A slice of the deleted files, newest first. */
export function listTrash(query: { limit: number; offset: number }, signal: AbortSignal): Promise<TrashPage> {
  return unwrap(client.GET('/library/trash', { params: { query }, signal }));
}

/** Moves a file of the library to the trash; the answer is the receipt that brings it back. */
export function trashFile(id: number): Promise<TrashedFile> {
  return unwrap(client.DELETE('/library/files/{id}', { params: { path: { id } } }));
}

/** Brings a deleted file back to where it was. */
export async function restoreFile(id: number): Promise<void> {
  await unwrap(client.POST('/library/trash/{id}/restore', { params: { path: { id } } }));
}

/** Removes a deleted file for good. */
export function removeForGood(id: number): Promise<void> {
  return done(client.DELETE('/library/trash/{id}', { params: { path: { id } } }));
}
