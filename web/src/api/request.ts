import createClient from 'openapi-fetch';
import { asProblem, problemFrom } from './problem.ts';
import type { paths } from './schema.generated.ts';
import type { Routes } from './types.ts';

/** Where the interface lives; the server may write another base path into the page. */
export const apiBase =
  document.querySelector<HTMLMetaElement>('meta[name="harmony-api-base"]')?.content.replace(/\/$/, '') || '/api/v1';

/** The whole address of what the interface names below its base path; `null` when there is nothing. */
export function addressOf(path: string | null | undefined): string | null {
  return path === null || path === undefined ? null : apiBase + path;
}

/** Calls the interface; typed by its OpenAPI document. */
export const client = createClient<Routes>({ baseUrl: apiBase });

const signedOut = new Set<() => void>();

/** Calls `listener` when the server asks for a key; returns the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** Calls what stands beside the base path: beets and Plex. */
export const beside = createClient<paths>({ baseUrl: apiBase.replace(/\/api\/v1$/, '') });

/** The body of an answer; throws a `Problem` for anything that is not a success, and passes an abort on. */
export async function unwrap<Body>(
  request: Promise<{ data?: Body; error?: unknown; response: Response }>,
): Promise<Body> {
  let answer: { data?: Body; error?: unknown; response: Response };
  try {
    answer = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw asProblem(error);
  }
  if (answer.data === undefined) {
    const problem = problemFrom(answer.response.status, answer.error);
    if (problem.status === 401 && problem.code === 'AUTH_REQUIRED') for (const listener of signedOut) listener();
    throw problem;
  }
  return answer.data;
}

/** Waits for an answer without a body (204); throws a `Problem` for anything that is not a success. */
export async function done(request: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  await unwrap(request.then(({ error, response }) => (response.ok ? { data: true, response } : { error, response })));
}
