import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { createSlskdStandIn, type SlskdStandIn } from '../../../../../stand-ins/slskd/index.ts';

/** A house that nobody told where slskd is, and a slskd that waits for it. */

const song = 'Music\\Artist - Album\\03 - Good Song.mp3';
const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Good Song', artist: 'Artist' } } as const;
const environmentKey = 'key-of-the-environment';
const typedKey = 'typed-on-the-page-0123456789';
const nowhere = 'http://127.0.0.1:1';

let house: ApiHouse;
let slskd: SlskdStandIn;
let dir: string;
const lines: string[] = [];
const answers: string[] = [];
const others: Server[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'harmony-slskd-settings-'));
  slskd = createSlskdStandIn({
    world: { peers: [{ username: 'giver', files: [{ path: song, audio }] }] },
    dir,
    apiKey: typedKey,
    timeScale: 50,
    acceptMs: 2,
    retry: { attempts: 1 },
  });
  await slskd.start();
  house = await openApiHouse({
    peers: [],
    onLine: (line) => lines.push(line),
    env: { SLSKD_BASE_URL: nowhere, SLSKD_API_KEY: environmentKey, SLSKD_DOWNLOADS_DIR: '', SLSKD_RETRY_MAX: '0' },
  });
});
afterEach(async () => {
  for (const other of others.splice(0)) {
    other.closeAllConnections();
    await new Promise((done) => other.close(done));
  }
});
afterAll(async () => {
  await house.close();
  await slskd.stop();
  await rm(dir, { recursive: true, force: true });
});

interface Trial {
  readonly usable: boolean;
  readonly problem: { readonly code: string } | null;
}

async function tryOut(body: object) {
  const answer = await house.post('/soulseek/settings/try', body);
  answers.push(answer.text);
  return { ...answer, trial: answer.body as unknown as Trial };
}
const settings = async () => (await house.get('/soulseek/settings')).body as unknown as Record<string, unknown>;

/** Somebody who is no slskd; answers with what it was asked. */
async function stranger(reply: { status: number; type: string; body: string; location?: string }) {
  const asked: { url: string | undefined; key: unknown }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, key: request.headers['x-api-key'] });
    response.writeHead(reply.status, {
      'content-type': reply.type,
      ...(reply.location && { location: reply.location }),
    });
    response.end(reply.body);
  });
  others.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('a trial says whether somebody is there, takes the key, is signed in, and whether its folder is seen; nothing is stored', async () => {
  const right = await tryOut({ base_url: `${slskd.url}/`, api_key: typedKey });
  expect(right.trial).toEqual({
    usable: true,
    reachable: true,
    authenticated: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    logged_in: true,
    downloads_folder: { slskd: slskd.downloads, here: slskd.downloads, state: 'writable' },
    problem: null,
  });
  const wrong = await tryOut({ base_url: slskd.url, api_key: 'not-the-key-of-this-slskd' });
  expect(wrong.trial).toMatchObject({ usable: false, reachable: true, authenticated: false, version: null });
  expect(wrong.trial.problem?.code).toMatch(/^(unauthorised|forbidden)$/);
  const elsewhere = await tryOut({ base_url: slskd.url, api_key: typedKey, downloads_dir: join(dir, 'nowhere') });
  expect(elsewhere.trial).toMatchObject({ usable: false, downloads_folder: { state: 'missing' }, problem: null });
  expect((await tryOut({ base_url: nowhere, api_key: typedKey })).trial).toMatchObject({
    reachable: false,
    problem: { code: 'unreachable' },
  });
  slskd.control.disconnect();
  expect((await tryOut({ base_url: slskd.url, api_key: typedKey })).trial).toMatchObject({
    authenticated: true,
    logged_in: false,
    problem: { code: 'not_logged_in' },
  });
  slskd.control.connect();
  expect(await settings()).toMatchObject({
    base_url: nowhere,
    has_key: true,
    source: { base_url: 'environment', api_key: 'environment', downloads_dir: 'default' },
  });
});

test.each([
  ['a web page', { status: 200, type: 'text/html', body: '<html>secret-page</html>' }, 'not_slskd'],
  ['other JSON', { status: 200, type: 'application/json', body: '{"secret-page":true}' }, 'not_slskd'],
  ['broken JSON', { status: 200, type: 'application/json', body: '{"secret-page' }, 'not_slskd'],
  ['404', { status: 404, type: 'text/plain', body: 'secret-page' }, 'not_slskd'],
  [
    'a redirect',
    { status: 302, type: 'text/plain', body: 'secret-page', location: `${nowhere}/secret-page` },
    'not_slskd',
  ],
  ['500 with words', { status: 500, type: 'application/json', body: '"secret-page"' }, 'service_error'],
  ['two megabytes', { status: 200, type: 'application/json', body: 'x'.repeat(2_000_000) }, 'not_slskd'],
])('of somebody who answers with %s nothing is told but what he is not', async (_what, reply, code) => {
  const other = await stranger(reply);
  const { trial, text } = await tryOut({ base_url: other.url, api_key: typedKey });
  expect(trial).toMatchObject({ usable: false, reachable: true, problem: { code } });
  expect(text).not.toContain('secret-page');
  expect(other.asked.map((each) => each.url)).toEqual(['/api/v0/application']);
});

