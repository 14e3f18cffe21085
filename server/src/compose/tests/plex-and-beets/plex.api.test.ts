import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPlexHouse, type PlexHouse } from '#test/plex-house';

let house: PlexHouse;
let asked = new Set<string>();
beforeAll(async () => {
  house = await openPlexHouse({ plex: { maxUrlBytes: 1200 } });
});
afterAll(() => house.close());

/** Asks an operation and remembers it. */
async function ask(operation: string, path = operation.split(' ')[1] ?? '', body?: unknown) {
  asked = asked.add(operation);
  return await house.ask(operation.split(' ')[0] ?? '', path, body);
}

describe('each operation of Plex', () => {
  test('the status says what Plex has, in the words of all old clients', async () => {
    const { status, json } = await ask('GET /plex/status');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ok: true,
      status: 'connected',
      state: 'ok',
      server: { name: 'Wohnzimmer' },
      libraries: 3,
      section: { section_id: '5', title: 'Musik' },
      library: { artists: 2, albums: 3, tracks: 4 },
      track_count: 4,
      sessions: 0,
      problem: null,
    });
    expect((await ask('GET /api/health/plex')).json).toMatchObject({ service: 'plex', status: 'ok', missing: [] });
  });

  test('the libraries come in the words of Plex and in short, under both names', async () => {
    for (const path of ['/plex/library/sections', '/plex/libraries']) {
      const { json } = await ask(`GET ${path}`);
      expect(json).toMatchObject({
        ok: true,
        data: [
          { section_id: '7' },
          { section_id: '5', title: 'Musik', type: 'artist' },
          { section_id: '1', type: 'movie' },
        ],
        MediaContainer: { size: 3, Directory: [{ key: '7' }, { key: '5' }, { key: '1' }] },
      });
    }
  });

  test('a library is paged and filtered as Plex does it, under both names', async () => {
    const first = await ask(
      'GET /plex/library/sections/{section_id}/all',
      '/plex/library/sections/5/all?type=10&X-Plex-Container-Size=2&track.title=gla',
    );
    expect(first.json).toMatchObject({
      MediaContainer: { size: 2, totalSize: 2, Metadata: [{ title: 'Glasregen' }, { title: 'Glas' }] },
    });
    const rest = await ask(
      'GET /plex/library/{section_id}/items',
      '/plex/library/5/items?type=10&X-Plex-Container-Start=3',
    );
    expect(rest.json).toMatchObject({ MediaContainer: { size: 1, totalSize: 4, offset: 3 } });
    expect((await ask('GET /plex/library/{section_id}/items', '/plex/library/99/items')).status).toBe(404);
  });

  test('items come alone or several at once, under both names', async () => {
    const keys = [house.keyOf('Glasregen'), house.keyOf('Gast')];
    const { json } = await ask('GET /plex/library/metadata/{item_id}', `/plex/library/metadata/${keys.join(',')}`);
    expect(json).toMatchObject({ MediaContainer: { size: 2, Metadata: [{ title: 'Glasregen' }, { title: 'Gast' }] } });
    const alias = await ask('GET /plex/metadata/{item_id}', `/plex/metadata/${keys[0]}`);
    expect(alias.text).toContain('"Stream"');
    expect((await ask('GET /plex/metadata/{item_id}', '/plex/metadata/1')).status).toBe(404);
  });

  test('one walks from artists to albums to tracks, each list with its length', async () => {
    const artists = await ask('GET /plex/artists', '/plex/artists?limit=1');
    expect([artists.total, artists.json]).toMatchObject(['2', [{ title: 'Mira Vantour', type: 'artist' }]]);
    const artist = (artists.json as { id: string }[])[0]?.id;
    const albums = await ask('GET /plex/artist/{artist_id}/albums', `/plex/artist/${artist}/albums?offset=1`);
    expect([albums.total, albums.json]).toMatchObject([
      '2',
      [{ title: 'Zweites', year: 2021, artist: 'Mira Vantour' }],
    ]);
    const tracks = await ask(
      'GET /plex/album/{album_id}/tracks',
      `/plex/album/${house.keyOf('Nordlichtkeller')}/tracks`,
    );
    expect(tracks.json).toMatchObject([
      {
        title: 'Glasregen',
        track: 1,
        disc: 1,
        duration_ms: 214_373,
        files: ['/data/music/Mira Vantour/Nordlichtkeller/01 Glasregen.flac'],
      },
      { title: 'Ohne Datei', files: [] },
    ]);
    const guest = await ask('GET /plex/album/{album_id}/tracks', `/plex/album/${house.keyOf('Sampler')}/tracks`);
    expect(guest.json).toMatchObject([{ artist: 'Echter Name' }]);
    expect(await ask('GET /plex/artist/{artist_id}/albums', '/plex/artist/1/albums')).toMatchObject({
      status: 404,
      json: { error: { code: 'NOT_FOUND', message: 'Artist not found' } },
    });
    expect((await ask('GET /plex/album/{album_id}/tracks', '/plex/album/1/tracks')).json).toMatchObject({
      error: { message: 'Album not found' },
    });
  });

  test('words find artists, albums and tracks; exact names find tracks', async () => {
    const found = await ask('GET /plex/search', '/plex/search?q=glas');
    expect(found.json).toMatchObject({
      ok: true,
      data: [
        {
          type: 'track',
          title: 'Glasregen',
          parentTitle: 'Nordlichtkeller',
          grandparentTitle: 'Mira Vantour',
          section_id: '5',
        },
        { title: 'Glas' },
      ],
    });
    expect((await ask('GET /plex/search', '/plex/search?q=mira&type=album')).json).toEqual({ ok: true, data: [] });
    expect((await ask('GET /plex/search', '/plex/search?q=')).status).toBe(400);
    expect((await ask('GET /plex/search', '/plex/search?q=%20')).status).toBe(400);
    const exact = await ask('GET /plex/tracks', '/plex/tracks?artist=Mira%20Vantour&album=Zweites');
    expect(exact.json).toMatchObject({ ok: true, data: [{ title: 'Glas', track: 1, ratingKey: house.keyOf('Glas') }] });
    expect((await ask('GET /plex/tracks', '/plex/tracks?artist=Mira')).json).toEqual({ ok: true, data: [] });
    expect((await ask('GET /plex/tracks')).json).toMatchObject({
      error: { code: 'VALIDATION_ERROR', meta: { fields: [{ name: 'artist' }] } },
    });
  });

  test('a player tells where it is, and Plex makes a session and in the end a line of history of it', async () => {
    const ratingKey = house.keyOf('Glasregen');
    const told = await ask('POST /plex/timeline', '/plex/timeline', {
      ratingKey,
      state: 'playing',
      time: 1000,
      duration: 214_373,
    });
    expect([told.status, told.json]).toEqual([200, 'ok']);
    for (const path of ['/plex/status/sessions', '/plex/sessions'])
      expect((await ask(`GET ${path}`)).json).toMatchObject({
        MediaContainer: { size: 1, Metadata: [{ ratingKey, viewOffset: 1000, Player: { product: 'Harmony' } }] },
      });
    await ask('GET /plex/timeline', `/plex/timeline?ratingKey=${ratingKey}&state=playing&time=210000&duration=214373`);
    await ask('POST /plex/timeline', '/plex/timeline', { ratingKey, state: 'stopped', time: 214_000 });
    for (const path of ['/plex/status/sessions/history/all', '/plex/history'])
      expect((await ask(`GET ${path}`)).json).toMatchObject({
        MediaContainer: { size: 1, totalSize: 1, Metadata: [{ ratingKey }] },
      });
    expect((await ask('POST /plex/timeline', '/plex/timeline', { ratingKey, state: 'dancing' })).status).toBe(400);
  });

  test('items are marked, rated and tagged, and Plex has it', async () => {
    const key = house.keyOf('Gast');
    const item = async () =>
      ((await house.ask('GET', `/plex/metadata/${key}`)).json as { MediaContainer: { Metadata: unknown[] } })
        .MediaContainer.Metadata[0];
    expect((await ask('POST /plex/scrobble', '/plex/scrobble', { key })).json).toBe('ok');
    await ask('POST /plex/rate', '/plex/rate', { key, rating: 7.5 });
    expect(await item()).toMatchObject({ viewCount: 1, userRating: 7.5 });
    await ask('POST /plex/unscrobble', '/plex/unscrobble', { key });
    await ask('POST /plex/rate/{item_id}', `/plex/rate/${key}?rating=-1`);
    expect(await item()).not.toHaveProperty('userRating');
    expect(await item()).not.toHaveProperty('viewCount');
    for (const body of [{ key }, { rating: 5 }, { key, rating: 11 }, { key, rating: -0.5 }])
      expect((await ask('POST /plex/rate', '/plex/rate', body)).status).toBe(400);
    expect((await ask('POST /plex/scrobble', '/plex/scrobble', { key: 1 })).status).toBe(404);
    await ask('POST /plex/tags/{item_id}', `/plex/tags/${key}`, {
      genre: ['Rock', 'Rock, laut'],
      mood: ['Ruhig'],
      title: 'is left alone',
    });
    const tagged = await ask('POST /plex/tags/{item_id}', `/plex/tags/${key}`, { genre: ['Pop', 'Rock'] });
    expect(tagged.json).toMatchObject({ MediaContainer: { Metadata: [{ title: 'Gast', Mood: [{ tag: 'Ruhig' }] }] } });
    const genres = (await item()) as { Genre: { tag: string }[] };
    expect(genres.Genre.map(({ tag }) => tag).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['Pop', 'Rock']);
    for (const body of [{}, { genre: 'Rock' }, { nonsense: ['x'] }, { genre: [7] }])
      expect((await ask('POST /plex/tags/{item_id}', `/plex/tags/${key}`, body)).status).toBe(400);
  });

  test('play queues are made of items or of a playlist', async () => {
    const made = await ask('POST /plex/playQueues', '/plex/playQueues', {
      items: [house.keyOf('Nordlichtkeller')],
      shuffle: true,
    });
    expect(made.json).toMatchObject({ MediaContainer: { playQueueTotalCount: 2, playQueueShuffled: true } });
    const id = (made.json as { MediaContainer: { playQueueID: number } }).MediaContainer.playQueueID;
    expect((await ask('GET /plex/playQueues/{playqueue_id}', `/plex/playQueues/${id}`)).json).toMatchObject({
      MediaContainer: { playQueueID: id },
    });
    const list = house.plex.addPlaylist({ title: 'L', ratingKeys: [house.keyOf('Glas')] });
    expect((await ask('POST /plex/playQueues', '/plex/playQueues', { playlistID: list })).json).toMatchObject({
      MediaContainer: { playQueueTotalCount: 1 },
    });
    for (const body of [{}, { items: ['1'], playlistID: list }])
      expect((await ask('POST /plex/playQueues', '/plex/playQueues', body)).status).toBe(400);
    expect((await ask('GET /plex/playQueues/{playqueue_id}', '/plex/playQueues/424242')).status).toBe(404);
    await house.ask('DELETE', `/plex/playlists/${list}`);
  });

  test('playlists are made in parts that Plex takes, changed and removed', async () => {
    const keys = Array.from({ length: 450 }, (_none, at) => (at % 2 === 0 ? house.keyOf('Glas') : house.keyOf('Gast')));
    const made = await ask('POST /plex/playlists', '/plex/playlists', {
      title: 'Küche & Bad',
      items: keys,
      summary: 'Zum Kochen',
    });
    expect(made.status).toBe(200);
    const id =
      (made.json as { MediaContainer: { Metadata: { ratingKey: string }[] } }).MediaContainer.Metadata[0]?.ratingKey ??
      '';
    expect(house.plex.playlist(id)).toMatchObject({ title: 'Küche & Bad', summary: 'Zum Kochen' });
    expect(house.plex.playlist(id).items.map((each) => each.ratingKey)).toEqual(keys);
    expect(house.plex.requests.filter((each) => each.status === 414).length).toBeGreaterThan(0);
    expect((await ask('GET /plex/playlists')).json).toMatchObject({
      MediaContainer: { size: 1, Metadata: [{ leafCount: 450 }] },
    });
    const [first, second] = house.plex.playlist(id).items;
    const changed = await ask('PUT /plex/playlists/{playlist_id}', `/plex/playlists/${id}`, {
      title: 'Küche',
      remove: [first?.id, second?.id],
      add: [house.keyOf('Glasregen')],
    });
    expect(changed.json).toMatchObject({ MediaContainer: { Metadata: [{ title: 'Küche', leafCount: 449 }] } });
    expect(house.plex.playlist(id).items.at(-1)?.ratingKey).toBe(house.keyOf('Glasregen'));
    const smart = house.plex.addPlaylist({ title: 'Smart', ratingKeys: [], smart: true });
    expect((await ask('PUT /plex/playlists/{playlist_id}', `/plex/playlists/${smart}`, { add: ['1'] })).status).toBe(
      409,
    );
    expect((await ask('PUT /plex/playlists/{playlist_id}', `/plex/playlists/${id}`, {})).status).toBe(400);
    expect((await ask('DELETE /plex/playlists/{playlist_id}', `/plex/playlists/${id}`)).json).toEqual({ ok: true });
    expect((await ask('DELETE /plex/playlists/{playlist_id}', `/plex/playlists/${id}`)).status).toBe(404);
    expect((await ask('PUT /plex/playlists/{playlist_id}', `/plex/playlists/${id}`, { title: 'x' })).status).toBe(404);
    expect((await ask('POST /plex/playlists', '/plex/playlists', { title: 'x', items: [] })).status).toBe(400);
  });

  test('devices, recorders and live TV are passed through', async () => {
    expect((await ask('GET /plex/devices')).json).toMatchObject({ MediaContainer: { Device: [{ name: 'Plexamp' }] } });
    expect((await ask('GET /plex/dvr')).json).toMatchObject({ MediaContainer: { Dvr: [{ key: '28' }] } });
    expect((await ask('GET /plex/livetv')).json).toEqual({ MediaContainer: { size: 0 } });
  });

  test('recordings are matched by the index, and unknown files have a reason', async () => {
    const tracks = [
      { title: 'Glasregen (Remastered)', artists: ['Mira Vantour'], duration_ms: 214_000 },
      { title: 'Glasregen (Live)', artists: ['Mira Vantour'] },
    ];
    // the first look at the library follows the start
    await vi.waitFor(
      async () =>
        expect((await ask('POST /plex/match', '/plex/match', { tracks })).json).toMatchObject({
          matches: [{ rating_key: house.keyOf('Glasregen') }, null],
        }),
      { timeout: 60_000, interval: 100 },
    );
    for (const body of [{ tracks: [] }, { tracks: [{ title: 'a\0b', artists: ['x'] }] }, { tracks: [{ title: 'x' }] }])
      expect((await ask('POST /plex/match', '/plex/match', body)).status).toBe(400);
    expect((await ask('GET /plex/unmatched')).json).toEqual({ files: [], next: null });
    expect((await ask('GET /plex/unmatched', '/plex/unmatched?after=-1')).status).toBe(400);
  });

  test('the look at the library and the folders to scan are shown', async () => {
    const { status, json } = await ask('GET /plex/scans', '/plex/scans?limit=5');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      worker: { status: 'running', interval_seconds: 600, incremental: false, problem: null },
      waiting: 0,
    });
    expect((await ask('GET /plex/scans', '/plex/scans?limit=0')).status).toBe(400);
  });

  test('a scan is asked for, seen to begin, and not asked for twice; a wrong folder is refused', async () => {
    const operation = 'POST /plex/library/{section_id}/scan';
    const first = await ask(operation, '/plex/library/5/scan', { path: '/music/Mira Vantour' });
    expect([first.status, first.json]).toEqual([202, { ok: true, queued: true, section_id: '5', started: true }]);
    expect(
      house.plex.requests.some(
        (each) => each.url === '/library/sections/5/refresh?path=%2Fdata%2Fmusic%2FMira+Vantour',
      ),
    ).toBe(true);
    expect((await ask(operation, '/plex/library/5/scan')).json).toMatchObject({ queued: false });
    await house.plex.scansEnded();
    const before = house.plex.requests.filter((each) => each.method === 'POST').length;
    for (const path of ['/elsewhere/Album', '/music/../etc', 'music/A', '/musicals'])
      expect((await ask(operation, '/plex/library/5/scan', { path })).json).toMatchObject({
        error: { code: 'VALIDATION_ERROR', meta: { fields: [{ name: 'path' }] } },
      });
    expect((await ask(operation, '/plex/library/1/scan', { path: '/music/A' })).json).toMatchObject({
      error: { meta: { plex_path: '/data/music/A', locations: ['/data/movies'] } },
    });
    expect(house.plex.requests.filter((each) => each.method === 'POST').length).toBe(before);
    expect((await ask(operation, '/plex/library/99/scan')).status).toBe(404);
  });

  test('every operation of the list was asked', async () => {
    const document = (await house.ask('GET', '/api/v1/openapi.json')).json as {
      paths: Record<string, Record<string, unknown>>;
    };
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const elsewhere = /\/plex\/(?:kept-playlists|settings|sign-in|server|notifications)/;
    const wanted = described.filter(
      (operation) => / (?:\/plex\/|\/api\/health\/plex)/.test(operation) && !elsewhere.test(operation),
    );
    expect(wanted.length).toBeGreaterThanOrEqual(34);
    expect(wanted.filter((operation) => !asked.has(operation))).toEqual([]);
  });
});

