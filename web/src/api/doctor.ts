import { client, unwrap } from './request.ts';
import type { Examination, HealthCheck } from './types.ts';

/** Keys that have no page of their own. */
export type StoredSecretName = 'acoustid_api_key' | 'musixmatch_api_key';

/** Looks at everything that Harmony needs; takes some seconds. */
export function examine(signal: AbortSignal): Promise<Examination> {
  return unwrap(client.GET('/doctor', { signal }));
}

/** Looks at one thing again. */
export function examineOne(id: string, signal?: AbortSignal): Promise<HealthCheck> {
  return unwrap(client.GET('/doctor/{check_id}', { params: { path: { check_id: id } }, ...(signal && { signal }) }));
}

/** What came of trying a key. `live`: its service said so; otherwise only its form was looked at. */
export interface SecretTrial {
  readonly valid: boolean;
  readonly live: boolean;
}

/** Tries a key out at its service, or the one in use when it is empty; nothing is stored. */
export async function trySecret(provider: StoredSecretName, key: string): Promise<SecretTrial> {
  const { data } = await unwrap(
    client.POST('/secrets/{provider}/validate', {
      params: { path: { provider } },
      body: key === '' ? {} : { value: key },
    }),
  );
  return { valid: data.validated.valid, live: data.validated.mode === 'live' };
}

/** Keeps a key, sealed and in effect at once; `null` goes back to the environment. */
export async function keepSecret(provider: StoredSecretName, key: string | null): Promise<void> {
  await unwrap(client.PUT('/secrets/{provider}', { params: { path: { provider } }, body: { value: key } }));
}
