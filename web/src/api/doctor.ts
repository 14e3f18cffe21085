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
