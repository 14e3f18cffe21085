import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { trueSize } from './shares.ts';
import { peer, type SeenTransfer, track } from './testing.ts';

const dir = mkdtempSync(join(tmpdir(), 'slskd-cli-'));
let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

const song = track('@@abcde\\Band\\Album\\01 Song.opus', {
  behaviour: { queue: { positions: 1, msPerPosition: 15_000 } },
});
const key = 'a-key-of-more-than-16-characters';

/** Starts the command line and returns the addresses that it prints. */
async function launch(): Promise<{ url: string; control: string }> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const started = spawn(
    process.execPath,
    [
      main,
      '--world',
      join(dir, 'world.json'),
      '--dir',
      join(dir, 'daemon'),
      '--api-key',
      key,
      '--time-scale',
      '20',
      '--control',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  child = started;
  const [line] = (await once(createInterface({ input: started.stdout }), 'line')) as [string];
  return JSON.parse(line) as { url: string; control: string };
}

it('prints one line, and after kill -9 knows what it had acknowledged and goes on under new ids', async () => {
  writeFileSync(join(dir, 'world.json'), JSON.stringify({ peers: [peer('alice', [song])] }));
  const headers = { 'X-API-Key': key, 'content-type': 'application/json' };
  const rows = async (url: string): Promise<SeenTransfer[]> => {
    const reply = await fetch(`${url}/api/v0/transfers/downloads?includeRemoved=true`, { headers });
    const users = (await reply.json()) as { directories: { files: SeenTransfer[] }[] }[];
    return users.flatMap((user) => user.directories.flatMap((each) => each.files));
  };
  const { url: first } = await launch();
  const files = [{ filename: song.path, size: trueSize(song) }];
  const reply = await fetch(`${first}/api/v0/transfers/downloads/batches`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username: 'alice', files }),
  });
  expect(reply.status).toBe(201);
  child?.kill('SIGKILL');
  await once(child as ChildProcess, 'exit');

  const { url: second } = await launch();
  const [old] = await rows(second);
  expect([old?.state, old?.exception]).toEqual(['Completed, Errored', 'Application shut down']);
  for (;;) {
    const fresh = (await rows(second)).find((each) => each.id !== old?.id);
    if (fresh?.state === 'Completed, Succeeded') break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

it('lets another process pull the strings', async () => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'world.json'), JSON.stringify({ peers: [peer('alice', [song])] }));
  const { url, control } = await launch();
  const pull = async (call: string, ...args: unknown[]): Promise<unknown> =>
    (await fetch(control, { method: 'POST', body: JSON.stringify({ call, args }) })).json();
  const headers = { 'X-API-Key': key };
  expect(await pull('fault', { path: '/session', fault: { kind: 'status', status: 503 } })).toEqual({ result: null });
  expect((await fetch(`${url}/api/v0/session`, { headers })).status).toBe(503);
  await pull('setPresence', 'alice', false);
  expect(await (await fetch(`${url}/api/v0/users/alice/status`, { headers })).json()).toMatchObject({
    presence: 'Offline',
  });
  await pull('goDown');
  await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
  await pull('comeUp');
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const seen = (await (await fetch(control)).json()) as { path: string }[];
  expect(seen.map((each) => each.path)).toContain('/api/v0/users/alice/status');
  expect(await pull('format')).toMatchObject({ error: expect.stringContaining('No such call') });
});
