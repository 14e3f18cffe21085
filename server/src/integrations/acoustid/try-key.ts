import type { SettingValues } from '#platform/config';
import { createMood, createOutbound, ServiceFault } from '#platform/outbound';
import type { SecretAnswer } from '../../system/ports.ts';
import type { acoustIdSettings } from './settings.ts';

/** Error numbers of AcoustID. The key is looked at before the fingerprint, so whoever complains of that has accepted the key. */
const invalidKey = 4;
const rateLimited = 14;

/** Asks AcoustID whether it knows this application key, apart from the real way, with a sound that is none. Never throws. */
export async function tryAcoustIdKey(
  settings: Pick<SettingValues<typeof acoustIdSettings>, 'baseUrl'>,
  client: string,
  signal: AbortSignal,
): Promise<SecretAnswer> {
  const out = createOutbound({
    service: 'AcoustID',
    baseUrl: settings.baseUrl,
    mood: createMood({ service: 'acoustid' }),
    retries: 0,
    maxBytes: 256 * 1024,
  });
  try {
    const form = { client, format: 'json', duration: '1', fingerprint: 'AQAAAA' };
    const { status, json } = await out.call({ method: 'POST', path: '/lookup', form, signal, expect: [400, 429] });
    const { status: word, error } = (typeof json === 'object' ? (json ?? {}) : {}) as Record<string, unknown>;
    if (word === 'ok') return { kind: 'accepted' };
    const { code } = (typeof error === 'object' ? (error ?? {}) : {}) as Record<string, unknown>;
    if (code === invalidKey) return { kind: 'refused' };
    if (code === rateLimited || status === 429) return { kind: 'limited', retryAfterMs: null };
    return typeof code === 'number' ? { kind: 'accepted' } : { kind: 'unexpected', status };
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    if (error.status === null) return { kind: 'unreachable' };
    return error.status >= 500
      ? { kind: 'broken', status: error.status }
      : { kind: 'unexpected', status: error.status };
  } finally {
    await out.close();
  }
}
