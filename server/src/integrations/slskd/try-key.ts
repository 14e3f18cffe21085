import { tryOut } from '#platform/outbound';
import { type SlskdSettings, slskdAddress } from './settings.ts';

/** Asks slskd whether it accepts this key; tells the status, `null` when it cannot be reached. */
export async function trySlskdKey(settings: SlskdSettings, key: string, signal: AbortSignal) {
  return await tryOut({
    service: 'slskd',
    baseUrl: slskdAddress(settings),
    timeoutMs: settings.timeoutMs,
    call: { method: 'GET', path: '/api/v0/application', headers: { 'x-api-key': key }, signal },
  });
}
