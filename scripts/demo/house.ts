import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './processes.ts';

/** Stand-ins of slskd and Spotify and a Harmony beside them, on a throw-away folder. */
export interface DemoHouse {
  /** Address of Harmony. */
  readonly url: string;
  /** Addresses of the stand-in Spotify, and the app that is registered there. */
  readonly spotify: SpotifyAnswer;
  /** Where the stand-in of slskd answers, and with which key. */
  readonly slskd: { readonly url: string; readonly apiKey: string };
  readonly musicDir: string;
  readonly root: string;
  /** Stops all of them and removes the folder. */
  close(): Promise<void>;
}

/** Simulated time at the stand-in runs this many times faster, so that peers are quick; Harmony itself notices nothing. */
const timeScale = 10;

/** Starts the stand-in with the demo's world; answers its address, key and downloads folder. */
export async function startStandIn(
  root: string,
  world: string,
  port: number,
): Promise<Child & { answer: { url: string; apiKey: string; downloads: string } }> {
  const child = startChild(
    [
      'stand-ins/slskd/main.ts',
      '--world',
      world,
      '--dir',
      join(root, 'slskd'),
      '--time-scale',
      String(timeScale),
      '--port',
      String(port),
    ],
    {},
  );
  const answer = await child.line((line) =>
    line.startsWith('{') ? (JSON.parse(line) as { url: string; apiKey: string; downloads: string }) : null,
  );
  return { ...child, answer };
}

/** What the stand-in Spotify prints. */
interface SpotifyAnswer {
  readonly accountsUrl: string;
  readonly apiUrl: string;
  readonly openUrl: string;
  readonly clientId: string;
}

/** Starts the stand-in Spotify, in which the tracks of the demo are in playlists of somebody who can sign in. */
export async function startSpotifyStandIn(): Promise<Child & { answer: SpotifyAnswer }> {
  const child = startChild(['stand-ins/spotify/main.ts', '--world', 'stand-ins/worlds/demo-spotify.ts'], {});
  const answer = await child.line((line) => (line.startsWith('{') ? (JSON.parse(line) as SpotifyAnswer) : null));
  return { ...child, answer };
}

/** Starts a stand-in Plex whose library is the demo's music folder; answers the settings with which Harmony finds it. */
async function startPlexStandIn(root: string): Promise<Child & { environment: Record<string, string> }> {
  const music = join(root, 'music');
  await mkdir(music, { recursive: true });
  const child = startChild(['stand-ins/plex/main.ts', '--folder', music], {});
  const answer = await child.line((line) =>
    line.startsWith('{') ? (JSON.parse(line) as { url: string; token: string; plexTv: string }) : null,
  );
  const environment = {
    PLEX_BASE_URL: answer.url,
    PLEX_TOKEN: answer.token,
    PLEX_TV_URL: answer.plexTv,
    PLEX_PATH_MAP: `${music}=/data/music`,
  };
  return { ...child, environment };
}

/** The settings with which Harmony takes the stand-in for Spotify; the app has PKCE and needs no secret. */
export const spotifyEnvironment = (spotify: SpotifyAnswer): Record<string, string> => ({
  SPOTIFY_CLIENT_ID: spotify.clientId,
  SPOTIFY_ACCOUNTS_URL: spotify.accountsUrl,
  SPOTIFY_API_URL: spotify.apiUrl,
});

/** The settings of a Harmony that uses this stand-in. The search budget of the real network does not apply to it. */
export function demoEnvironment(
  root: string,
  standIn: { url: string; apiKey: string },
  port: number,
): Record<string, string> {
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: join(root, 'data'),
    MUSIC_DIR: join(root, 'music'),
    MUSIC_DIR_RESERVE_MB: '0',
    SLSKD_BASE_URL: standIn.url,
    ENABLE_METADATA: 'false',
    ARTWORK_DIR: join(root, 'artwork'),
    SLSKD_API_KEY: standIn.apiKey,
    SLSKD_POLL_MS: '200',
    SLSKD_SEARCH_TIMEOUT_MS: '5000',
    SEARCH_BUDGET_COUNT: '1000',
    DOWNLOAD_STALL_S: '10',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    // A configuration of the person's own must not reach the demo.
    DATABASE_URL: '',
    POSTGRES_HOST: '',
    HARMONY_ENV_FILE: '/dev/null',
  };
}

/** Starts Harmony; answers once it is ready. */
export async function startHarmony(
  env: Readonly<Record<string, string>>,
  onLine?: (line: string) => void,
): Promise<Child & { url: string }> {
  // as `npm start` does it
  const child = startChild(['--max-semi-space-size=4', 'server/src/main.ts', 'serve'], env, onLine);
  const url = await child.line((line) => /ready after .* on (http:\S+)/.exec(line)?.[1] ?? null);
  return { ...child, url };
}

/** A throw-away folder that the database's own account may enter, too. */
export async function newRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'harmony-demo-'));
  await chmod(root, 0o755);
  return root;
}

/** Starts all of them. Throws with what they said when one does not come up; nothing is left behind then. */
export async function openDemoHouse(options: {
  world: string;
  port: number;
  onLine: (line: string) => void;
  /** `false`: the app at Spotify is yet to be entered, as on a first day. */
  spotifyApp?: boolean;
  /** Also starts a Plex that sees the music folder as `/data/music`, and switches it on. */
  plex?: boolean;
  /** Further settings of Harmony, which may name its folder. */
  env?: (root: string) => Readonly<Record<string, string>>;
}): Promise<DemoHouse> {
  const root = await newRoot();
  const children: Child[] = [];
  const close = async (): Promise<void> => {
    for (const child of children.toReversed()) await child.stop();
    await rm(root, { recursive: true, force: true });
  };
  try {
    const standIn = await startStandIn(root, options.world, 0);
    children.push(standIn);
    const spotify = await startSpotifyStandIn();
    children.push(spotify);
    const env = {
      ...demoEnvironment(root, standIn.answer, options.port),
      ...spotifyEnvironment(spotify.answer),
      ...(options.spotifyApp === false ? { SPOTIFY_CLIENT_ID: '' } : {}),
      ...options.env?.(root),
    };
    if (options.plex === true) {
      const plex = await startPlexStandIn(root);
      children.push(plex);
      Object.assign(env, plex.environment);
    }
    const harmony = await startHarmony(env, options.onLine);
    children.push(harmony);
    const musicDir = join(root, 'music');
    return { url: harmony.url, spotify: spotify.answer, slskd: standIn.answer, musicDir, root, close };
  } catch (error) {
    await close();
    throw error;
  }
}
