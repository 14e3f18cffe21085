import { tryOut } from '#platform/outbound';

/** Asks slskd whether it accepts this key; tells the status, `null` when it cannot be reached. */
export async function trySlskdKey(baseUrl: string, key: string, timeoutMs: number, signal: AbortSignal) {
  return await tryOut({
    service: 'slskd',
    baseUrl,
    timeoutMs,
    call: { method: 'GET', path: '/api/v0/application', headers: { 'x-api-key': key }, signal },
  });
}
