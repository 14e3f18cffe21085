import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openApiHouse } from '#test/api-house';
import { openPlexHouse, type PlexHouse } from '#test/plex-house';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function start(options: Parameters<typeof openPlexHouse>[0] = {}): Promise<PlexHouse> {
  const house = await openPlexHouse(options);
  open.push(house);
  return house;
}

/** What the live feed tells of Plex. */
function eventsOf(house: PlexHouse): Record<string, unknown>[] {
  const heard: Record<string, unknown>[] = [];
  house.house.feed.subscribe(({ event, data }) => {
    if (event === 'plex') heard.push(data as Record<string, unknown>);
  });
  return heard;
}

test('switched off there is nothing of Plex, and nobody asks it', async () => {
  const house = await openApiHouse({ peers: [], env: { PLEX_BASE_URL: 'http://127.0.0.1:9', PLEX_TOKEN: 'x' } });
  open.push(house);
  const root = house.base.replace('/api/v1', '');
  for (const path of ['/plex/status', '/plex/artists', '/api/health/plex', '/plex/notifications']) {
    const answer = await fetch(root + path);
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'NOT_FOUND' } }]);
  }
  expect(JSON.stringify(await (await fetch(`${house.base}/status`)).json())).not.toContain('plex');
});

describe('on without credentials', () => {
  test('it says what is missing, and works as soon as that is given, with the token sealed', async () => {
    const house = await start({ env: { PLEX_BASE_URL: '', PLEX_TOKEN: '' } });
    expect((await house.ask('GET', '/plex/status')).json).toMatchObject({
      ok: false,
      state: 'not_configured',
      problem: { code: 'not_configured' },
    });
    expect((await house.ask('GET', '/api/health/plex')).json).toMatchObject({
      status: 'fail',
      missing: ['PLEX_BASE_URL', 'PLEX_TOKEN'],
    });
    for (const path of ['/plex/artists', '/plex/notifications', '/plex/libraries']) {
      const refused = await house.ask('GET', path);
      expect([refused.status, refused.json]).toMatchObject([
        503,
        { error: { code: 'DEPENDENCY_ERROR', meta: { reason: 'not_configured' } } },
      ]);
    }
    expect(house.plex.requests).toEqual([]);
    const set = await house.ask('PUT', '/plex/settings', {
      base_url: `${house.plex.url}/`,
      token: house.plex.token,
      library: 'musik',
    });
    expect(set.json).toMatchObject({ base_url: house.plex.url, has_token: true, signed_in: true, library: 'musik' });
    expect((await house.ask('GET', '/plex/status')).json).toMatchObject({ state: 'ok', section: { section_id: '5' } });
    const rows = await house.house.db.selectFrom('settings').selectAll().where('key', 'like', 'PLEX%').execute();
    expect(rows.find((row) => row.key === 'PLEX_TOKEN')?.value).toMatch(/^v1\./);
    const shown =
      set.text + (await house.ask('GET', '/plex/settings')).text + (await house.ask('GET', '/api/v1/settings')).text;
    expect(shown).not.toContain(house.plex.token);
    expect(house.plex.requests.every((each) => !each.url.includes(house.plex.token))).toBe(true);
    const identifiers = new Set(house.plex.requests.map((each) => each.clientIdentifier));
    expect([...identifiers]).toEqual([rows.find((row) => row.key === 'PLEX_CLIENT_IDENTIFIER')?.value]);
    const removed = await house.ask('PUT', '/plex/settings', { base_url: null, token: null });
    expect(removed.json).toMatchObject({ base_url: null, has_token: false, library: 'musik' });
    expect((await house.ask('GET', '/plex/artists')).status).toBe(503);
  });

  test('what cannot be an address, a token or a map is refused with the field', async () => {
    const house = await start();
    const bad: [Record<string, unknown>, string][] = [
      [{ base_url: 'plex' }, 'base_url'],
      [{ base_url: 'file:///etc/passwd' }, 'base_url'],
      [{ base_url: 'http://user:pw@plex:32400' }, 'base_url'],
      [{ token: 'line\nend' }, 'token'],
      [{ library: 'a\u0000b' }, 'library'],
      [{ path_map: [{ ours: 'music', theirs: '/data' }] }, 'path_map.0'],
      [{ path_map: [{ ours: '/music', theirs: '/data/../etc' }] }, 'path_map.0'],
      [{ path_map: [{ ours: '/mu\nsic', theirs: '/data' }] }, 'path_map.0'],
      [{ unknown: 1 }, ''],
    ];
    for (const [body, field] of bad) {
      const refused = await house.ask('PUT', '/plex/settings', body);
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(field);
    }
    expect((await house.ask('GET', '/plex/settings')).json).toMatchObject({
      base_url: house.plex.url,
      path_map: [{ ours: '/music', theirs: '/data/music' }],
    });
    const inside = await house.ask('POST', '/plex/settings/path-test', { path: '/music/A' });
    expect(inside.json).toEqual({
      plex_path: '/data/music/A',
      section: { section_id: '5', title: 'Musik' },
      locations: ['D:\\Audio\\Books', '/data/music'],
    });
    expect((await house.ask('POST', '/plex/settings/path-test', { path: '/other/A' })).json).toMatchObject({
      plex_path: null,
      section: null,
    });
    expect((await house.ask('POST', '/plex/settings/path-test', { path: 'A' })).status).toBe(400);
  });
});

