import { client, unwrap } from './request.ts';
import type { LibraryPage, LibraryScan, LibrarySummary, ScanProblems } from './types.ts';

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

/** The scan of the music folder: how far it is and what the last one found. */
export function readLibraryScan(signal: AbortSignal): Promise<LibraryScan> {
  return unwrap(client.GET('/library/scan', { signal }));
}

/** Begins a scan, unless one is running. */
export function startLibraryScan(): Promise<LibraryScan> {
  return unwrap(client.POST('/library/scan', { body: { mode: 'changes', accept_losses: false } }));
}

/** Ends the running scan. */
export function stopLibraryScan(): Promise<LibraryScan> {
  return unwrap(client.POST('/library/scan/stop', {}));
}

/** The first of what a scan could not read. */
export function listScanProblems(signal: AbortSignal): Promise<ScanProblems> {
  return unwrap(client.GET('/library/scan/problems', { params: { query: { limit: 100, offset: 0 } }, signal }));
}
