import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { makeAudio } from '../audio/index.ts';
import { createPlexStandIn, createPlexTvStandIn, type PlexStandIn, type World } from './index.ts';

const world: World = {
  sections: [
    {
      id: 5,
      title: 'Musik',
      locations: [{ path: '/data/music' }, { path: '/data/incoming' }],
      albums: [
        {
          artist: 'Mira Vantour',
          title: 'Nordlichtkeller',
          year: 2019,
          tracks: [
            { title: 'Glasregen', index: 1, durationMs: 214_373 },
            { title: 'Ohne Datei', index: 2, media: 0 },
          ],
        },
        { artist: 'Various Artists', title: 'Sampler', tracks: [{ title: 'Gast', originalTitle: 'Echter Name' }] },
      ],
    },
    { id: 1, title: 'Filme', type: 'movie', agent: 'tv.plex.agents.movie', locations: [{ path: '/data/movies' }] },
  ],
};

interface Container {
  readonly size: number;
  readonly totalSize?: number;
  readonly offset?: number;
  readonly Metadata?: readonly Record<string, never>[];
  readonly Directory?: readonly Record<string, never>[];
  readonly Hub?: readonly { readonly type: string; readonly size: number }[];
  readonly leafCountAdded?: number;
  readonly leafCountRequested?: number;
}

let open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open) await each.stop();
  open = [];
});

async function start(options: Partial<Parameters<typeof createPlexStandIn>[0]> = {}): Promise<PlexStandIn> {
  const standIn = createPlexStandIn({ world, scanMs: 10, ...options });
  await standIn.start();
  open.push(standIn);
  return standIn;
}

async function ask(
  standIn: PlexStandIn,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
) {
  const response = await fetch(standIn.url + path, {
    method,
    headers: {
      accept: 'application/json',
      'x-plex-token': standIn.token,
      'x-plex-client-identifier': 'test',
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    text,
    headers: response.headers,
    is: json ? (JSON.parse(text) as { MediaContainer: Container }).MediaContainer : null,
  };
}

const keyOf = (standIn: PlexStandIn, title: string): string =>
  standIn.library.sections[0]?.tracks.find((track) => track.title === title)?.ratingKey ?? '';
const pushUrl = (standIn: PlexStandIn, name: string, token: string): string =>
  `${standIn.url.replace('http', 'ws')}/:/${name}/notifications?X-Plex-Token=${token}`;
const uri = (standIn: PlexStandIn, keys: readonly string[]): string =>
  encodeURIComponent(
    `server://${standIn.machineIdentifier}/com.plexapp.plugins.library/library/metadata/${keys.join(',')}`,
  );

describe('the manners of the server', () => {
  test('without the token everything but the identity is a 401 with a web page', async () => {
    const standIn = await start();
    const refused = await ask(standIn, 'GET', '/library/sections', { 'x-plex-token': 'wrong' });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'text/html']);
    expect((await ask(standIn, 'GET', '/identity', { 'x-plex-token': 'wrong' })).status).toBe(200);
    standIn.setToken('another');
    expect((await ask(standIn, 'GET', '/', { 'x-plex-token': 'plex-token-of-the-stand-in' })).status).toBe(401);
    expect((await ask(standIn, 'GET', '/?X-Plex-Token=another', { 'x-plex-token': '' })).status).toBe(401);
    expect((await fetch(`${standIn.url}/?X-Plex-Token=another`)).status).toBe(200);
  });

  test('whoever does not ask for JSON gets XML', async () => {
    const standIn = await start();
    const answer = await ask(standIn, 'GET', '/library/sections', { accept: '*/*' });
    expect(answer.text).toMatch(/^<\?xml.*\n<MediaContainer size="2"/);
    expect(answer.text).toContain('<Location id="50" path="/data/music">');
  });

  test('pages have a total only when a size is asked for; an empty page has no array', async () => {
    const standIn = await start({ pageCap: 2 });
    const all = await ask(standIn, 'GET', '/library/sections/5/all?type=10');
    expect([all.is?.size, all.is?.totalSize]).toEqual([3, undefined]);
    const page = await ask(standIn, 'GET', '/library/sections/5/all?type=10', {
      'x-plex-container-start': '1',
      'x-plex-container-size': '50',
    });
    expect([page.is?.size, page.is?.totalSize, page.is?.offset]).toEqual([2, 3, 1]);
    const none = await ask(standIn, 'GET', '/library/sections/5/all?type=10&X-Plex-Container-Size=0');
    expect([none.is?.size, none.is?.totalSize, none.is?.Metadata]).toEqual([0, 3, undefined]);
    expect((await ask(standIn, 'GET', '/library/sections/5/all?X-Plex-Container-Size=-1')).status).toBe(400);
  });

  test('an address that is too long is a 414, an unknown path a 404, and while it starts everything a 503', async () => {
    const standIn = await start({ maxUrlBytes: 500 });
    expect((await ask(standIn, 'GET', `/library/sections?x=${'y'.repeat(500)}`)).status).toBe(414);
    expect((await ask(standIn, 'GET', '/nothing')).status).toBe(404);
    expect((await ask(standIn, 'DELETE', '/library/sections')).status).toBe(404);
    await standIn.goDown();
    await expect(ask(standIn, 'GET', '/identity')).rejects.toThrow('fetch failed');
    await standIn.comeUp(60);
    expect((await ask(standIn, 'GET', '/')).status).toBe(503);
    await expect.poll(async () => (await ask(standIn, 'GET', '/')).status).toBe(200);
  });
});

