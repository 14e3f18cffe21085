import createClient from 'openapi-fetch';
import { asProblem, problemFrom } from './problem.ts';
import type {
  IngestItemPage,
  IngestJob,
  LibraryPage,
  LibrarySummary,
  Routes,
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

const client = createClient<Routes>({ baseUrl: apiBase });

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
  return body.items as IngestJob[];
}

/** Lines of an import in one state. */
export function listImportLines(
  id: string,
  query: { state: 'failed' | 'skipped'; limit: number; offset: number },
  signal: AbortSignal,
): Promise<IngestItemPage> {
  return unwrap(client.GET('/spotify/import/jobs/{job_id}/items', { params: { path: { job_id: id }, query }, signal }));
}

// The contract names states as plain strings; what this client knows about them stands in `types.ts`.

/** One page of wishes. */
export async function listWishes(
  query: { state?: WishState; query?: string; limit: number; cursor?: string },
  signal: AbortSignal,
): Promise<WishPage> {
  return (await unwrap(client.GET('/wishes', { params: { query }, signal }))) as WishPage;
}

/** A wish with its proof. */
export async function readWish(id: number, signal: AbortSignal): Promise<WishDetail> {
  return (await unwrap(client.GET('/wishes/{id}', { params: { path: { id } }, signal }))) as WishDetail;
}

/** Starts the wish again from its search. */
export async function retryWish(id: number): Promise<Wish> {
  return (await unwrap(client.POST('/wishes/{id}/retry', { params: { path: { id } } }))) as Wish;
}

/** Ends the wish without a file. */
export async function cancelWish(id: number): Promise<Wish> {
  return (await unwrap(client.POST('/wishes/{id}/cancel', { params: { path: { id } } }))) as Wish;
}

/** Takes the offer that a person has chosen. */
export async function chooseCandidate(id: number, candidateId: number): Promise<Wish> {
  const body = { candidate_id: candidateId };
  return (await unwrap(client.POST('/wishes/{id}/choose', { params: { path: { id } }, body }))) as Wish;
}

/** A higher number goes first, 0 to 1000. */
export async function prioritiseWish(id: number, priority: number): Promise<Wish> {
  return (await unwrap(client.PATCH('/wishes/{id}', { params: { path: { id } }, body: { priority } }))) as Wish;
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
