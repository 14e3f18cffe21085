import { createActivity, createLiveFeed } from '#activity';
import { spotifySource } from '#smart-search';
import { agreeAsPerson, type SpotifyOptions, startSpotify } from '../../stand-ins/spotify/index.ts';
import { createSpotifyWing } from '../src/compose/wings/spotify.ts';
import { createTestDatabase } from './database.ts';
import { openHttpHouse } from './http-house.ts';
import { settingsWith } from './settings.ts';

/** What tests look at in answers. */
export interface SpotifyBody {
  readonly [key: string]: unknown;
  readonly error: { readonly code: string; readonly message: string; readonly meta: Record<string, unknown> };
}

/** The routes over HTTP, as the house builds them, with the stand-in behind. */
export async function openSpotifyWingHouse(options: SpotifyOptions & { readonly env?: Record<string, string> } = {}) {
  const database = await createTestDatabase();
  const standIn = await startSpotify(options);
  const settings = settingsWith({
    SPOTIFY_ACCOUNTS_URL: standIn.accountsUrl,
    SPOTIFY_API_URL: standIn.apiUrl,
    SPOTIFY_CLIENT_ID: standIn.app.clientId,
    SPOTIFY_CALLS_PER_S: '1000',
    PROVIDER_SPOTIFY_BACKOFF_BASE_MS: '1',
    SECRETS_KEY: 'a-key-for-tests-that-is-long-enough-to-be-taken',
    ...options.env,
  });
  const activity = createActivity(database.db, createLiveFeed(10));
  const faults: unknown[] = [];
  const wing = createSpotifyWing({
    db: database.db,
    settings,
    activity,
    enabled: true,
    forgetAccount: () => Promise.resolve(),
    changed: () => undefined,
    kind: 'serve',
    onFault: (what, error) => faults.push([what, error]),
  });
  await wing.start?.();
  const http = await openHttpHouse(wing.routes ?? []);
  const ask = async (method: string, path: string, body?: unknown) => {
    const { status, json } = await http.ask(method, path, body);
    return { status, body: json as unknown as SpotifyBody };
  };
  const callback = `${http.base}/api/v1/spotify/callback`;
  if (settings.spotify.clientId !== '' && settings.spotify.redirectUri === null)
    await ask('PUT', '/spotify/credentials', { redirect_uri: callback });
  return {
    standIn,
    activity,
    db: database.db,
    ask,
    callback,
    faults,
    search: spotifySource(wing.spotify),
    /** What a person sees in the browser, from the button to the page at the end. */
    async signIn() {
      const { body } = await ask('GET', '/oauth/start');
      const back = await agreeAsPerson(String(body['authorization_url']));
      const page = await fetch(back);
      return { status: page.status, text: await page.text(), state: String(body['state']), back };
    },
    async close() {
      await http.close();
      await wing.stop?.();
      await standIn.close();
      await database.drop();
    },
  };
}

/** The house of a test. */
export type SpotifyWingHouse = Awaited<ReturnType<typeof openSpotifyWingHouse>>;