describe('the library', () => {
  test('artists, albums and tracks are types 8, 9 and 10, below one another', async () => {
    const standIn = await start();
    const titles = async (path: string) => (await ask(standIn, 'GET', path)).is?.Metadata?.map((each) => each['title']);
    expect(await titles('/library/sections/5/all?type=8')).toEqual(['Mira Vantour', 'Various Artists']);
    expect(await titles('/library/sections/5/all?type=9')).toEqual(['Nordlichtkeller', 'Sampler']);
    const artist = standIn.library.sections[0]?.artists[0]?.ratingKey;
    const album = standIn.library.sections[0]?.albums[0]?.ratingKey;
    expect(await titles(`/library/metadata/${artist}/children`)).toEqual(['Nordlichtkeller']);
    expect(await titles(`/library/metadata/${artist}/allLeaves`)).toEqual(['Glasregen', 'Ohne Datei']);
    expect(await titles(`/library/metadata/${album}/children`)).toEqual(['Glasregen', 'Ohne Datei']);
    expect((await ask(standIn, 'GET', '/library/metadata/1')).status).toBe(404);
  });

  test('streams come with the item alone, and media may be missing', async () => {
    const standIn = await start();
    const list = (await ask(standIn, 'GET', '/library/sections/5/all?type=10')).text;
    const item = (await ask(standIn, 'GET', `/library/metadata/${keyOf(standIn, 'Glasregen')}`)).text;
    expect([list.includes('Stream'), item.includes('Stream')]).toEqual([false, true]);
    const bare = await ask(standIn, 'GET', `/library/metadata/${keyOf(standIn, 'Ohne Datei')}`);
    expect(bare.is?.Metadata?.[0]).not.toHaveProperty('Media');
  });

  test('filters contain or equal, sorts go both ways, and a search answers in hubs', async () => {
    const standIn = await start();
    const titles = async (query: string) =>
      (await ask(standIn, 'GET', `/library/sections/5/all?type=10&${query}`)).is?.Metadata?.map(
        (each) => each['title'],
      );
    expect(await titles('artist.title=vantour')).toEqual(['Glasregen', 'Ohne Datei']);
    expect(await titles('artist.title%3D=vantour')).toBeUndefined();
    expect(await titles('artist.title%3D=mira%20vantour')).toEqual(['Glasregen', 'Ohne Datei']);
    expect(await titles('sort=titleSort:desc')).toEqual(['Ohne Datei', 'Glasregen', 'Gast']);
    const hubs = (await ask(standIn, 'GET', '/hubs/search?query=glas')).is?.Hub;
    expect(hubs?.map((hub) => [hub.type, hub.size])).toEqual([
      ['artist', 0],
      ['album', 0],
      ['track', 1],
    ]);
    expect((await ask(standIn, 'GET', '/hubs/search')).status).toBe(400);
  });

  test('tags are set and taken away, a field that nobody knows is refused', async () => {
    const standIn = await start();
    const key = keyOf(standIn, 'Gast');
    await ask(
      standIn,
      'PUT',
      `/library/metadata/${key}?genre%5B0%5D.tag.tag=Rock&genre%5B1%5D.tag.tag=Pop&genre.locked=1`,
    );
    await ask(standIn, 'PUT', `/library/metadata/${key}?genre%5B%5D.tag.tag-=Pop`);
    expect((await ask(standIn, 'GET', `/library/metadata/${key}`)).is?.Metadata?.[0]).toMatchObject({
      Genre: [{ tag: 'Rock' }],
    });
    expect((await ask(standIn, 'PUT', `/library/metadata/${key}?nonsense=1`)).status).toBe(400);
  });

  test('a hundred thousand tracks are paged without being sent whole', async () => {
    const standIn = await start({
      world: { sections: [{ id: 5, title: 'Viel', locations: [{ path: '/m' }], generate: 100_000 }] },
    });
    const page = await ask(
      standIn,
      'GET',
      '/library/sections/5/all?type=10&X-Plex-Container-Start=99990&X-Plex-Container-Size=500',
    );
    expect([page.is?.size, page.is?.totalSize]).toEqual([10, 100_000]);
    expect(page.is?.Metadata?.at(-1)?.['title']).toBe('Track 100000');
  });
});

