import { client, unwrap } from './request.ts';
import type { SoulseekStatus } from './types.ts';

/** State of the Soulseek daemon. */
export function readSoulseekStatus(signal: AbortSignal): Promise<SoulseekStatus> {
  return unwrap(client.GET('/soulseek/status', { signal }));
}
