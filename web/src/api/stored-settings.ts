import { client, unwrap } from './request.ts';
import type { StoredSettings } from './types.ts';

/** What is stored in the database, with what the program notes of itself; secrets are masked. */
export function readStoredSettings(signal: AbortSignal): Promise<StoredSettings> {
  return unwrap(client.GET('/settings', { signal }));
}
