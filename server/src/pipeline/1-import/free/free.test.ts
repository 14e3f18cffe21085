import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse } from '../cases/house.ts';

const playlist = (digit: string): string => `https://open.spotify.com/playlist/${digit.repeat(22)}`;
const trackId = 'T'.repeat(22);
const albumId = 'L'.repeat(22);

let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse({
    maxLines: 5,
    maxPlaylists: 3,
    maxPlaylistLinks: 4,
    hardCapMultiplier: 2,
    maxPendingJobs: 2,
    maxFileBytes: 2000,
  });
});
afterAll(() => house.close());
beforeEach(async () => {
  house.queued.length = 0;
  house.settings.acceptUserUrls = false;
  await sql`truncate ingest_jobs, wishes, free_uploads cascade`.execute(house.db);
});

/** A request to the API, its answer as plain data. */
async function post(path: string, body: unknown, type = 'application/json') {
  const response = await fetch(`${house.base}${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: type === 'application/json' && typeof body !== 'string' ? JSON.stringify(body) : (body as string),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as FreeAnswer };
}

interface FreeAnswer {
  readonly items: readonly Record<string, unknown>[];
  readonly file_token: string;
  readonly queued: number;
  readonly skipped: readonly { readonly url: string; readonly reason: string }[];
  readonly accepted: readonly { readonly playlist_id: string; readonly url: string }[];
  readonly job_id: string;
  readonly data: {
    readonly import_session_id: string;
    readonly accepted_count: number;
    readonly skipped: readonly string[];
    readonly rejected: readonly { readonly url: string; readonly reason: string }[];
    readonly limits: { readonly max_links: number; readonly max_body_bytes: number };
  };
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly meta: {
      readonly reason: string;
      readonly fields: readonly { readonly name: string }[];
      readonly details: readonly { readonly line: number; readonly where: string; readonly message: string }[];
    };
  };
}

describe('understanding lines', () => {
  test('gives artist, title, album, year, ids and the words to search for', async () => {
    const { status, body } = await post('/spotify/free/parse', {
      lines: [
        'Mira Vantour - Glasregen',
        'José Luña – Café Noir | NFD Sessions | 2011',
        `A — B | 1999 https://open.spotify.com/intl-de/track/${trackId}?si=x spotify:album:${albumId}`,
        'Sixpack - 1999 | 1999 Deluxe',
      ],
    });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        source: 'user',
        kind: 'track',
        artist: 'Mira Vantour',
        title: 'Glasregen',
        album: null,
        release_year: null,
        spotify_track_id: null,
        spotify_album_id: null,
        query: 'Glasregen Mira Vantour',
      },
      expect.objectContaining({
        artist: 'José Luña',
        album: 'NFD Sessions',
        release_year: 2011,
        query: 'Café Noir José Luña NFD Sessions 2011',
      }),
      expect.objectContaining({ title: 'B', spotify_track_id: trackId, spotify_album_id: albumId, release_year: 1999 }),
      expect.objectContaining({ title: '1999', album: '1999 Deluxe', release_year: null }),
    ]);
  });

  test('takes all or nothing, and names every bad line', async () => {
    const { status, body } = await post('/spotify/free/parse', {
      lines: ['A - B', '', 'no dash here', playlist('a'), `https://open.spotify.com/album/${albumId}`],
    });
    expect(status).toBe(400);
    expect(body.error.code).toBe('VALIDATION_ERROR');
    expect(body.error.meta.details.map((bad) => bad.line)).toEqual([2, 3, 4, 5]);
    expect(body.error.meta.details.every((bad) => bad.message.length > 10)).toBe(true);
  });

  test('refuses more lines than allowed, wherever they come from', async () => {
    const lines = ['A - 1', 'A - 2', 'A - 3'];
    expect((await post('/spotify/free/parse', { lines: [...lines, ...lines] })).status).toBe(400);
    const { body } = await post('/spotify/free/upload', { filename: 'l.txt', content: 'B - 1\nB - 2\nB - 3\n' });
    const both = await post('/spotify/free/parse', { lines, file_token: body.file_token });
    expect(both).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('5 lines') } } });
  });

  test.each([
    ['nothing', {}],
    ['no lines', { lines: [] }],
    ['lines that are numbers', { lines: [{}] }],
    ['NUL bytes', { lines: ['A\0 - B'] }],
    ['an endless line', { lines: [`A - ${'x'.repeat(6000)}`] }],
    ['invisible names', { lines: ['\u200b - \u2060'] }],
  ])('of %s answers 400 with the field', async (_name, body) => {
    const answer = await post('/spotify/free/parse', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.meta.fields.length).toBeGreaterThan(0);
  });
});