describe('scanning', () => {
  test('what lies in the folder appears a while after the answer, and what is gone disappears', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plex-stand-in-'));
    open.push({ stop: () => rm(folder, { recursive: true }) });
    const standIn = await start({
      world: { sections: [{ id: 5, title: 'Musik', locations: [{ path: '/data/music', folder }] }] },
    });
    const album = join(folder, 'Künstler', 'Platte');
    await mkdir(album, { recursive: true });
    const bytes = makeAudio({
      format: 'flac',
      durationMs: 1000,
      tags: { title: 'Lied', artist: 'Künstler', album: 'Platte', track: '3' },
    });
    await writeFile(join(album, '03 Lied.flac'), bytes);
    const total = async () => (await ask(standIn, 'GET', '/library/sections/5/all?type=10')).is?.size;
    const scan = async (path: string) => {
      expect((await ask(standIn, 'POST', `/library/sections/5/refresh?path=${encodeURIComponent(path)}`)).status).toBe(
        200,
      );
      const atOnce = await total();
      await standIn.scansEnded();
      return atOnce;
    };
    await scan(album);
    expect(await total()).toBe(0);
    await scan('/data/music-of-others');
    expect(await total()).toBe(0);
    expect(await scan('/data/music/Künstler/Platte')).toBe(0);
    expect(standIn.library.sections[0]?.tracks[0]).toMatchObject({
      title: 'Lied',
      index: 3,
      file: '/data/music/Künstler/Platte/03 Lied.flac',
    });
    await rm(album, { recursive: true });
    await scan('/data/music/Künstler');
    expect([await total(), standIn.library.sections[0]?.artists.length]).toEqual([0, 0]);
  });
});

