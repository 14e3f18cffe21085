import { client, unwrap } from './request.ts';
import type { SearchBudget, SoulseekStatus } from './types.ts';

/** State of the Soulseek daemon. */
export function readSoulseekStatus(signal: AbortSignal): Promise<SoulseekStatus> {
  return unwrap(client.GET('/soulseek/status', { signal }));
}

/** Searches used, left and saved. */
export function readSearchBudget(signal: AbortSignal): Promise<SearchBudget> {
  return unwrap(client.GET('/soulseek/search/budget', { signal }));
}
