import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, smallLimits } from './cases/house.ts';
import { itemsOfWishSettled } from './index.ts';

const playlist = (digit: string): string => `https://open.spotify.com/playlist/${digit.repeat(22)}`;

describe('an import', () => {
  let house: Awaited<ReturnType<typeof openHouse>>;
  beforeAll(async () => {
    house = await openHouse(smallLimits);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    house.queued.length = 0;
    await sql`truncate ingest_jobs, wishes cascade`.execute(house.db);
  });

  test('of text lines becomes wishes, with every line accounted for', async () => {
    const sent = await house.send({
      tracks: [
        'Mira Vantour - Glasregen',
        'nur ein titel',
        'mira vantour – GLASREGEN',
        '',
        'José Luña - Café Noir | NFD Sessions | 2011',
      ],
    });
    expect(sent.status).toBe(207);
    expect(sent.body).toMatchObject({
      ok: true,
      accepted: { tracks: 2, playlists: 0, batches: 1 },
      skipped: { tracks: 2 },
      failed: { tracks: 1 },
      error: { code: 'PARTIAL_SUCCESS' },
    });

    expect((await house.get(`/jobs/${sent.body.job_id}`)).body.job).toMatchObject({
      state: 'normalized',
      counts: { normalized: 2, failed: 1 },
    });
    await house.work();
    const { job } = (await house.get(`/jobs/${sent.body.job_id}`)).body;
    expect(job).toMatchObject({
      state: 'completed',
      counts: { queued: 2, failed: 1, completed: 0 },
      skipped_tracks: 2,
    });
    const { items, total } = (await house.get(`/jobs/${sent.body.job_id}/items`)).body;
    expect(total).toBe(5);
    expect(items.map((item) => [item.line, item.state, item.reason_code])).toEqual([
      [1, 'queued', null],
      [2, 'failed', 'no_separator'],
      [3, 'skipped', 'duplicate'],
      [4, 'skipped', 'empty'],
      [5, 'queued', null],
    ]);
    expect(items[2]?.reason).toContain('entry 1');
    const wishes = await house.db
      .selectFrom('wishes')
      .select(['title', 'artists', 'album', 'release_date', 'source'])
      .orderBy('id')
      .execute();
    expect(wishes).toEqual([
      { title: 'Glasregen', artists: ['Mira Vantour'], album: null, release_date: null, source: 'free' },
      { title: 'Café Noir', artists: ['José Luña'], album: 'NFD Sessions', release_date: '2011', source: 'free' },
    ]);
  });

  test('answers 202 when everything was taken', async () => {
    expect(await house.send({ tracks: ['A - B'] })).toMatchObject({
      status: 202,
      body: { ok: true, error: null, failed: { tracks: 0 } },
    });
  });

  test('keeps playlist links waiting with a sentence instead of failing them', async () => {
    const sent = await house.send({
      playlist_links: [playlist('a'), `spotify:playlist:${'b'.repeat(22)}`, `${playlist('a')}?si=1`],
    });
    expect(sent).toMatchObject({
      status: 207,
      body: { accepted: { playlists: 2, tracks: 0 }, skipped: { playlists: 1, reason: 'duplicate' } },
    });
    await house.work();
    const { items } = (await house.get(`/jobs/${sent.body.job_id}/items?state=queued`)).body;
    expect(items.map((item) => [item.playlist_url, item.reason_code])).toEqual([
      [playlist('a'), 'needs_spotify'],
      [playlist('b'), 'needs_spotify'],
    ]);
    expect((await house.get(`/jobs/${sent.body.job_id}`)).body.job.state).toBe('completed');
  });

  test('refuses all links when one is bad, and names each', async () => {
    const bad = [
      '',
      'ftp://x',
      'https://evil.example/playlist/1',
      'https://open.spotify.com/album/aaaaaaaaaaaaaaaaaaaaaa',
      'https://open.spotify.com/playlist/short',
      'javascript:alert(1)',
    ];
    const sent = await house.send({ playlist_links: [playlist('a'), ...bad] });
    expect(sent.status).toBe(400);
    expect(sent.body.error?.meta?.details?.map((detail) => detail.reason)).toEqual([
      'EMPTY',
      'INVALID_SCHEME',
      'UNSUPPORTED_HOST',
      'NOT_A_PLAYLIST',
      'INVALID_PLAYLIST_ID',
      'INVALID_SCHEME',
    ]);
    expect((await house.get('/jobs')).body.items).toEqual([]);
  });

  test('takes lines and links up to their limits and skips the rest with the reason', async () => {
    const tracks = Array.from({ length: 60 }, (_, index) => `Artist - Song ${index}`);
    const sent = await house.send({ tracks, playlist_links: ['a', 'b', 'c', 'd', 'e'].map(playlist) });
    expect(sent).toMatchObject({
      status: 207,
      body: { accepted: { tracks: 50, playlists: 3 }, skipped: { tracks: 10, playlists: 2, reason: 'limit' } },
    });
  });

  test.each([
    ['nothing', {}],
    ['empty lists', { tracks: [], playlist_links: [] }],
    ['a hint of nought', { tracks: ['A - B'], batch_hint: 0 }],
    ['numbers that are objects', { tracks: [{ title: 'x' }] }],
  ])('of %s is refused with the field', async (_name, body) => {
    const sent = await house.send(body);
    expect(sent).toMatchObject({ status: 400, body: { ok: false, error: { code: 'VALIDATION_ERROR' } } });
    expect(sent.body.error?.meta?.fields?.length).toBeGreaterThan(0);
  });

  test('skips what is wished or owned already, but links it to the wish', async () => {
    await house.send({ tracks: ['Mira Vantour - Glasregen', 'A - B'] });
    await house.work();
    await house.db.updateTable('wishes').set({ state: 'done' }).where('title', '=', 'B').execute();
    const again = await house.send({ tracks: ['A - B', 'Mira Vantour - Glasregen', 'C - D'] });
    await house.work();
    const { items } = (await house.get(`/jobs/${again.body.job_id}/items`)).body;
    expect(items.map((item) => [item.state, item.reason_code, item.wish_id !== null])).toEqual([
      ['skipped', 'already_owned', true],
      ['skipped', 'already_wished', true],
      ['queued', null, true],
    ]);
    const { job } = (await house.get(`/jobs/${again.body.job_id}`)).body;
    expect([job.accepted.tracks, job.skipped.tracks]).toEqual([1, 2]);
  });

  test('follows its wishes to their end and back', async () => {
    const sent = await house.send({ tracks: ['A - B'] });
    await house.work();
    const path = `/jobs/${sent.body.job_id}/items`;
    const wishId = (await house.get(path)).body.items[0]?.wish_id ?? 0;
    expect(
      await itemsOfWishSettled(house.db, wishId, {
        kind: 'failed',
        code: 'nothing_found',
        sentence: 'Nobody offers it now.',
      }),
    ).toBe(1);
    expect((await house.get(path)).body.items[0]).toMatchObject({ state: 'failed', reason: 'Nobody offers it now.' });
    await itemsOfWishSettled(house.db, wishId, { kind: 'completed' });
    expect((await house.get(path)).body.items[0]).toMatchObject({ state: 'completed', reason: null });
    expect(await itemsOfWishSettled(house.db, 999_999, { kind: 'completed' })).toBe(0);
  });

  test('hands nothing over twice when its job runs twice, at once or again', async () => {
    const tracks = Array.from({ length: 50 }, (_, index) => `Artist - Song ${index}`);
    const sent = await house.send({ tracks, batch_hint: 7 });
    expect(sent.body.accepted.batches).toBe(8);
    house.queued.push(...house.queued);
    const context = { jobId: 'x', attempt: 1, signal: new AbortController().signal };
    await Promise.all(house.queued.map((job) => house.definition.run(job.payload, context)));
    await house.work();
    expect(await house.db.selectFrom('wishes').select('id').execute()).toHaveLength(50);
    expect((await house.get(`/jobs/${sent.body.job_id}`)).body.job).toMatchObject({
      state: 'completed',
      counts: { queued: 50 },
    });
  });

  test('goes on where it was stopped between two batches', async () => {
    const tracks = Array.from({ length: 20 }, (_, index) => `Artist - Song ${index}`);
    const sent = await house.send({ tracks, batch_hint: 5 });
    const stop = new AbortController();
    const payload = house.queued[0]?.payload ?? {};
    let batches = 0;
    const signal = new Proxy(stop.signal, {
      get(target, key) {
        if (key === 'throwIfAborted' && (batches += 1) === 3) stop.abort(new Error('stopping'));
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await expect(house.definition.run(payload, { jobId: 'x', attempt: 1, signal })).rejects.toThrow('stopping');
    expect((await house.get(`/jobs/${sent.body.job_id}`)).body.job).toMatchObject({
      state: 'queued',
      counts: { queued: 10, normalized: 10 },
    });
    await house.work();
    expect((await house.get(`/jobs/${sent.body.job_id}`)).body.job).toMatchObject({
      state: 'completed',
      counts: { queued: 20 },
    });
  });

  test('that can never be handed over says so', async () => {
    const sent = await house.send({ tracks: ['A - B'] });
    await house.definition.onDead?.(
      { jobId: sent.body.job_id },
      { code: 'unexpected', message: 'The disk is full.', remedy: null },
    );
    expect((await house.get(`/jobs/${sent.body.job_id}`)).body.job).toMatchObject({
      state: 'failed',
      error: { code: 'import_stopped' },
    });
  });
});