describe('an uploaded text', () => {
  test('is parsed by its token, playlists of players included, until a quarter of an hour is over', async () => {
    const content = '#EXTM3U\n#EXTINF:214,Mira Vantour - Glasregen\n/music/x.mp3\n';
    const { status, body } = await post('/spotify/free/upload', { filename: 'Mix.M3U8', content });
    expect(status).toBe(200);
    const ask = () => post('/spotify/free/parse', { lines: ['A - B'], file_token: body.file_token });
    expect((await ask()).body.items.map((item) => item['title'])).toEqual(['B', 'Glasregen']);
    house.clock.now = new Date(Date.now() + 14 * 60_000);
    expect((await ask()).status).toBe(200);
    house.clock.now = new Date(Date.now() + 16 * 60_000);
    expect(await ask()).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
    house.clock.now = new Date();
  });

  test('says in which line of the file something is wrong', async () => {
    const { body } = await post('/spotify/free/upload', { filename: 'l.txt', content: 'A - B\n\nno dash\n' });
    const answer = await post('/spotify/free/parse', { lines: [], file_token: body.file_token });
    expect(answer.body.error.meta.details).toEqual([{ line: 3, where: 'file', message: expect.any(String) }]);
  });

  test.each([
    ['another kind of file', { filename: 'list.csv', content: 'A - B' }],
    ['a path without kind', { filename: '../../etc/passwd', content: 'A - B' }],
    ['an empty text', { filename: 'l.txt', content: ' \n' }],
    ['a text beyond the limit', { filename: 'l.txt', content: 'x'.repeat(2001) }],
    ['NUL bytes', { filename: 'l.txt', content: 'A - B\0' }],
    ['a missing name', { content: 'A - B' }],
  ])('of %s is refused', async (_name, body) => {
    expect(await post('/spotify/free/upload', body)).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', meta: { fields: [expect.anything()] } } },
    });
  });

  test.each(['unknown', 'x\0', "' or 1=1"])('with the token %j is not found', async (file_token) => {
    expect((await post('/spotify/free/parse', { lines: ['A - B'], file_token })).status).toBe(404);
  });
});

describe('enqueuing understood tracks', () => {
  const items = async (...lines: string[]) => (await post('/spotify/free/parse', { lines })).body.items;

  test('wishes for each once and counts what was wished before', async () => {
    const first = await post('/spotify/free/enqueue', { items: await items('A - B', 'C - D', 'a - b') });
    expect(first).toMatchObject({ status: 200, body: { queued: 2, skipped: 1 } });
    const again = await post('/spotify/free/enqueue', { items: await items('C - D', 'E - F | Album | 2001') });
    expect(again.body).toMatchObject({ queued: 1, skipped: 1 });
    // The job that was queued beside finds nothing left to do.
    await house.work();
    const wishes = await house.db.selectFrom('wishes').select(['title', 'album']).orderBy('id').execute();
    expect(wishes.map((wish) => wish.title)).toEqual(['B', 'D', 'F']);
    const { job } = (await house.get(`/jobs/${again.body.job_id}`)).body;
    expect(job).toMatchObject({ state: 'completed', counts: { queued: 1 }, skipped: { tracks: 1 } });
  });

  test.each([
    ['nothing', []],
    ['something else', [{ title: 'x' }]],
    ['blank names', [{ source: 'user', kind: 'track', artist: ' ', title: 'B', query: '' }]],
  ])('of %s is refused', async (_name, list) => {
    expect((await post('/spotify/free/enqueue', { items: list })).status).toBe(400);
  });
});

