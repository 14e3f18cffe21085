import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { createPlexStandIn, type PlexStandIn } from '../../../../../stand-ins/plex/index.ts';
import { type SpotifyStandIn, startSpotify } from '../../../../../stand-ins/spotify/index.ts';
import { createHealthTeller, spotifyHealth } from '../../house/provider-health.ts';

/** A house with slskd, an app of Spotify that nobody signed in to, and a Plex. */

let house: ApiHouse;
let spotify: SpotifyStandIn;
let plex: PlexStandIn;
const lines: string[] = [];
beforeAll(async () => {
  spotify = await startSpotify();
  plex = createPlexStandIn({ world: { sections: [] } });
  await plex.start();
  house = await openApiHouse({
    peers: [],
    onLine: (line) => lines.push(line),
    env: {
      INTEGRATIONS_ENABLED: 'spotify,slskd,plex,beets',
      SPOTIFY_CLIENT_ID: spotify.app.clientId,
      SPOTIFY_CLIENT_SECRET: spotify.app.clientSecret,
      SPOTIFY_ACCOUNTS_URL: spotify.accountsUrl,
      SPOTIFY_API_URL: spotify.apiUrl,
      PLEX_BASE_URL: plex.url,
      PLEX_TOKEN: plex.token,
    },
  });
}, 60_000);
afterAll(async () => {
  await house.close();
  await plex.stop();
  await spotify.close();
});

const told = () =>
  lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => event === 'integration.health')
    .map(({ provider, status, reason }) => `${String(provider)} ${String(status)} ${String(reason)}`)
    .toSorted();
const data = async (path: string) => JSON.parse((await house.get(path)).text) as never;

test('how each service is, is told once in the log, and stands in /integrations, /status and the figures', async () => {
  const expected = ['plex ok null', 'slskd ok null', 'spotify degraded not_signed_in'];
  await expect.poll(told, { timeout: 30_000 }).toEqual(expected);
  const { overall, providers } = ((await data('/integrations')) as { data: Record<string, never> }).data;
  expect(overall).toBe('degraded');
  expect(providers).toMatchObject([
    { name: 'spotify', status: 'down', details: { mode: 'PRO', signed_in: false } },
    { name: 'slskd', status: 'ok', details: { signed_in: true } },
    { name: 'plex', status: 'ok', details: { state: 'ok' } },
    { name: 'beets', status: 'idle' },
  ]);
  const { connections } = (await data('/status')) as { connections: object };
  expect(connections).toEqual({ spotify: 'fail', slskd: 'ok', plex: 'ok' });
  const figures = await (await fetch(house.base.replace('/api/v1', '/metrics'))).text();
  for (const line of ['spotify"} 0', 'slskd"} 1', 'plex"} 1']) expect(figures).toContain(`service_up{service="${line}`);
  // what stays as it is is not told again
  await house.get('/integrations');
  expect(told()).toEqual(expected);
});

test('Spotify is down while it is paused, degraded after a failure and without a sign-in, and nothing without an app', () => {
  const mood = { service: 'Spotify', level: 0, pausedUntil: null, lastProblem: null, lastSuccessAt: null };
  const state = {
    mode: 'PRO',
    clientId: 'app',
    hasSecret: true,
    link: null,
    usage: null,
    capabilities: [],
    mood,
  } as const;
  const link = { state: 'linked', problem: null } as never;
  const lastProblem = { at: new Date(), code: 'timeout', sentence: '', remedy: '' };
  expect(spotifyHealth({ ...state, mode: 'FREE' })).toBeNull();
  expect(spotifyHealth({ ...state, link })).toEqual({ status: 'ok', reason: null });
  expect(spotifyHealth({ ...state, link, mood: { ...mood, level: 1, lastProblem } })).toEqual({
    status: 'degraded',
    reason: 'timeout',
  });
  const paused = { ...mood, level: 3, lastProblem, pausedUntil: new Date() };
  expect(spotifyHealth({ ...state, link, mood: paused })).toEqual({ status: 'down', reason: 'timeout' });
});

test('only a change is told: as a warning when it is for the worse', () => {
  const said: string[] = [];
  const log = {
    info: (_fields: object, text: string) => said.push(text),
    warn: (_fields: object, text: string) => said.push(`! ${text}`),
  };
  const tell = createHealthTeller(log as never);
  const down = { status: 'down', reason: 'unreachable' } as const;
  for (const health of [null, { status: 'ok', reason: null } as const, down, down, null, down]) tell('plex', health);
  expect(said).toEqual(['plex: ok', '! plex: down', '! plex: down']);
});
