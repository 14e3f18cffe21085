import { doctorRoutes } from '#doctor';
import { trySlskdKey } from '#integrations/slskd';
import { trySpotifySecret } from '#integrations/spotify';
import { createSecretTrials, type ProviderHealth, type SecretAnswer, systemRoutes } from '#system';
import { version } from '../version.ts';
import { createHouseDoctor } from './doctor/index.ts';
import type { Foundation } from './foundation.ts';
import type { Services } from './services.ts';
import type { Wing } from './wing.ts';

/** What the house says of itself: its services, its machine, its doctor. */
export function createSystem(deps: { readonly foundation: Foundation; readonly services: Services }): Wing {
  const { foundation, services } = deps;
  const { settings, enabled } = foundation;
  const { slskd, spotify } = settings;
  const trials = createSecretTrials([
    {
      name: 'slskd_api_key',
      format: /^[\w+/=.-]{12,255}$/,
      formatRule: 'must have 12 to 255 letters, digits or the signs _ - + / = .',
      stored: async () => slskd.apiKey,
      missing: async () => null,
      ask: async (key, signal) => answerOf(await trySlskdKey(slskd, key, signal), [401, 403]),
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
  ]);
  return {
    routes: [
      systemRoutes({
        version,
        dataDir: settings.house.dataDir,
        providers: () => providersOf(services, enabled),
        soulseek: {
          enabled: enabled('slskd'),
          hasAddress: slskd.baseUrl !== null || slskd.host !== null,
          hasKey: slskd.apiKey !== null,
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

async function providersOf(services: Services, enabled: Foundation['enabled']): Promise<ProviderHealth[]> {
  const { plex, beets } = services;
  return [
    ...(enabled('spotify') ? [await spotifyHealth(services)] : []),
    ...(enabled('slskd') ? [await slskdHealth(services)] : []),
    ...(plex === null ? [] : [plexHealth(plex.linked())]),
    // beets is a program that runs when it is needed; the doctor tries it
    ...(beets === null ? [] : [{ name: 'beets', status: 'ok' as const, details: { reason: 'runs when needed' } }]),
  ];
}

async function spotifyHealth({ spotify }: Services): Promise<ProviderHealth> {
  const { mode, clientId, link, mood } = await spotify.state();
  const name = 'spotify';
  const reason = (status: ProviderHealth['status'], text: string): ProviderHealth => ({
    name,
    status,
    details: { mode, reason: text },
  });
  if (mode === 'FREE' || clientId === null) return reason('ok', 'imports only, Spotify is not asked');
  if (link === null) return reason('degraded', 'nobody is signed in');
  if (link.state === 'needs_reauth') return reason('down', link.problem?.sentence ?? 'the sign-in must be renewed');
  if (mood.level > 0) return reason('degraded', mood.lastProblem?.sentence ?? 'failed lately');
  return { name, status: 'ok', details: { mode } };
}

async function slskdHealth({ watch }: Services): Promise<ProviderHealth> {
  const { version: found, problem, loggedIn } = await watch.status();
  const name = 'slskd';
  if (loggedIn && problem === null) return { name, status: 'ok', details: { version: found } };
  const details = { version: found, reason: problem?.sentence ?? 'not signed in', remedy: problem?.remedy ?? null };
  return { name, status: found === null ? 'down' : 'degraded', details };
}

function plexHealth(linked: boolean | null): ProviderHealth {
  if (linked === true) return { name: 'plex', status: 'ok', details: {} };
  if (linked === false) return { name: 'plex', status: 'down', details: { reason: 'does not answer' } };
  return { name: 'plex', status: 'degraded', details: { reason: 'not set up' } };
}
