import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openPlexHouse, type PlexHouse } from '#test/plex-house';

/** A house that knows a Plex of its environment, tried out with others. */

const nowhere = 'http://127.0.0.1:1';
let house: PlexHouse;
const others: Server[] = [];

beforeAll(async () => {
  house = await openPlexHouse({ env: { PLEX_RETRY_MAX: '0' } });
}, 60_000);
afterEach(async () => {
  for (const other of others.splice(0)) {
    other.closeAllConnections();
    await new Promise((done) => other.close(done));
  }
});
afterAll(() => house.close());

const tryOut = (body: object) => house.ask('POST', '/plex/settings/try', body);

/** Somebody who is no Plex; notes what he was asked. */
async function stranger(reply: { status: number; type: string; body: string }) {
  const asked: { url: string | undefined; token: unknown }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, token: request.headers['x-plex-token'] });
    response.writeHead(reply.status, { 'content-type': reply.type });
    response.end(reply.body);
  });
  others.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('a trial says whether Plex is there, takes the token, and has the library; nothing is stored', async () => {
  const before = await house.ask('GET', '/plex/settings');
  const right = await tryOut({ base_url: `${house.plex.url}/`, token: house.plex.token });
  expect(right.json).toEqual({
    usable: true,
    reachable: true,
    authenticated: true,
    server: { name: expect.any(String), version: expect.stringMatching(/^\d/) },
    libraries: [
      { section_id: '7', title: 'Hörbücher' },
      { section_id: '5', title: 'Musik' },
    ],
    section: { section_id: '5', title: 'Musik' },
    problem: null,
  });
  expect((await tryOut({ library: 'Jazz' })).json).toMatchObject({
    usable: false,
    authenticated: true,
    section: null,
    problem: { code: 'no_library', remedy: expect.stringContaining('Musik') },
  });
  expect((await tryOut({ token: 'another-token' })).json).toMatchObject({
    usable: false,
    reachable: true,
    authenticated: false,
    problem: { code: 'unauthorised', remedy: expect.stringContaining('PIN') },
  });
  expect((await tryOut({ base_url: nowhere, token: 'another-token' })).json).toMatchObject({
    reachable: false,
    authenticated: null,
    problem: { code: 'unreachable' },
  });
  expect((await house.ask('GET', '/plex/settings')).json).toEqual(before.json);
});

test.each([
  ['a web page', { status: 200, type: 'text/html', body: '<html>secret-page</html>' }, 'not_plex'],
  ['other JSON', { status: 200, type: 'application/json', body: '{"secret-page":true}' }, 'not_plex'],
  ['404', { status: 404, type: 'text/plain', body: 'secret-page' }, 'not_plex'],
  ['500 with words', { status: 500, type: 'application/json', body: '"secret-page"' }, 'service_error'],
])(
  'somebody who answers with %s never sees the token, and nothing of his answer is told',
  async (_what, reply, code) => {
    const other = await stranger(reply);
    const trial = await tryOut({ base_url: other.url, token: 'typed-on-the-page' });
    expect(trial.json).toMatchObject({ usable: false, reachable: true, problem: { code } });
    expect(trial.text).not.toContain('secret-page');
    expect(other.asked).toEqual([{ url: '/identity', token: undefined }]);
  },
);

test('the kept token is not sent to another address: it has to be entered again there', async () => {
  const other = await stranger({ status: 200, type: 'application/json', body: '{}' });
  for (const answer of [
    await tryOut({ base_url: other.url }),
    await house.ask('PUT', '/plex/settings', { base_url: other.url }),
  ]) {
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { meta: { fields: [{ name: 'token' }] } } });
  }
  // also not by a row that somebody wrote into the database: the token belongs to the address of the environment
  const { db } = house.house;
  await db.insertInto('settings').values({ key: 'PLEX_BASE_URL', value: other.url }).execute();
  expect((await house.ask('GET', '/plex/settings')).json).toMatchObject({ base_url: other.url, has_token: false });
  expect((await house.ask('GET', '/plex/artists')).status).toBe(503);
  expect(other.asked.filter(({ token }) => token !== undefined)).toEqual([]);
  expect((await house.ask('PUT', '/plex/settings', { base_url: null })).status).toBe(200);
});

test.each(['http://169.254.169.254/latest', 'http://[fe80::1]:32400'])('%s is not asked', async (base_url) => {
  expect((await tryOut({ base_url, token: 'typed-on-the-page' })).json).toMatchObject({
    reachable: false,
    problem: { code: 'address_not_allowed' },
  });
});

test.each([
  [{ base_url: 'nas' }, 'base_url'],
  [{ base_url: 'http://me:secret@nas:32400' }, 'base_url'],
  [{ token: 'two words' }, 'token'],
  [{ library: 'a\u0000b' }, 'library'],
  [{ unknown: 1 }, ''],
])('%j is refused by the trial, naming %s', async (body, field) => {
  const answer = await tryOut(body);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(field);
});

test('what is stored counts at once, its token only for its address; without it the environment counts again', async () => {
  const other = await stranger({ status: 404, type: 'text/plain', body: '' });
  const stored = await house.ask('PUT', '/plex/settings', { base_url: other.url, token: 'typed-on-the-page' });
  expect(stored.json).toMatchObject({ base_url: other.url, has_token: true, signed_in: true });
  await expect
    .poll(async () => {
      await house.ask('GET', '/plex/status');
      return other.asked.some(({ token }) => token === 'typed-on-the-page');
    })
    .toBe(true);
  const back = await house.ask('PUT', '/plex/settings', { base_url: null, token: null });
  expect(back.json).toMatchObject({ base_url: house.plex.url, has_token: true, signed_in: false });
  expect((await house.ask('GET', '/plex/status')).json).toMatchObject({ state: 'ok' });
});
