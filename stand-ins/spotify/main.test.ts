import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { agreeAsPerson } from './index.ts';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

interface Printed {
  readonly accountsUrl: string;
  readonly apiUrl: string;
  readonly openUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly control: string;
}

async function launch(...args: string[]): Promise<Printed> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const started = spawn(process.execPath, [main, '--control', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const [line] = (await once(createInterface({ input: started.stdout }), 'line')) as [string];
  return JSON.parse(line) as Printed;
}

it('serves the world of the demo to another process, which may pull the strings and count the calls', async () => {
  const world = fileURLToPath(new URL('../worlds/demo-spotify.ts', import.meta.url));
  const spotify = await launch('--world', world, '--redirect-uri', 'https://hub.example/back');
  const query = new URLSearchParams({
    client_id: spotify.clientId,
    response_type: 'code',
    redirect_uri: 'https://hub.example/back',
    scope: 'playlist-read-private',
  });
  const back = await agreeAsPerson(`${spotify.accountsUrl}/authorize?${query.toString()}`);
  const code = back.searchParams.get('code') ?? '';
  const credentials = Buffer.from(`${spotify.clientId}:${spotify.clientSecret}`).toString('base64');
  const answer = await fetch(`${spotify.accountsUrl}/api/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: 'https://hub.example/back' }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  const get = async (path: string): Promise<unknown> =>
    await (await fetch(`${spotify.apiUrl}${path}`, { headers: { authorization: `Bearer ${access_token}` } })).json();
  const pull = async (call: string, ...args: unknown[]): Promise<unknown> =>
    await (await fetch(spotify.control, { method: 'POST', body: JSON.stringify({ call, args }) })).json();

  expect(await get('/me')).toMatchObject({ display_name: 'Demo Person' });
  const { items } = (await get('/me/playlists')) as { items: { id: string; snapshot_id: string }[] };
  expect(items[0]).toMatchObject({ name: 'All the demo', items: { total: 50 } });
  expect(await pull('set', { regime: 'dev_legacy' })).toEqual({ result: null });
  expect(await get('/me')).toHaveProperty('followers');
  const list = items[0]?.id ?? '';
  const rows = (await get(`/playlists/${list}/items?limit=1`)) as { items: { track: { id: string } }[] };
  const moved = (await pull('removeTrack', list, rows.items[0]?.track.id)) as { result: string };
  expect(moved.result).not.toBe(items[0]?.snapshot_id);
  expect(await get(`/playlists/${list}/items?limit=1`)).toMatchObject({ total: 49 });
  expect(await pull('fly')).toHaveProperty('error');
  const counted = (await (await fetch(spotify.control)).json()) as { calls: object };
  expect(counted.calls).toEqual({ 'GET /me': 2, 'GET /me/playlists': 1, 'GET /playlists/{id}/items': 2 });
});