describe('playing', () => {
  test('a timeline makes a session, and near its end a play with history', async () => {
    const standIn = await start();
    const key = keyOf(standIn, 'Glasregen');
    const tell = (state: string, time: number) =>
      ask(
        standIn,
        'POST',
        `/:/timeline?ratingKey=${key}&key=/library/metadata/${key}&state=${state}&time=${time}&duration=214373`,
      );
    await tell('playing', 1000);
    expect((await ask(standIn, 'GET', '/status/sessions')).is).toMatchObject({
      size: 1,
      Metadata: [{ viewOffset: 1000, Player: { state: 'playing' } }],
    });
    await tell('playing', 210_000);
    await tell('stopped', 212_000);
    expect((await ask(standIn, 'GET', '/status/sessions')).is).toEqual({ size: 0 });
    expect((await ask(standIn, 'GET', '/status/sessions/history/all')).is).toMatchObject({
      size: 1,
      Metadata: [{ ratingKey: key }],
    });
    expect((await ask(standIn, 'POST', `/:/timeline?ratingKey=${key}&state=dancing`)).status).toBe(400);
    expect(
      (
        await fetch(`${standIn.url}/:/timeline?ratingKey=${key}&state=paused`, {
          headers: { 'x-plex-token': standIn.token },
        })
      ).status,
    ).toBe(400);
  });

  test('marks and ratings need the identifier of the library', async () => {
    const standIn = await start();
    const key = keyOf(standIn, 'Gast');
    const item = async () => (await ask(standIn, 'GET', `/library/metadata/${key}`)).is?.Metadata?.[0];
    expect((await ask(standIn, 'PUT', `/:/scrobble?key=${key}`)).status).toBe(400);
    await ask(standIn, 'PUT', `/:/scrobble?identifier=com.plexapp.plugins.library&key=${key}`);
    await ask(standIn, 'PUT', `/:/rate?identifier=com.plexapp.plugins.library&key=${key}&rating=8`);
    expect(await item()).toMatchObject({ viewCount: 1, userRating: 8 });
    await ask(standIn, 'PUT', `/:/unscrobble?identifier=com.plexapp.plugins.library&key=${key}`);
    await ask(standIn, 'PUT', `/:/rate?identifier=com.plexapp.plugins.library&key=${key}&rating=-1`);
    expect(await item()).not.toHaveProperty('viewCount');
    expect(
      (await ask(standIn, 'PUT', `/:/rate?identifier=com.plexapp.plugins.library&key=${key}&rating=11`)).status,
    ).toBe(400);
  });

  test('a play queue is made of items or of a playlist', async () => {
    const standIn = await start();
    const album = standIn.library.sections[0]?.albums[0]?.ratingKey ?? '';
    const made = await ask(standIn, 'POST', `/playQueues?type=audio&uri=${uri(standIn, [album])}`);
    expect(made.is).toMatchObject({ size: 2, playQueueTotalCount: 2 });
    const id = (made.is as unknown as { playQueueID: number }).playQueueID;
    expect((await ask(standIn, 'GET', `/playQueues/${id}`)).is).toMatchObject({ playQueueID: id });
    expect((await ask(standIn, 'GET', '/playQueues/9999')).status).toBe(404);
  });
});

describe('playlists', () => {
  test('are filled, ordered and emptied item by item', async () => {
    const standIn = await start();
    const [a, b] = [keyOf(standIn, 'Glasregen'), keyOf(standIn, 'Gast')];
    const made = await ask(
      standIn,
      'POST',
      `/playlists?type=audio&title=K%C3%BCche&smart=0&uri=${uri(standIn, [a, b, '1', a])}`,
    );
    expect([made.is?.leafCountAdded, made.is?.leafCountRequested]).toEqual([3, 4]);
    const id = made.is?.Metadata?.[0]?.['ratingKey'] ?? '';
    const keys = () => standIn.playlist(id).items.map((each) => each.ratingKey);
    const ids = () => standIn.playlist(id).items.map((each) => each.id);
    expect(keys()).toEqual([a, b, a]);
    await ask(standIn, 'PUT', `/playlists/${id}/items/${ids()[1]}/move`);
    expect(keys()).toEqual([b, a, a]);
    await ask(standIn, 'PUT', `/playlists/${id}/items/${ids()[0]}/move?after=${ids()[2]}`);
    expect(keys()).toEqual([a, a, b]);
    await ask(standIn, 'DELETE', `/playlists/${id}/items/${ids()[1]}`);
    expect(keys()).toEqual([a, b]);
    await ask(standIn, 'PUT', `/playlists/${id}?title=Bad&summary=s`);
    await ask(standIn, 'POST', `/library/metadata/${id}/posters`, {}, 'jpeg');
    expect(standIn.playlist(id)).toMatchObject({ title: 'Bad', summary: 's', posters: ['upload://posters/4'] });
    await ask(standIn, 'DELETE', `/playlists/${id}/items`);
    expect(keys()).toEqual([]);
    expect((await ask(standIn, 'DELETE', `/playlists/${id}`)).status).toBe(204);
    expect((await ask(standIn, 'GET', `/playlists/${id}`)).status).toBe(404);
  });

  test('refuse another server, nothing but unknown items, changes of smart lists, and the lists of others', async () => {
    const standIn = await start();
    const key = keyOf(standIn, 'Gast');
    const other = encodeURIComponent(`server://other/com.plexapp.plugins.library/library/metadata/${key}`);
    expect((await ask(standIn, 'POST', `/playlists?type=audio&title=x&uri=${other}`)).status).toBe(400);
    expect((await ask(standIn, 'POST', `/playlists?type=audio&title=x&uri=${uri(standIn, ['1'])}`)).status).toBe(400);
    const smart = standIn.addPlaylist({ title: 'Smart', ratingKeys: [key], smart: true });
    expect((await ask(standIn, 'PUT', `/playlists/${smart}/items?uri=${uri(standIn, [key])}`)).status).toBe(400);
    const foreign = standIn.addPlaylist({ title: 'Theirs', ratingKeys: [key], owner: 'somebody' });
    expect((await ask(standIn, 'GET', `/playlists/${foreign}/items`)).status).toBe(404);
  });
});