describe('a Plex with troubles', () => {
  test('that no longer takes the token is told with the remedy, until there is a new one', async () => {
    const house = await start();
    await expect
      .poll(async () => (await house.ask('GET', '/api/v1/status')).json)
      .toMatchObject({ connections: { plex: 'ok' } });
    expect((await house.ask('GET', '/api/v1/integrations')).json).toMatchObject({
      data: {
        overall: 'ok',
        providers: [
          { status: 'disabled' },
          { status: 'disabled' },
          { name: 'plex', status: 'ok' },
          { name: 'beets', status: 'disabled' },
        ],
      },
    });
    house.plex.setToken('the-new-token');
    const refused = await house.ask('GET', '/plex/artists');
    expect([refused.status, refused.json]).toMatchObject([
      424,
      { error: { code: 'DEPENDENCY_ERROR', meta: { reason: 'unauthorised' } } },
    ]);
    expect((await house.ask('GET', '/plex/status')).json).toMatchObject({
      state: 'unauthorised',
      status: 'disconnected',
      problem: { remedy: expect.stringContaining('Sign in') as string },
    });
    await house.ask('PUT', '/plex/settings', { token: 'the-new-token' });
    await expect.poll(async () => (await house.ask('GET', '/plex/artists')).status).toBe(200);
  });

  test('that restarts is unreachable, then starting, then there again, and notifies again', async () => {
    const house = await start();
    const heard = eventsOf(house);
    await expect.poll(() => house.plex.pushListeners()).toBe(1);
    await house.plex.goDown();
    const refused = await house.ask('GET', '/plex/sessions');
    expect([refused.status, refused.json]).toMatchObject([
      502,
      { error: { meta: { reason: 'unreachable', remedy: expect.any(String) as string } } },
    ]);
    expect((await house.ask('GET', '/plex/status')).json).toMatchObject({ state: 'unreachable' });
    await house.plex.comeUp(50);
    await expect.poll(async () => (await house.ask('GET', '/plex/status')).json).toMatchObject({ state: 'ok' });
    await expect.poll(async () => (await house.ask('GET', '/plex/sessions')).status).toBe(200);
    await expect.poll(() => house.plex.pushListeners()).toBe(1);
    expect(
      heard
        .filter((event) => event['type'] === 'connection')
        .map((event) => event['connected'])
        .slice(-2),
    ).toEqual([false, true]);
  });

  test('that is slow, answers XML, or sends a sign-in page is a 502 with the reason', async () => {
    const house = await start({ env: { PLEX_TIMEOUT_MS: '300', PLEX_RETRY_MAX: '0' } });
    const reason = async () => (await house.ask('GET', '/plex/libraries')).json;
    house.plex.setManner({ onlyXml: true });
    expect(await reason()).toMatchObject({
      error: {
        message: expect.stringContaining('XML') as string,
        meta: { reason: 'bad_json', remedy: expect.stringContaining('Accept') as string },
      },
    });
    house.plex.setManner({ onlyXml: false });
    // the status asks in spite of the pause
    await house.ask('GET', '/plex/status');
    // the house asks by itself now and then, too
    house.plex.fault({ path: '/library/sections', times: 20, fault: { kind: 'html' } });
    expect(await reason()).toMatchObject({ error: { meta: { reason: 'html_instead_of_json' } } });
    house.plex.clearFaults();
    await house.ask('GET', '/plex/status');
    house.plex.setManner({ slowMs: 600 });
    const slow = await house.ask('GET', '/plex/libraries');
    expect([slow.status, slow.json]).toMatchObject([502, { error: { meta: { reason: 'timeout' } } }]);
  });
});

