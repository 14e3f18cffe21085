import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Serving, startServing } from '#test/serving';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { type NotificationStandIn, startNotifications } from '../../../../../stand-ins/notifications/index.ts';
import { createPlexStandIn, type PlexStandIn } from '../../../../../stand-ins/plex/index.ts';
import { createSlskdStandIn, type SlskdStandIn } from '../../../../../stand-ins/slskd/index.ts';
import { agreeAsPerson, generateWorld } from '../../../../../stand-ins/spotify/index.ts';

/** A wish's whole way through a real `harmony serve` that tells all it can tell, with every secret that it can have. */

const patience = 180_000;
const waiting = { timeout: 120_000, interval: 100 };
const secrets: Record<string, string> = {
  environmentKey: 'k-environment-5f1d0c7e9a-journey',
  wrongKey: 'k-wrong-0a9b8c7d6e5f-journey',
  musixmatch: 'k-musixmatch-1234567890abcdef',
  tracing: 'k-tracing-1234567890abcdef',
  databasePassword: 'p-database-0f9e8d7c6b5a',
  webhookSecret: 's-webhook-112233445566',
  webhookPath: 'in-the-path-998877665544',
  webhookHeader: 's-header-665544332211',
};
const lines: string[] = [];
const answers: string[] = [];
let root: string;
let spotify: SpotifyHouse;
let slskd: SlskdStandIn;
let plex: PlexStandIn;
let notified: NotificationStandIn;
let env: Record<string, string>;
let running: Serving;
let key: Record<string, string>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'harmony-secrets-'));
  const music = join(root, 'music');
  await mkdir(music);
  spotify = await openSpotifyHouse({ world: generateWorld({ playlists: [1], savedTracks: 0 }) });
  const { title, artist, durationMs } = wanted();
  const audio = { format: 'mp3', durationMs, bitrateKbps: 320, tags: { title, artist } } as const;
  const files = [{ path: `Music\\${artist} - ${title}.mp3`, audio }];
  slskd = createSlskdStandIn({
    world: { peers: [{ username: 'giver', speedBps: 200_000_000, files }] },
    dir: join(root, 'slskd'),
    timeScale: 50,
  });
  const sections = [{ id: 5, title: 'Music', locations: [{ path: '/data/music', folder: music }] }];
  plex = createPlexStandIn({ world: { sections }, token: 'plex-token-00ffee11dd', scanMs: 50 });
  [notified] = await Promise.all([startNotifications(), slskd.start(), plex.start()]);
  const database = new URL(spotify.env.DATABASE_URL);
  // PostgreSQL asks nobody from here for it; it is there to be told by mistake
  if (database.password === '') database.password = secrets['databasePassword'] ?? '';
  Object.assign(secrets, {
    databasePassword: decodeURIComponent(database.password),
    sealing: spotify.env.SECRETS_KEY,
    clientSecret: spotify.standIn.app.clientSecret,
    slskdKey: slskd.apiKey,
    plexToken: plex.token,
    ntfyToken: notified.ntfyToken,
    discordToken: 'a-secret_Token-of-the-channel',
  });
  env = {
    ...spotify.env,
    DATABASE_URL: database.toString(),
    LOG_LEVEL: 'trace',
    LOG_FORMAT: 'json',
    FEATURE_REQUIRE_AUTH: 'true',
    HARMONY_API_KEYS: secrets['environmentKey'] ?? '',
    DATA_DIR: join(root, 'data'),
    MUSIC_DIR: music,
    INTEGRATIONS_ENABLED: 'spotify,slskd,plex',
    SPOTIFY_CLIENT_SECRET: spotify.standIn.app.clientSecret,
    SLSKD_BASE_URL: slskd.url,
    SLSKD_API_KEY: slskd.apiKey,
    SLSKD_DOWNLOADS_DIR: slskd.downloads,
    SLSKD_SEARCH_TIMEOUT_MS: '3000',
    DOWNLOAD_POLL_MS: '50',
    VERIFY_DECODE: 'false',
    MUSIXMATCH_API_KEY: secrets['musixmatch'] ?? '',
    PLEX_BASE_URL: plex.url,
    PLEX_TOKEN: plex.token,
    PLEX_PATH_MAP: `${music}=/data/music`,
    PLEX_SCAN_DEDUPE_SECONDS: '0',
    HARMONY_ENV_FILE: '/dev/null',
  };
  running = await startServing(env, (line) => lines.push(line));
  key = { 'x-api-key': secrets['environmentKey'] ?? '' };
}, patience);
afterAll(async () => {
  await running.stop();
  await Promise.all([slskd.stop(), plex.stop(), notified.stop()]);
  await spotify.close();
  await rm(root, { recursive: true, force: true });
});

