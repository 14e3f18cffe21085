import createClient from 'openapi-fetch';
import { asProblem, problemFrom } from './problem.ts';
import type { paths } from './schema.ts';
import type {
  IngestItemPage,
  IngestJob,
  LibraryPage,
  LibrarySummary,
  SoulseekStatus,
  Submission,
  Wish,
  WishDetail,
  WishPage,
  WishState,
} from './types.ts';

/** Where the interface lives; the server may write another base path into the page. */
export const apiBase =
  document.querySelector<HTMLMetaElement>('meta[name="harmony-api-base"]')?.content.replace(/\/$/, '') || '/api/v1';

const client = createClient<paths>({ baseUrl: apiBase });

async function unwrap<Body>(request: Promise<{ data?: Body; error?: unknown; response: Response }>): Promise<Body> {
  let answer: { data?: Body; error?: unknown; response: Response };
  try {
    answer = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw asProblem(error);
  }
  if (answer.data === undefined) throw problemFrom(answer.response.status, answer.error);
  return answer.data;
}

/** Hands in typed lines and playlist links. Throws a `Problem` when nothing was accepted. */
export function importLines(tracks: string[], playlistLinks: string[]): Promise<Submission> {
  return unwrap(client.POST('/spotify/import/free', { body: { tracks, playlist_links: playlistLinks } }));
}

/** Hands in a list as a file. */
export function importFile(file: File): Promise<Submission> {
  const form = new FormData();
  form.append('file', file, file.name);
  return unwrap(client.POST('/spotify/import/free/upload', { body: { file: file.name }, bodySerializer: () => form }));
}

/** The latest imports, newest first. */
export async function listImports(limit: number, signal: AbortSignal): Promise<IngestJob[]> {
  const body = await unwrap(client.GET('/spotify/import/jobs', { params: { query: { limit } }, signal }));
  return body.jobs;
}

/** Lines of an import in one state. */
export function listImportLines(
  id: string,
  query: { state: string; limit: number; offset: number },
  signal: AbortSignal,
): Promise<IngestItemPage> {
  return unwrap(client.GET('/spotify/import/jobs/{id}/items', { params: { path: { id }, query }, signal }));
}

/** One page of wishes. */
export function listWishes(
  query: { state?: WishState; query?: string; limit: number; cursor?: string },
  signal: AbortSignal,
): Promise<WishPage> {
  return unwrap(client.GET('/wishes', { params: { query }, signal }));
}

/** A wish with its proof. */
export function readWish(id: number, signal: AbortSignal): Promise<WishDetail> {
  return unwrap(client.GET('/wishes/{id}', { params: { path: { id } }, signal }));
}

/** Starts the wish again from its search. */
export function retryWish(id: number): Promise<Wish> {
  return unwrap(client.POST('/wishes/{id}/retry', { params: { path: { id } } }));
}

/** Ends the wish without a file. */
export function cancelWish(id: number): Promise<Wish> {
  return unwrap(client.POST('/wishes/{id}/cancel', { params: { path: { id } } }));
}

/** A higher number goes first. */
export function prioritiseWish(id: number, priority: number): Promise<Wish> {
  return unwrap(client.PATCH('/wishes/{id}', { params: { path: { id } }, body: { priority } }));
}

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

/** State of the Soulseek daemon. */
export function readSoulseekStatus(signal: AbortSignal): Promise<SoulseekStatus> {
  return unwrap(client.GET('/soulseek/status', { signal }));
}
