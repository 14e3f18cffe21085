import { client, unwrap } from './request.ts';
import type { Provider } from './types.ts';

/** The names of the integrations that are switched on. */
export async function readIntegrations(signal: AbortSignal): Promise<string[]> {
  const { data } = await unwrap(client.GET('/integrations', { signal }));
  return data.providers.filter(({ status }) => status !== 'disabled').map(({ name }) => name);
}

/** All integrations with how they are. */
export async function listProviders(signal: AbortSignal): Promise<Provider[]> {
  return (await unwrap(client.GET('/integrations', { signal }))).data.providers;
}