test('the kept key is not sent to another address: it has to be entered again there', async () => {
  const other = await stranger({ status: 200, type: 'application/json', body: '{}' });
  for (const answer of [
    await house.post('/soulseek/settings/try', { base_url: other.url }),
    await house.put('/soulseek/settings', { base_url: other.url }),
  ]) {
    expect(answer.status).toBe(400);
    expect(answer.body.error?.meta.fields[0]?.name).toBe('api_key');
  }
  // also not by the way that the first Harmony had
  expect((await house.post('/settings', { key: 'SLSKD_URL', value: other.url })).status).toBe(200);
  await expect
    .poll(async () => {
      await house.get('/soulseek/uploads');
      return other.asked.length;
    })
    .toBeGreaterThan(0);
  expect(other.asked.filter(({ key }) => key !== undefined)).toEqual([]);
  expect((await house.post('/settings', { key: 'SLSKD_URL', value: null })).status).toBe(200);
});

test.each([
  [{ base_url: 'ftp://nas:5030' }, 'base_url'],
  [{ base_url: 'nas' }, 'base_url'],
  [{ base_url: 'http://me:secret@nas:5030' }, 'base_url'],
  [{ base_url: 'http://nas:5030/?a=b' }, 'base_url'],
  [{ base_url: 7 }, 'base_url'],
  [{ api_key: 'two words' }, 'api_key'],
  [{ api_key: 'line\nend' }, 'api_key'],
  [{ downloads_dir: 'relative' }, 'downloads_dir'],
  [{ downloads_dir: '/' }, 'downloads_dir'],
  [{ downloads_dir: '/a/../etc' }, 'downloads_dir'],
  [{ downloads_dir: '/a\0b' }, 'downloads_dir'],
  [{ base_url: `http://${'n'.repeat(600)}` }, 'base_url'],
  [{ api_key: 'x'.repeat(256) }, 'api_key'],
])('%j is refused, naming %s, by the trial and by storing', async (body, field) => {
  for (const answer of [
    await house.post('/soulseek/settings/try', body),
    await house.put('/soulseek/settings', body),
  ]) {
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(field);
  }
});

test.each(['http://169.254.169.254/latest/meta-data', 'http://[fe80::1]:5030', 'http://0.0.0.0:5030'])(
  '%s is not asked, on trial or stored',
  async (base_url) => {
    expect((await tryOut({ base_url, api_key: typedKey })).trial).toMatchObject({
      reachable: false,
      problem: { code: 'address_not_allowed' },
    });
    expect((await house.put('/soulseek/settings', { base_url, api_key: typedKey })).status).toBe(200);
    await house.until('/soulseek/status', (body) => /link-local/.test(JSON.stringify(body)));
    await house.put('/soulseek/settings', { base_url: null, api_key: null });
  },
);

test('what is stored is in effect at once: a wish becomes a file without a restart, and the environment counts again afterwards', async () => {
  expect((await house.get('/soulseek/status')).body.status).toBe('disconnected');
  const stored = await house.put('/soulseek/settings', { base_url: slskd.url, api_key: typedKey });
  answers.push(stored.text);
  expect(stored.body).toMatchObject({ base_url: slskd.url, has_key: true, source: { api_key: 'stored' } });
  await house.until('/soulseek/status', (body) => body.status === 'connected');
  const { wish_id } =
    (await house.post('/download', { username: 'giver', files: [{ filename: song }] })).body.downloads[0] ?? {};
  const wish = await house.until(`/wishes/${wish_id}`, (body) => body.state === 'done');
  expect(wish.file.path).toContain('Good Song');
  const declared = await house.get('/settings/declared');
  expect(
    (JSON.parse(declared.text) as { items: { name: string }[] }).items.filter(({ name }) => name === 'SLSKD_API_KEY'),
  ).toMatchObject([{ value: '********', source: 'stored', change: 'elsewhere' }]);
  answers.push(declared.text, (await house.get('/settings')).text, (await house.get('/settings/history')).text);
  expect((await house.get('/settings')).text).toContain(slskd.url);

  expect((await house.put('/soulseek/settings', { base_url: null, api_key: null })).body).toMatchObject({
    base_url: nowhere,
    source: { base_url: 'environment', api_key: 'environment' },
  });
  await house.until('/soulseek/status', (body) => body.status === 'disconnected');
});

test('no key was told, logged, or kept in the clear', async () => {
  const { rows } = await sql<{ text: string }>`select s::text as text from settings s
    union all select h::text from settings_history h`.execute(house.db);
  expect(rows.filter(({ text }) => text.includes('v1.')).length).toBeGreaterThan(0);
  const said = {
    log: lines.join('\n'),
    answers: answers.join('\n'),
    database: rows.map(({ text }) => text).join('\n'),
  };
  expect(said.log).toContain('/soulseek/settings/try');
  for (const [place, text] of Object.entries(said))
    for (const key of [typedKey, environmentKey, 'not-the-key-of-this-slskd'])
      expect(text.includes(key), place).toBe(false);
});
