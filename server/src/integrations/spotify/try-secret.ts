import { tryOut } from '#platform/outbound';
import type { SpotifySettings } from './settings.ts';

/** Asks the accounts service for a token of the app itself (RFC 6749 §4.4), which is let go; tells the status, `null` when it cannot be reached. */
export async function trySpotifySecret(
  settings: Pick<SpotifySettings, 'accountsUrl' | 'timeoutMs'>,
  app: { readonly clientId: string; readonly clientSecret: string },
  signal: AbortSignal,
) {
  const credentials = Buffer.from(`${encodeURIComponent(app.clientId)}:${encodeURIComponent(app.clientSecret)}`);
  return await tryOut({
    service: 'Spotify',
    baseUrl: settings.accountsUrl,
    timeoutMs: settings.timeoutMs,
    call: {
      method: 'POST',
      path: '/api/token',
      form: { grant_type: 'client_credentials' },
      headers: { authorization: `Basic ${credentials.toString('base64')}` },
      signal,
    },
  });
}
