import { doctorRoutes } from '#doctor';
import { trySlskdKey } from '#integrations/slskd';
import { trySpotifySecret } from '#integrations/spotify';
import { metricsRoutes } from '#metrics';
import { createSecretTrials, type SecretAnswer, systemRoutes } from '#system';
import { version } from '../../version.ts';
import { createHouseDoctor } from '../doctor/index.ts';
import type { Foundation } from '../foundation.ts';
import type { Services } from '../services.ts';
import type { Wing } from '../wing.ts';
import { storedSecretProviders } from '../wings/stored-secrets.ts';

/** What the house says of itself: its services, its machine, its doctor. */
export function createSystem(deps: { readonly foundation: Foundation; readonly services: Services }): Wing {
  const { foundation, services } = deps;
  const { settings, enabled } = foundation;
  const { slskd, spotify } = settings;
  foundation.figures.readFrom({ services: () => services.linked() });
  const trials = createSecretTrials(
    [
      {
        name: 'slskd_api_key',
        format: /^[\w+/=.-]{12,255}$/,
        formatRule: 'must have 12 to 255 letters, digits or the signs _ - + / = .',
        stored: async () => (await services.slskdConnection.now()).apiKey,
        missing: async () => null,
        async ask(key, signal) {
          const { baseUrl } = await services.slskdConnection.now();
          return answerOf(await trySlskdKey(baseUrl, key, slskd.timeoutMs, signal), [401, 403]);
        },
      },
      {
        name: 'spotify_client_secret',
        format: /^[A-Za-z0-9]{6,128}$/,
        formatRule: 'must have 6 to 128 letters or digits',
        stored: async () => (await services.spotifyWing.app()).clientSecret,
        missing: async () => ((await services.spotifyWing.app()).clientId === '' ? 'client id not configured' : null),
        async ask(clientSecret, signal) {
          const { clientId } = await services.spotifyWing.app();
          return answerOf(await trySpotifySecret(spotify, { clientId, clientSecret }, signal), [400, 401]);
        },
      },
      ...storedSecretProviders(services.secrets, settings),
    ],
    { timeoutMs: settings.system.secretTimeoutMs },
  );
  return {
    rootRoutes: [metricsRoutes(foundation.figures)],
    routes: [
      systemRoutes({
        version,
        dataDir: settings.house.dataDir,
        async soulseek() {
          const { source } = await services.slskdConnection.now();
          const set = { hasAddress: source.baseUrl !== 'default', hasKey: source.apiKey !== 'default' };
          return { enabled: enabled('slskd'), ...set };
        },
        trials,
      }),
      doctorRoutes(createHouseDoctor(deps)),
    ],
  };
}

function answerOf(
  reply: { readonly status: number; readonly retryAfterMs: number | null } | null,
  refused: readonly number[],
): SecretAnswer {
  if (reply === null) return { kind: 'unreachable' };
  const { status, retryAfterMs } = reply;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (refused.includes(status)) return { kind: 'refused' };
  if (status === 429) return { kind: 'limited', retryAfterMs };
  return status >= 500 ? { kind: 'broken', status } : { kind: 'unexpected', status };
}