describe('push', () => {
  test('comes over websockets in both spellings, wrapped, and as server-sent events without wrapper', async () => {
    const standIn = await start();
    const heard: string[] = [];
    const sockets = ['websockets', 'websocket'].map((name) => {
      const socket = new WebSocket(pushUrl(standIn, name, standIn.token));
      socket.addEventListener('message', (event) => heard.push(String(event.data)));
      return socket;
    });
    const stream = await fetch(`${standIn.url}/:/eventsource/notifications?filters=playing`, {
      headers: { 'x-plex-token': standIn.token },
    });
    await expect.poll(() => standIn.pushListeners()).toBe(3);
    standIn.notify('timeline', 'TimelineEntry', [{ state: 9 }]);
    standIn.notify('playing', 'PlaySessionStateNotification', [{ state: 'paused', filler: 'x'.repeat(70_000) }]);
    await expect.poll(() => heard.length).toBe(4);
    expect(JSON.parse(heard[0] ?? '')).toEqual({
      NotificationContainer: { type: 'timeline', size: 1, TimelineEntry: [{ state: 9 }] },
    });
    const reader = stream.body?.getReader();
    let text = '';
    while (!text.includes('\n\nevent') && !text.includes('xxx\n') && text.length < 70_000)
      text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).toContain('event: playing\ndata: {"PlaySessionStateNotification":{"state":"paused"');
    expect(text).not.toContain('timeline');
    standIn.dropPush();
    await expect.poll(() => sockets.map((socket) => socket.readyState)).toEqual([3, 3]);
  });

  test('is refused with a wrong token, and where the server has no such way', async () => {
    const standIn = await start({ push: ['websocket'] });
    for (const [name, token] of [
      ['websocket', 'wrong'],
      ['websockets', standIn.token],
    ] as const) {
      const socket = new WebSocket(pushUrl(standIn, name, token));
      await new Promise((resolve) => socket.addEventListener('error', resolve, { once: true }));
    }
    // the client asks once more after a 401
    expect([...new Set(standIn.requests.map((each) => each.status))]).toEqual([401, 404]);
  });
});

describe('plex.tv', () => {
  test('a PIN belongs to one client, gives the token once it is approved, and ends', async () => {
    let now = 0;
    const plexTv = createPlexTvStandIn({ accountToken: 'of-the-account', now: () => now });
    open.push(plexTv);
    const base = await plexTv.start();
    const call = async (method: string, path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${base}/api/v2${path}`, {
        method,
        headers: { accept: 'application/json', 'x-plex-client-identifier': 'me', ...headers },
      });
      return {
        status: response.status,
        body: (await response.json()) as { id: number; code: string; expiresIn: number; authToken: string | null },
      };
    };
    const { status, body } = await call('POST', '/pins?strong=true');
    expect([status, body.authToken, body.expiresIn]).toEqual([201, null, 1800]);
    expect((await call('GET', `/pins/${body.id}`, { 'x-plex-client-identifier': 'other' })).status).toBe(404);
    plexTv.approve(body.code);
    expect((await call('GET', `/pins/${body.id}`)).body.authToken).toBe('of-the-account');
    now = 1_800_000;
    expect((await call('GET', `/pins/${body.id}`)).status).toBe(404);
    expect((await call('POST', '/pins', { 'x-plex-client-identifier': '' })).status).toBe(400);
    plexTv.tooMany(1);
    expect((await call('POST', '/pins')).status).toBe(429);
    const xml = await fetch(`${base}/api/v2/pins`, {
      method: 'POST',
      headers: { accept: '*/*', 'x-plex-client-identifier': 'me' },
    });
    expect(xml.headers.get('content-type')).toBe('application/xml');
  });
});
