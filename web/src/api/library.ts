import { client, unwrap } from './request.ts';
import type { LibraryPage, LibrarySummary } from './types.ts';

/** A slice of the library. */
export function listLibrary(
  query: { query?: string; limit: number; offset: number },
  signal: AbortSignal,
): Promise<LibraryPage> {
  return unwrap(client.GET('/library/files', { params: { query }, signal }));
}

/** Totals of the library. */
export function readLibrarySummary(signal: AbortSignal): Promise<LibrarySummary> {
  return unwrap(client.GET('/library/summary', { signal }));
}
