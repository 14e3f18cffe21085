import { client, unwrap } from './request.ts';
import type { Examination, HealthCheck } from './types.ts';

/** Looks at everything that Harmony needs; takes some seconds. */
export function examine(signal: AbortSignal): Promise<Examination> {
  return unwrap(client.GET('/doctor', { signal }));
}

/** Looks at one thing again. */
export function examineOne(id: string, signal?: AbortSignal): Promise<HealthCheck> {
  return unwrap(client.GET('/doctor/{check_id}', { params: { path: { check_id: id } }, ...(signal && { signal }) }));
}

/** Tries slskd's key out, or the one in use when it is empty; nothing is stored. `reason` is the server's sentence when it is not valid. */
export async function trySoulseekKey(key: string): Promise<{ valid: boolean; live: boolean; reason: string | null }> {
  const { data } = await unwrap(
    client.POST('/secrets/{provider}/validate', {
      params: { path: { provider: 'slskd_api_key' } },
      body: key === '' ? {} : { value: key },
    }),
  );
  const { valid, mode, reason, note } = data.validated;
  return { valid, live: mode === 'live', reason: reason ?? note ?? null };
}