describe('playlist links', () => {
  test('are accepted in every form, and skipped with the reason', async () => {
    const { status, body } = await post('/spotify/free/links', {
      urls: [
        `${playlist('a')}?si=1`,
        `https://open.spotify.com/intl-de/playlist/${'b'.repeat(22)}`,
        `spotify:playlist:${'a'.repeat(22)}`,
        `https://open.spotify.com/album/${albumId}`,
        `https://open.spotify.com/user/mira/playlist/${'c'.repeat(22)}`,
        'https://open.spotify.com/playlist/short',
        'https://evil.example/playlist/1',
        'javascript:alert(1)',
      ],
    });
    expect(status).toBe(200);
    expect(body.accepted).toEqual([
      { playlist_id: 'a'.repeat(22), url: playlist('a') },
      { playlist_id: 'b'.repeat(22), url: playlist('b') },
    ]);
    expect(body.skipped.map((link) => link.reason)).toEqual([
      'duplicate',
      'non_playlist',
      'non_playlist',
      'invalid',
      'invalid',
      'invalid',
    ]);
  });

  test('that wait already are duplicates, until they are through', async () => {
    await post('/spotify/free/links', { url: playlist('a') });
    const again = await post('/spotify/free/links', { url: playlist('a') });
    expect(again.body).toMatchObject({ accepted: [], skipped: [{ reason: 'duplicate' }], job_id: null });
    await house.db.updateTable('ingest_items').set({ state: 'completed' }).execute();
    expect((await post('/spotify/free/links', { url: playlist('a') })).body.accepted).toHaveLength(1);
  });

  test("of a user's old address are taken when the operator said so", async () => {
    house.settings.acceptUserUrls = true;
    const { body } = await post('/spotify/free/links', { url: `spotify:user:mira:playlist:${'c'.repeat(22)}` });
    expect(body.accepted).toEqual([{ playlist_id: 'c'.repeat(22), url: playlist('c') }]);
  });

  test('beyond the limit of one import are skipped', async () => {
    const { body } = await post('/spotify/free/links', { urls: ['a', 'b', 'c', 'd'].map(playlist) });
    expect(body.accepted).toHaveLength(3);
    expect(body.skipped).toEqual([{ url: playlist('d'), reason: 'limit' }]);
  });

  test('are answered with 429 while too many imports are under way', async () => {
    for (const digit of ['a', 'b']) await post('/spotify/free/links', { url: playlist(digit) });
    const busy = await post('/spotify/free/links', { url: playlist('c') });
    expect(busy).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMITED' } } });
    expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
    await house.work();
    expect((await post('/spotify/free/links', { url: playlist('c') })).status).toBe(200);
  });

  test.each([{}, { urls: [] }, { url: null }, { urls: 'x' }])('of %j are refused', async (body) => {
    expect((await post('/spotify/free/links', body)).status).toBe(400);
  });
});

describe('a list of links', () => {
  test.each([
    ['JSON', 'application/json', JSON.stringify({ links: [playlist('a'), 'x', `${playlist('a')}?si=2`] })],
    ['CSV', 'text/csv', `url,name\n${playlist('a')},"Mix: best"\nspotify:album:${albumId},x\n${playlist('a')}\n`],
    ['text', 'text/plain; charset=utf-8', `# mine\n${playlist('a')}\n\nwhat is this\n${playlist('a')}\n`],
  ])('of %s becomes a session, each link with its fate', async (_name, type, body) => {
    const answer = await post('/imports/free', body, type);
    expect(answer).toMatchObject({
      status: 200,
      body: { ok: true, data: { accepted_count: 1, skipped: [playlist('a')], limits: { max_links: 4 } }, error: null },
    });
    const { import_session_id: session, rejected } = answer.body.data;
    expect(session).toMatch(/^sess_[0-9a-f]{32}$/);
    expect(rejected).toHaveLength(1);
    const { items } = (await house.get(`/jobs/${session}/items`)).body;
    expect(items.map((item) => item.playlist_url)).toEqual([playlist('a')]);
  });

  test('is read in the charset that it names', async () => {
    const utf16 = Buffer.from(`${playlist('a')}\n`, 'utf16le');
    const response = await fetch(`${house.base}/imports/free`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-16le' },
      body: new Uint8Array(utf16),
    });
    expect(await response.json()).toMatchObject({ data: { accepted_count: 1 } });
  });

  test('takes the first links, skips the rest, and is refused far beyond the limit', async () => {
    const links = (count: number) =>
      Array.from({ length: count }, (_, index) => playlist(String.fromCharCode(97 + index)));
    const some = await post('/imports/free', { links: links(6) });
    expect(some.body.data).toMatchObject({ accepted_count: 4, skipped: [playlist('e'), playlist('f')] });
    expect((await post('/imports/free', { links: links(9) })).status).toBe(413);
    expect((await post('/imports/free', `${'x'.repeat(100)}\n`.repeat(30_000), 'text/plain')).status).toBe(413);
  });

  test.each([
    ['INVALID_JSON', 'application/json', '{"links": ['],
    ['INVALID_JSON_STRUCTURE', 'application/json', '["x"]'],
    ['MISSING_LINKS_FIELD', 'application/json', '{"urls": []}'],
    ['INVALID_LINKS_TYPE', 'application/json', '{"links": "x"}'],
    ['INVALID_LINKS_TYPE', 'application/json', '{"links": [1]}'],
    ['NO_VALID_LINKS', 'application/json', '{"links": []}'],
    ['NO_VALID_LINKS', 'text/plain', 'nothing\n'],
    ['NO_VALID_LINKS', 'text/csv', ''],
    ['UNKNOWN_CHARSET', 'text/plain; charset=klingon', 'x'],
  ])('is refused with %s', async (reason, type, body) => {
    expect(await post('/imports/free', body, type)).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', meta: { reason } } },
    });
  });

  test('of another kind is answered with 415', async () => {
    expect((await post('/imports/free', '<a/>', 'application/xml')).status).toBe(415);
  });
});