test('a hundred thousand tracks are walked page by page, none of them large', async () => {
  const house = await start({
    world: { sections: [{ id: 5, title: 'Viel', locations: [{ path: '/data/music' }], generate: 100_000 }] },
  });
  expect((await house.ask('GET', '/plex/status')).json).toMatchObject({
    library: { artists: 2084, albums: 8334, tracks: 100_000 },
  });
  const last = await house.ask(
    'GET',
    '/plex/library/5/items?type=10&X-Plex-Container-Start=99900&X-Plex-Container-Size=500',
  );
  expect(last.json).toMatchObject({ MediaContainer: { size: 100, totalSize: 100_000, offset: 99_900 } });
  const plain = await house.ask('GET', '/plex/library/5/items?type=10');
  expect(plain.json).toMatchObject({ MediaContainer: { size: 100, totalSize: 100_000 } });
  const artists = await house.ask('GET', '/plex/artists?offset=2083&limit=500');
  expect([artists.total, (artists.json as unknown[]).length]).toEqual(['2084', 1]);
  expect(
    house.plex.requests.filter((each) => each.url.includes('/all?') && !each.url.includes('X-Plex-Container-Size=')),
  ).toEqual([]);
});

describe('notifications', () => {
  test('become events of our live feed, the last state of each thing, and much at once becomes one', async () => {
    const house = await start();
    const heard = eventsOf(house);
    await expect.poll(() => house.plex.pushListeners()).toBe(1);
    const playing = (state: string) =>
      house.plex.notify('playing', 'PlaySessionStateNotification', [
        { sessionKey: '42', ratingKey: '1000', viewOffset: 5, state },
      ]);
    playing('playing');
    playing('paused');
    house.plex.notify('of.the.future', 'SomethingNew', [{ a: 1 }]);
    house.plex.sendRaw('no JSON');
    house.plex.sendRaw('{"NotificationContainer":7}');
    house.plex.notify('timeline', 'TimelineEntry', [
      { sectionID: '5', itemID: '1014', type: 10, title: 'Neu', state: 5 },
    ]);
    await expect
      .poll(() => heard.filter((event) => event['type'] !== 'connection'))
      .toEqual([
        { type: 'playing', session_key: '42', rating_key: '1000', state: 'paused', view_offset_ms: 5 },
        { type: 'library', change: 'ready', kind: 'track', rating_key: '1014', section_id: '5', title: 'Neu' },
      ]);
    const many = Array.from({ length: 400 }, (_none, at) => ({
      sectionID: '5',
      itemID: String(at),
      type: 10,
      title: 'x',
      state: 9,
    }));
    house.plex.notify('timeline', 'TimelineEntry', many);
    await expect.poll(() => heard.slice(-1)).toEqual([{ type: 'library', change: 'many' }]);
    expect(heard.length).toBeLessThan(6);
  });

  test('are passed on as they are, with an error when the line breaks', async () => {
    const house = await start();
    await expect.poll(() => house.plex.pushListeners()).toBe(1);
    const stream = await fetch(`${house.root}/plex/notifications`);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (part: string) => {
      while (!text.includes(part)) text += (await reader?.read())?.value ?? '';
    };
    await until('retry');
    house.plex.notify('status', 'StatusNotification', [{ title: 'Library scan complete' }]);
    await until(
      'data: {"NotificationContainer":{"type":"status","size":1,"StatusNotification":[{"title":"Library scan complete"}]}}',
    );
    house.plex.dropPush();
    await until('event: error');
    await reader?.cancel();
  });
});

test('a new file appears in Plex after a scan of its folder, in our spelling', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plex-music-'));
  open.push({ close: () => rm(folder, { recursive: true }) });
  const house = await start({
    world: { sections: [{ id: 5, title: 'Musik', locations: [{ path: '/data/music', folder }] }] },
  });
  const heard = eventsOf(house);
  await expect.poll(() => house.plex.pushListeners()).toBe(1);
  await house.ask('PUT', '/plex/settings', { path_map: [{ ours: folder, theirs: '/data/music' }] });
  const album = join(folder, 'Künstler', 'Platte');
  await mkdir(album, { recursive: true });
  await writeFile(
    join(album, '01.flac'),
    makeAudio({
      format: 'flac',
      durationMs: 500,
      tags: { title: 'Lied', artist: 'Künstler', album: 'Platte', track: '1' },
    }),
  );
  expect((await house.ask('GET', '/plex/tracks?artist=K%C3%BCnstler')).json).toEqual({ ok: true, data: [] });
  await expect.poll(() => house.plex.pushListeners()).toBe(1);
  expect((await house.ask('POST', '/plex/library/5/scan', { path: album })).json).toMatchObject({
    queued: true,
    started: true,
  });
  await expect
    .poll(async () => (await house.ask('GET', '/plex/tracks?artist=K%C3%BCnstler')).json)
    .toMatchObject({ data: [{ title: 'Lied', track: 1 }] });
  await expect
    .poll(() => heard)
    .toContainEqual(expect.objectContaining({ type: 'library', change: 'ready', title: 'Lied' }));
});

