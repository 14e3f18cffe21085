import { client, unwrap } from './request.ts';
import type { SearchAnswer, SearchRequest } from './types.ts';

/** Searches all sources at once; a source that fails is listed and holds up nothing. */
export function searchEverywhere(body: SearchRequest, signal: AbortSignal): Promise<SearchAnswer> {
  return unwrap(client.POST('/search', { body, signal }));
}
