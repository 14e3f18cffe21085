import {
  agreeAsPerson,
  type SpotifyOptions,
  type SpotifyStandIn,
  startSpotify,
} from '../../stand-ins/spotify/index.ts';
import { createSpotify, type LinkEvent, spotifySettings } from '../src/integrations/spotify/index.ts';
import { readSettings } from '../src/platform/config/index.ts';
import { createSealer } from '../src/platform/secrets/index.ts';
import { createTestDatabase } from './database.ts';

/** Where the browser comes back to in these tests; the registered app takes any port. */
export const redirectUri = 'http://127.0.0.1:4711/callback';

const sealingKey = 'a-key-for-tests-that-is-long-enough-to-be-taken';

/** Spotify's client over a database of its own and the stand-in over HTTP, both with one clock that the test moves. */
export async function openSpotifyHouse(
  options: SpotifyOptions & { readonly env?: Record<string, string>; readonly secret?: boolean } = {},
) {
  const database = await createTestDatabase();
  const standIn = await startSpotify(options);
  const sealer = createSealer([sealingKey]);
  const read = readSettings(
    { spotify: spotifySettings },
    {
      SPOTIFY_ACCOUNTS_URL: standIn.accountsUrl,
      SPOTIFY_API_URL: standIn.apiUrl,
      SPOTIFY_CALLS_PER_S: '1000',
      PROVIDER_SPOTIFY_BACKOFF_BASE_MS: '1',
      ...options.env,
    },
  );
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const app = {
    clientId: standIn.app.clientId,
    clientSecret: options.secret === true ? standIn.app.clientSecret : null,
    mode: 'PRO' as 'PRO' | 'FREE',
  };
  const events: LinkEvent[] = [];
  /** What the client's clock is ahead of the service's. */
  const skew = { ms: 0 };
  const now = (): Date => new Date(standIn.strings.clock.now() + skew.ms);
  const make = (withSealer = sealer) =>
    createSpotify({
      db: database.db,
      settings: read.values.spotify,
      sealer: withSealer,
      app: async () => app,
      tell: async (event) => {
        events.push(event);
      },
      now,
    });
  const made = [make()];
  const spotify = made[0] as ReturnType<typeof make>;
  return {
    db: database.db,
    pool: database.pool,
    /** Environment of a Harmony on the same database, for the same person at the same stand-in. */
    env: {
      DATABASE_URL: database.connectionString,
      SECRETS_KEY: sealingKey,
      SPOTIFY_CLIENT_ID: app.clientId,
      SPOTIFY_ACCOUNTS_URL: standIn.accountsUrl,
      SPOTIFY_API_URL: standIn.apiUrl,
      SPOTIFY_CALLS_PER_S: '1000',
      PROVIDER_SPOTIFY_BACKOFF_BASE_MS: '1',
    },
    standIn,
    spotify,
    app,
    events,
    skew,
    now,
    /** Another process on the same database. */
    another(withSealer = sealer) {
      const other = make(withSealer);
      made.push(other);
      return other;
    },
    /** Signs a person in, from the button to the tokens. */
    async signIn(user?: string): Promise<void> {
      const callback = await callbackOf(spotify, user);
      const done = await spotify.signIn.completeFrom(callback.toString());
      if (!done.ok || !done.value.ok) throw new Error(`Not signed in: ${JSON.stringify(done)}`);
    },
    async close() {
      for (const each of made) await each.close();
      await standIn.close();
      await database.drop();
    },
  };
}

/** The house of a test. */
export type SpotifyHouse = Awaited<ReturnType<typeof openSpotifyHouse>>;

/** Begins a sign-in and agrees as a person would; answers where the browser comes back to. */
export async function callbackOf(spotify: SpotifyHouse['spotify'], user?: string): Promise<URL> {
  const begun = await spotify.signIn.begin(redirectUri);
  if (!begun.ok) throw new Error(begun.refusal.sentence);
  return await agreeAsPerson(begun.value.address, user === undefined ? {} : { user });
}

/** The running stand-in. */
export type { SpotifyStandIn };