describe('what nobody should send', () => {
  test.each([
    ['GET', '/plex/metadata/..%2F..%2Fetc'],
    ['GET', '/plex/metadata/--help'],
    ['GET', `/plex/metadata/${'1,'.repeat(60)}1`],
    ['GET', '/plex/library/5%2F..%2F1/items'],
    ['GET', '/plex/library/5/items?X-Plex-Token=stolen'],
    ['GET', '/plex/library/5/items?x-plex-client-identifier=other'],
    ['GET', '/plex/library/5/items?X-Plex-Container-Size=5000'],
    ['GET', '/plex/library/5/items?title=a%00b'],
    ['GET', '/plex/library/5/items?na%20me=1'],
    ['GET', '/plex/playQueues/-1'],
    ['GET', '/plex/artist/1e3/albums'],
    ['DELETE', '/plex/playlists/all'],
    ['POST', '/plex/rate/5%2F6?rating=5'],
    ['POST', '/plex/library/--force/scan'],
  ])('%s %s is refused before Plex is asked', async (method, path) => {
    const before = house.plex.requests.length;
    const answer = await house.ask(method, path);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ ok: false, error: { code: 'VALIDATION_ERROR' } });
    const since = house.plex.requests.slice(before).filter((each) => !/^\/(?:identity|$|:)/.test(each.url));
    expect(since).toEqual([]);
  });

  test('five megabytes of query are refused', async () => {
    const answer = await fetch(`${house.root}/plex/search?q=${'x'.repeat(5_000_000)}`).catch((error: unknown) => error);
    expect(answer instanceof Response ? answer.status : 431).toBeGreaterThanOrEqual(400);
    expect((await house.ask('GET', '/plex/status')).status).toBe(200);
  });
});