describe('signing in with a PIN', () => {
  const server = (house: PlexHouse, more: object = {}) => ({
    name: 'Wohnzimmer',
    clientIdentifier: house.plex.machineIdentifier,
    owned: true,
    accessToken: house.plex.token,
    connections: [
      { uri: 'https://relay.example:443', local: false, relay: true },
      { uri: house.plex.url, local: true, relay: false },
    ],
    ...more,
  });
  const begin = async (house: PlexHouse) =>
    (await house.ask('POST', '/plex/sign-in')).json as { id: number; code: string; auth_url: string };

  test('waits for the person, then uses the only server at its nearest address, and forgets it all when signed out', async () => {
    const house = await start({ env: { PLEX_BASE_URL: '', PLEX_TOKEN: '' } });
    house.plexTv.setResources([server(house)]);
    const pin = await begin(house);
    expect(pin.auth_url).toMatch(new RegExp(`^https://app\\.plex\\.tv/auth#\\?clientID=[\\w-]{36}&code=${pin.code}`));
    const look = () => house.ask('GET', `/plex/sign-in/${pin.id}`);
    expect((await look()).json).toMatchObject({ state: 'pending' });
    house.plexTv.approve(pin.code);
    const done = await look();
    expect(done.json).toMatchObject({
      state: 'signed_in',
      chosen: { name: 'Wohnzimmer', addresses: [house.plex.url, 'https://relay.example:443'] },
    });
    expect(done.text).not.toMatch(/token-of-the-account|plex-token/);
    expect((await house.ask('GET', '/plex/status')).json).toMatchObject({ state: 'ok', address: house.plex.url });
    expect((await look()).json).toMatchObject({ state: 'signed_in', chosen: { name: 'Wohnzimmer' } });
    expect((await house.ask('DELETE', '/plex/sign-in')).json).toEqual({ ok: true });
    expect((await look()).json).toEqual({ state: 'expired' });
    expect((await house.ask('GET', '/plex/status')).json).toMatchObject({ state: 'not_configured' });
    expect((await house.ask('GET', '/plex/servers')).status).toBe(424);
  });

  test('lets the person choose among several servers, and only addresses of theirs', async () => {
    const house = await start({ env: { PLEX_BASE_URL: '', PLEX_TOKEN: '' } });
    house.plexTv.setResources([server(house), server(house, { clientIdentifier: 'other', name: 'Ferienhaus' })]);
    const pin = await begin(house);
    house.plexTv.approve(pin.code);
    expect((await house.ask('GET', `/plex/sign-in/${pin.id}`)).json).toMatchObject({
      state: 'signed_in',
      chosen: null,
      servers: [{ name: 'Wohnzimmer' }, { name: 'Ferienhaus' }],
    });
    expect((await house.ask('GET', '/plex/servers')).json).toMatchObject({
      servers: [{ owned: true }, { owned: true }],
    });
    const choose = (body: object) => house.ask('PUT', '/plex/server', body);
    expect((await choose({ machine_identifier: 'nobody' })).status).toBe(404);
    expect(
      (await choose({ machine_identifier: house.plex.machineIdentifier, address: 'http://169.254.169.254' })).status,
    ).toBe(404);
    expect((await choose({ machine_identifier: house.plex.machineIdentifier })).json).toEqual({ ok: true });
    expect((await house.ask('GET', '/plex/status')).json).toMatchObject({ state: 'ok' });
  });

  test('ends with the PIN, and plex.tv may be busy or away', async () => {
    const house = await start();
    expect((await house.ask('GET', '/plex/sign-in/1')).json).toEqual({ state: 'expired' });
    expect((await house.ask('GET', '/plex/sign-in/abc')).status).toBe(400);
    house.plexTv.tooMany(1);
    expect((await house.ask('POST', '/plex/sign-in')).status).toBe(429);
    await house.plexTv.stop();
    expect((await house.ask('POST', '/plex/sign-in')).json).toMatchObject({
      error: { code: 'DEPENDENCY_ERROR', meta: { reason: 'unreachable' } },
    });
  });
});
