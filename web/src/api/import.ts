import { client, unwrap } from './request.ts';
import type { IngestItem, IngestItemPage, IngestJob, Submission } from './types.ts';

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

/** The playlist links of an import with what became of each. */
export async function listImportLinks(id: string, signal: AbortSignal): Promise<IngestItem[]> {
  const query = { links: true, limit: 100, offset: 0 };
  const params = { path: { job_id: id }, query };
  return (await unwrap(client.GET('/spotify/import/jobs/{job_id}/items', { params, signal }))).items;
}
