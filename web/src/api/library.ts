import { client, done, unwrap } from './request.ts';
import type {
  AlbumTracks,
  ArtistAlbums,
  Duplicates,
  LibraryArtists,
  LibraryPage,
  LibraryScan,
  LibrarySummary,
  LibraryWall,
  MissingFiles,
  ScanProblems,
} from './types.ts';

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

type Page = { readonly after: string | null; readonly limit: number };
const pageOf = ({ after, limit }: Page) => ({ limit, ...(after === null ? {} : { after }) });

/** The next artists of the library by name. */
export function listLibraryArtists(query: string, page: Page, signal: AbortSignal): Promise<LibraryArtists> {
  const asked = { ...pageOf(page), ...(query === '' ? {} : { query }) };
  return unwrap(client.GET('/library/artists', { params: { query: asked }, signal }));
}

/** The next albums of an artist in the library, newest first. */
export function listLibraryAlbums(artist: string, page: Page, signal: AbortSignal): Promise<ArtistAlbums> {
  return unwrap(client.GET('/library/albums', { params: { query: { ...pageOf(page), artist } }, signal }));
}

/** The next of all albums of the library, by artist and title. */
export function listAllAlbums(query: string, page: Page, signal: AbortSignal): Promise<LibraryWall> {
  const asked = { ...pageOf(page), ...(query === '' ? {} : { query }) };
  return unwrap(client.GET('/library/albums/all', { params: { query: asked }, signal }));
}

/** The files of an album, and the numbers that are missing. */
export function listAlbumTracks(artist: string, album: string, signal: AbortSignal): Promise<AlbumTracks> {
  return unwrap(client.GET('/library/tracks', { params: { query: { artist, album } }, signal }));
}

/** Recordings of which there are several files. */
export function listDuplicates(query: { limit: number; offset: number }, signal: AbortSignal): Promise<Duplicates> {
  return unwrap(client.GET('/library/duplicates', { params: { query }, signal }));
}

/** Files that are not in the music folder any more. */
export function listMissing(query: { limit: number; offset: number }, signal: AbortSignal): Promise<MissingFiles> {
  return unwrap(client.GET('/library/scan/missing', { params: { query }, signal }));
}

/** Forgets a file that is not in the music folder any more. */
export function forgetMissing(id: number): Promise<void> {
  return done(client.DELETE('/library/scan/missing/{id}', { params: { path: { id } } }));
}