/** The only track of the account. */
function wanted() {
  const { world } = spotify.standIn;
  const [list] = world.playlists.values();
  const content = list?.rows[0]?.content;
  const track = content?.kind === 'track' ? world.tracks.get(content.id) : undefined;
  if (list === undefined || track === undefined) throw new Error('The account has no playlist with a track.');
  const artist = world.artists.get(track.artistIds[0] ?? '')?.name ?? '';
  return { list: list.id, title: track.name, artist, durationMs: track.durationMs };
}

/** Asks and keeps what was answered, headers included; `given` names what this answer is there to give out, and it is a secret from then on. */
async function ask<T = never>(
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: unknown; given?: Record<string, string> } = {},
): Promise<T> {
  const { headers = key, body, given = {} } = options;
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const init = { method, headers: { ...headers, ...json }, redirect: 'manual' as const };
  const answer = await fetch(new URL(path.startsWith('/') ? `${running.url}${path}` : path), {
    ...init,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  let text = await answer.text();
  const value = (text.startsWith('{') ? JSON.parse(text) : undefined) as T;
  for (const [name, field] of Object.entries(given)) {
    const secret = (value as Record<string, unknown> | undefined)?.[field];
    if (typeof secret !== 'string') throw new Error(`${method} ${path} answers ${answer.status} ${text}`);
    secrets[name] = secret;
    text = text.replaceAll(secret, '');
  }
  // the cookie of a session is given out in its header
  const told = [...answer.headers].map(([name, said]) => (name === 'set-cookie' ? [name] : [name, said]));
  answers.push(`${answer.status} ${JSON.stringify(told)}\n${text}`);
  if (method !== 'GET' && answer.status >= 400 && headers === key && typeof body !== 'string')
    throw new Error(`${method} ${path} answers ${answer.status} ${text}`);
  return value;
}

/** Runs a command of Harmony beside the running one; answers everything that it says. */
async function command(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['server/src/main.ts', ...args], { env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return said;
}

/** Signs in to Spotify through the running house; code and state are secrets for as long as they count. */
async function signIn(): Promise<void> {
  await ask('PUT', '/api/v1/spotify/credentials', { body: { redirect_uri: `${running.url}/api/v1/spotify/callback` } });
  const begun = await ask<{ authorization_url: string }>('POST', '/api/v1/spotify/pro/oauth/start', { body: {} });
  const back = await agreeAsPerson(begun.authorization_url);
  secrets['oauthCode'] = back.searchParams.get('code') ?? '';
  await ask('GET', back.toString(), { headers: {} });
}

const sealedAway = async (): Promise<string> => {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name
    from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')
    and table_type = 'BASE TABLE'`.execute(spotify.db);
  expect(rows.length).toBeGreaterThan(20);
  const dump: string[] = [];
  for (const { name } of rows) {
    const whole = await sql<{ text: string | null }>`select string_agg(t::text, ' ') as text
      from ${sql.raw(name)} t`.execute(spotify.db);
    dump.push(whole.rows[0]?.text ?? '');
  }
  return dump.join('\n');
};

/** Every file of the data folder, unpacked where it is packed. */
async function files(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const bytes = await readFile(join(entry.parentPath, entry.name));
      return `${entry.name}\n${(entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')}`;
    });
  return (await Promise.all(texts)).join('\n');
}

test(
  'on the whole way of a wish no secret leaves the house: not in the log, an answer, a command, a backup or the clear of the database',
  async () => {
    const { title, list } = wanted();
    await ask('POST', '/api/v1/keys', { body: { name: 'made', scope: 'admin' }, given: { madeKey: 'key' } });
    await ask('POST', '/api/v1/calendar/tokens', { body: { name: 'phone' }, given: { calendarToken: 'token' } });
    const headers = { 'content-type': 'application/json' };
    const login = await fetch(`${running.url}/api/v1/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ key: secrets['madeKey'] }),
    });
    secrets['session'] = /harmony_session=([^;]+)/.exec(login.headers.get('set-cookie') ?? '')?.[1] ?? '';
    const cookie = { cookie: `harmony_session=${secrets['session']}` };
    for (const form of [
      { 'x-api-key': secrets['madeKey'] ?? '' },
      { authorization: `Bearer ${secrets['madeKey']}` },
      { authorization: `ApiKey ${secrets['madeKey']}` },
      cookie,
      { 'x-api-key': secrets['wrongKey'] ?? '' },
      { authorization: `Bearer ${secrets['wrongKey']}` },
      { authorization: `Basic ${Buffer.from(`a:${secrets['wrongKey']}`).toString('base64')}` },
    ])
      await ask('GET', '/api/v1/wishes', { headers: form });
    await ask('GET', `/api/v1/calendar/releases.ics?token=${secrets['calendarToken']}`, { headers: {} });

    const events = ['import.finished', 'download.failed'];
    const hook = notified.webhookUrl.replace('/hooks/', `/hooks/${secrets['webhookPath']}/`);
    for (const target of [
      {
        kind: 'webhook',
        url: hook,
        secret: secrets['webhookSecret'],
        headers: { 'x-of-theirs': secrets['webhookHeader'] },
      },
      { kind: 'ntfy', url: notified.ntfyUrl, secret: notified.ntfyToken },
      { kind: 'discord', url: notified.discordUrl },
    ]) {
      const body = { name: target.kind, events, allow_private: true, ...target };
      const made = await ask<{ id: number }>('POST', '/api/v1/notifications/targets', { body });
      await ask('POST', `/api/v1/notifications/targets/${made.id}/test`, { body: {} });
    }

    expect(new Set(notified.received.map(({ service }) => service))).toEqual(new Set(['webhook', 'ntfy', 'discord']));

    await signIn();
    const link = `https://open.spotify.com/playlist/${list}?si=0123456789abcdef`;
    await ask('POST', '/api/v1/spotify/free/links', { body: { url: link } });
    const done = () => spotify.db.selectFrom('wishes').select(['title', 'state']).execute();
    await expect.poll(done, waiting).toEqual([{ title, state: 'done' }]);
    const inPlex = () => spotify.db.selectFrom('plex_tracks').select('title').execute();
    await expect.poll(inPlex, waiting).toEqual([{ title }]);

    // everybody fails once
    plex.setToken('another-token-since-yesterday');
    await slskd.stop();
    spotify.standIn.strings.grants.revoke();
    for (const path of ['/plex/status', '/plex/libraries', '/api/v1/soulseek/status', '/api/v1/spotify/playlists'])
      await ask('GET', path);
    await ask('GET', `/api/v1/search?q=${encodeURIComponent(title)}`);
    await ask('POST', '/api/v1/settings', { body: `{"key":"x","value":"${secrets['slskdKey']}` });
    for (const path of [
      '/api/v1/doctor',
      '/api/v1/settings',
      '/api/v1/settings/history',
      '/api/v1/secrets',
      '/api/v1/spotify/status',
      '/api/v1/notifications/targets',
      '/api/v1/notifications/deliveries',
      '/api/v1/integrations',
      '/api/v1/status',
      '/api/v1/system/stats',
      '/api/v1/keys',
      '/api/v1/session',
      '/api/v1/activity',
      '/api/v1/openapi.json',
      '/api/health/ready',
      '/plex/settings',
      '/metrics',
      '/',
    ])
      await ask('GET', path);
    await ask('POST', '/api/v1/backups', { body: {} });
    const commands = [
      await command('doctor'),
      await command('doctor', '--json'),
      await command('config'),
      await command('key', 'list'),
      await command('backup', join(root, 'data', 'by-hand.tar.gz')),
    ];

    for (const { headers: sent, path } of spotify.standIn.requests) {
      const [, token] = /^Bearer (.+)$/.exec(String(sent['authorization'])) ?? [];
      if (token !== undefined) secrets[`accessToken of ${path.split('?')[0]}`] = token;
    }
    const places = {
      log: lines.join('\n'),
      answers: answers.join('\n'),
      commands: commands.join('\n'),
      database: await sealedAway(),
      'data folder': await files(join(root, 'data')),
    };
    // each was looked at, and speaks of what happened
    expect(places.log).toMatch(/"level":(?:10|20),/);
    expect(places.answers).toContain('AUTH_REQUIRED');
    expect(places.commands).toContain('slskd');
    expect(places.database).toContain(title);
    expect(places['data folder']).toContain(title);
    const found = Object.entries(secrets).flatMap(([name, secret]) => {
      if (secret.length < 12) throw new Error(`${name} was not there: ${secret}`);
      const bytes = Buffer.from(secret);
      const forms = [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('hex')];
      return Object.entries(places).flatMap(([place, text]) =>
        forms.some((form) => text.includes(form)) ? [`${name} in the ${place}`] : [],
      );
    });
    expect(found).toEqual([]);
  },
  patience,
);
