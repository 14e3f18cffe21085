import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allSettled, allWishes, importFile } from '../../scripts/demo/api.ts';
import { type DemoHouse, openDemoHouse } from '../../scripts/demo/house.ts';
import { agreeAsPerson } from '../../stand-ins/spotify/browser.ts';

/** Lines of the demo's playlist that are wished for: enough for every kind of end, few enough to wait for. */
const wishes = 9;
/** Names that nobody offers and that are hard to fit into a line. */
const hardToFit = [
  `Die Käfer & Söhne - ${'Der sehr lange Titel der nicht enden will '.repeat(4)}`,
  'فرقة - ليل طويل',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft - ../../etc/passwd',
];
/** Longest wait for one step of furnishing; a busy machine takes its time. */
const patienceMs = 240_000;

/** A port that nobody uses: the address that Spotify comes back to names it, so the house cannot be left to choose. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/**
 * A real Harmony with every integration switched on (slskd, Spotify, Plex, beets) in which somebody has lived: wishes of every kind of end, an import,
 * somebody signed in to Spotify, a mirrored playlist, watched artists, a recording twice, a lost file, one in the trash, a key, a target of notifications.
 * `E2E_BASE_URL` names another house to look at instead.
 */
export async function openLivedInHouse(): Promise<Pick<DemoHouse, 'url' | 'close'>> {
  const real = process.env['E2E_BASE_URL'];
  if (real !== undefined && real !== '') return { url: real.replace(/\/$/, ''), close: async () => {} };
  const port = await freePort();
  const house = await openDemoHouse({
    world: 'stand-ins/worlds/demo.ts',
    port,
    onLine: () => undefined,
    plex: true,
    env: (root) => ({ INTEGRATIONS_ENABLED: 'spotify,slskd,plex,beets', BEETSDIR: join(root, 'beets') }),
  });
  try {
    await furnish(house);
    return house;
  } catch (error) {
    await house.close();
    throw error;
  }
}

async function furnish(house: DemoHouse): Promise<void> {
  const beets = join(house.root, 'beets');
  await mkdir(beets, { recursive: true });
  await writeFile(join(beets, 'config.yaml'), `directory: ${house.musicDir}\nlibrary: ${join(beets, 'library.db')}\n`);

  const lines = (await readFile('stand-ins/samples/demo-playlist.csv', 'utf8')).split('\n').slice(0, wishes + 1);
  const list = join(house.root, 'Küche ☕.csv');
  await writeFile(list, lines.join('\n'));
  await importFile(house.url, list);
  await ask(house, 'POST', '/api/v1/spotify/import/free', { tracks: hardToFit });
  await signInToSpotify(house);
  // else they are read within a minute
  await ask(house, 'POST', '/api/v1/sync');
  const kitchen = await until('the playlists of the account are read', async () => {
    const path = '/api/v1/spotify/playlists';
    const { playlists } = await ask<{ playlists: { id: string; name: string }[] }>(house, 'GET', path);
    return playlists.find(({ name }) => name === 'Küche ☕');
  });
  await ask(house, 'PUT', `/api/v1/spotify/playlists/${kitchen.id}/mirror`, { mirror: true });
  for (const artist of ['Massive Attack', 'Björk']) await ask(house, 'POST', '/api/v1/watchlist', { artist });
  await ask(house, 'POST', '/api/v1/keys', { name: 'Living room', scope: 'operate' });
  const target = { name: 'Phone', kind: 'ntfy', url: 'http://127.0.0.1:1/music', allow_private: true };
  await ask(house, 'POST', '/api/v1/notifications/targets', { ...target, events: ['import.finished'] });
  await until('every wish has settled', async () => allSettled(await allWishes(house.url)));

  const files = (await allWishes(house.url)).flatMap(({ file }) => (file === null ? [] : [file.path]));
  const [twice = '', lost = '', thrown = ''] = files;
  const copy = join(house.musicDir, 'Twice', twice);
  await mkdir(dirname(copy), { recursive: true });
  await copyFile(join(house.musicDir, twice), copy);
  await rm(join(house.musicDir, lost));
  const { items } = await ask<{ items: { id: number; path: string }[] }>(
    house,
    'GET',
    '/api/v1/library/files?limit=100',
  );
  await ask(house, 'DELETE', `/api/v1/library/files/${items.find(({ path }) => path === thrown)?.id}`);
  await until('the copy and the loss are noticed', async () => {
    const [copies, losses] = await Promise.all(
      ['/api/v1/library/duplicates', '/api/v1/library/scan/missing'].map((path) =>
        ask<{ total: number }>(house, 'GET', path),
      ),
    );
    if ((copies?.total ?? 0) > 0 && (losses?.total ?? 0) > 0) return true;
    await ask(house, 'POST', '/api/v1/library/scan', { mode: 'changes', accept_losses: true });
    return false;
  });
  await until('Plex has the files', async () => {
    const { library } = await ask<{ library: { tracks: number } | null }>(house, 'GET', '/plex/status');
    return (library?.tracks ?? 0) > 0;
  });
}

async function signInToSpotify(house: DemoHouse): Promise<void> {
  const begun = await ask<{ authorization_url: string }>(house, 'POST', '/api/v1/spotify/pro/oauth/start');
  const back = await fetch(await agreeAsPerson(begun.authorization_url));
  if (!back.ok) throw new Error(`The sign-in was answered with ${back.status}: ${await back.text()}`);
}

async function ask<T>(house: DemoHouse, method: string, path: string, body?: unknown): Promise<T> {
  const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(house.url + path, { method, ...(body === undefined ? {} : json) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${text.slice(0, 500)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Asks again and again until there is an answer other than `undefined` and `false`. */
async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`Waited ${patienceMs / 1000} s in vain until ${what}.`);
    await sleep(200);
  }
}
