import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  demoEnvironment,
  newRoot,
  spotifyEnvironment,
  startHarmony,
  startSpotifyStandIn,
  startStandIn,
} from '../../scripts/demo/house.ts';
import { type Child, startChild } from '../../scripts/demo/processes.ts';
import { agreeAsPerson } from '../../stand-ins/spotify/index.ts';
import { type Facts, factsOf } from './facts.ts';

/** Harmony as a process of its own with every integration, beside stand-ins of all services. */
export interface FuzzHouse {
  readonly url: string;
  readonly key: string;
  readonly pid: number;
  /** What right requests need to know. */
  readonly facts: Facts;
  /** Texts that may stand in no answer and no line of the log. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** Starts everything on a throw-away folder; `onLine` gets what Harmony logs. */
export async function openFuzzHouse(onLine: (line: string) => void): Promise<FuzzHouse> {
  const root = await newRoot();
  const children: Child[] = [];
  const close = async (): Promise<void> => {
    for (const child of children.toReversed()) await child.stop();
    await rm(root, { recursive: true, force: true });
  };
  const helper = async <T>(args: readonly string[]): Promise<T> => {
    const child = startChild(args, {});
    children.push(child);
    return await child.line((line) => (line.startsWith('{') ? (JSON.parse(line) as T) : null));
  };
  try {
    const slskd = await startStandIn(root, 'stand-ins/worlds/demo.ts', 0);
    children.push(slskd);
    const spotify = await startSpotifyStandIn();
    children.push(spotify);
    const music = join(root, 'music');
    for (const folder of [music, join(root, 'beets')]) await mkdir(folder, { recursive: true });
    const plex = await helper<{ url: string; plexTv: string }>(['stand-ins/plex/main.ts', '--folder', music]);
    const world = ['--world', 'stand-ins/worlds/musicbrainz.ts', '--interval-ms', '1'];
    const musicbrainz = await helper<{ url: string }>(['stand-ins/musicbrainz/main.ts', ...world]);
    const plexToken = 'plex-token-of-the-stand-in';
    const key = 'key-of-the-fuzz-run-0123456789-abcdefghij';
    const sealing = 'sealing-key-of-the-fuzz-run-0123456789';
    const withBeets = hasBeets();
    await writeFile(
      join(root, 'beets', 'config.yaml'),
      `directory: ${music}\nlibrary: ${join(root, 'beets', 'library.db')}\n`,
    );
    const harmony = await startHarmony(
      {
        ...demoEnvironment(root, slskd.answer, 0),
        ...spotifyEnvironment(spotify.answer),
        INTEGRATIONS_ENABLED: `spotify,slskd,plex${withBeets ? ',beets' : ''}`,
        BEETSDIR: join(root, 'beets'),
        PLEX_BASE_URL: plex.url,
        PLEX_TOKEN: plexToken,
        PLEX_TV_URL: plex.plexTv,
        PLEX_LIBRARY: 'Musik',
        MUSICBRAINZ_BASE_URL: musicbrainz.url,
        MUSICBRAINZ_INTERVAL_MS: '10',
        SPOTIFY_CALLS_PER_S: '1000',
        ENABLE_METADATA: 'true',
        ENABLE_ARTWORK: 'true',
        ENABLE_LYRICS: 'true',
        // nobody listens there: the run reaches no service outside
        COVERART_BASE_URL: 'http://127.0.0.1:1',
        LRCLIB_BASE_URL: 'http://127.0.0.1:1',
        LYRICS_OVH_BASE_URL: 'http://127.0.0.1:1',
        FEATURE_REQUIRE_AUTH: 'true',
        HARMONY_API_KEYS: key,
        SECRETS_KEY: sealing,
        // requests come from many addresses, and the usual limits hold for each
        TRUST_PROXY: '127.0.0.1',
        FEATURE_RATE_LIMITING: 'true',
        SECRET_VALIDATE_MAX_PER_MIN: '100',
        LOG_LEVEL: 'info',
      },
      onLine,
    );
    children.push(harmony);
    const pid = harmony.process.pid;
    if (pid === undefined) throw new Error('Harmony has no process.');
    await settle(harmony.url, key, spotify.answer.clientId);
    return {
      url: harmony.url,
      key,
      pid,
      facts: factsOf({ key }),
      secrets: [key, sealing, plexToken, slskd.answer.apiKey],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As a house is after a while: signed in to Spotify, with wishes of which some are files already, a watched artist, a target of messages. */
async function settle(url: string, key: string, clientId: string): Promise<void> {
  const ask = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const headers = { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${url}/api/v1${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  const list = new URL('../../stand-ins/samples/demo-playlist.csv', import.meta.url);
  const form = new FormData();
  const lines = readFileSync(list, 'utf8').split('\n').slice(0, 13);
  form.append('file', new Blob([lines.join('\n')]), 'list.csv');
  const upload = { method: 'POST', headers: { 'x-api-key': key }, body: form };
  const sent = await fetch(`${url}/api/v1/spotify/import/free/upload`, upload);
  if (!sent.ok) throw new Error(`The list is answered with ${sent.status}: ${await sent.text()}`);
  await ask('PUT', '/spotify/credentials', { client_id: clientId, redirect_uri: `${url}/api/v1/spotify/callback` });
  const started = await ask('GET', '/oauth/start');
  const back = await agreeAsPerson(String(started['authorization_url']));
  await (await fetch(back)).text();
  await ask('POST', '/notifications/targets', {
    name: 'nobody',
    kind: 'webhook',
    url: 'http://127.0.0.1:1/',
    events: ['import.finished'],
    allow_private: true,
  });
  await ask('POST', '/sync');
  const end = Date.now() + 60_000;
  for (;;) {
    const { counts } = (await ask('GET', '/wishes?limit=1')) as { counts?: { done?: number } };
    if ((counts?.done ?? 0) >= 3 || Date.now() > end) return;
    await sleep(250);
  }
}

function hasBeets(): boolean {
  try {
    execFileSync('beet', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
