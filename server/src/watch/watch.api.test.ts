import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const artist = mbid('artist', 1);
const key = `musicbrainz:${artist}`;

beforeAll(async () => {
  house = await openWatchHouse({
    world: releasesOf([]),
    at: '2026-03-01T09:00:00Z',
    env: { FEATURE_ADMIN_API: 'true', ARTIST_SYNC_PRUNE: 'true', ARTIST_SYNC_PRIORITY_DECAY: '3' },
  });
});
beforeEach(async () => {
  const tables =
    'artists, artist_preferences, artist_audit, discography_jobs, wishes, calendar_tokens, musicbrainz_cache, service_paces';
  await sql`truncate ${sql.raw(tables)} restart identity cascade`.execute(house.db);
  house.queue.length = 0;
  house.standIn.clearFaults();
  house.clock.set('2026-03-01T09:00:00Z');
});
afterAll(() => house.close());

const add = (body: object) => house.post('/watchlist', body);

describe('adding to the watchlist', () => {
  test('by key, link or URI; both route families show the same entry', async () => {
    expect((await add({ artist_key: ` Spotify:alpha`.trim(), priority: 10 })).body).toMatchObject({
      artist_key: 'spotify:alpha',
      priority: 10,
      paused: false,
      since: '2026-03-01',
    });
    expect((await add({ artist: `https://musicbrainz.org/artist/${artist}` })).body.artist_key).toBe(key);
    const link = 'https://open.spotify.com/intl-de/artist/1Xyo4u8uXC1ZmMpatF05PJ?si=1';
    expect((await add({ artist: link })).body.artist_key).toBe('spotify:1Xyo4u8uXC1ZmMpatF05PJ');
    const both = [await house.get('/watchlist'), await house.get('/artists/watchlist')];
    for (const { body } of both) {
      expect(body.items.map((each) => each.artist_key)).toEqual([
        'spotify:alpha',
        key,
        'spotify:1Xyo4u8uXC1ZmMpatF05PJ',
      ]);
    }
    expect((await house.delete('/artists/watchlist/spotify:alpha')).status).toBe(204);
    expect((await house.get('/watchlist/spotify:alpha')).status).toBe(404);
  });

  test('by a name that one artist has; several answer the choices, nobody 404', async () => {
    expect((await add({ artist: 'die grüne küche' })).body).toMatchObject({ name: 'Die Grüne Küche' });
    const several = await add({ artist: 'Mira Vantour' });
    expect(several.status).toBe(409);
    expect(several.body.error.meta.reason).toBe('ambiguous_artist');
    expect(several.body.error.meta.choices.map((each) => each.artist_key).toSorted()).toEqual([
      key,
      `musicbrainz:${mbid('artist', 2)}`,
    ]);
    expect((await add({ artist: 'Nobody At All' })).status).toBe(404);
    const found = await house.get('/artists/find?name=Mira%20Vantour');
    expect(found.body.items).toHaveLength(2);
  });

  test('"could not ask" is not "nobody has that name"', async () => {
    house.standIn.fault({ times: 99, fault: { kind: 'status', status: 500 } });
    expect((await add({ artist: 'Mira Vantour' })).status).toBe(502);
  });

  test('pause with reason and end, resume, priority, upsert', async () => {
    await add({ artist_key: key });
    const paused = await house.post(`/watchlist/${key}/pause`, {
      reason: 'holiday',
      resume_at: '2026-04-01T08:00:00+02:00',
    });
    expect(paused.body).toMatchObject({ paused: true, pause_reason: 'holiday', resume_at: '2026-04-01T06:00:00.000Z' });
    expect((await house.post(`/watchlist/${key}/pause`)).body.pause_reason).toBe('paused');
    expect((await house.post(`/watchlist/${key}/resume`)).body).toMatchObject({ paused: false, pause_reason: null });
    expect((await house.patch(`/watchlist/${key}`, { priority: 7 })).body.priority).toBe(7);
    const upsert = { artist_key: key, priority: 9, cooldown_until: '2026-03-02T00:00:00Z' };
    expect((await house.post('/artists/watchlist', upsert)).body).toMatchObject({
      priority: 9,
      cooldown_until: '2026-03-02T00:00:00.000Z',
    });
  });

  test.each([
    [{}, 'artist_key'],
    [{ artist_key: key, artist: 'x' }, 'artist_key'],
    [{ artist_key: 'alpha' }, 'artist_key'],
    [{ artist_key: 'deezer:1' }, 'artist_key'],
    [{ artist_key: 'musicbrainz:not-a-uuid' }, 'artist_key'],
    [{ artist_key: 'spotify:../../etc' }, 'artist_key'],
    [{ artist_key: 'spotify:a\u0000b' }, 'artist_key'],
    [{ artist: '   ' }, 'artist'],
    [{ artist: 'https://example.org/artist/1' }, 'artist'],
    [{ artist_key: key, priority: 1e9 }, 'priority'],
    [{ artist_key: key, interval_s: 1 }, 'interval_s'],
    [{ artist_key: key, kinds: ['polka'] }, 'kinds'],
  ])('%j is refused with the name of the field', async (body, field) => {
    const reply = await add(body);
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body.error)).toContain(field);
    expect((await house.get('/watchlist')).body.total).toBe(0);
  });

  test('an artist twice is 409; unknown artists are 404 everywhere; malformed and past dates are 400', async () => {
    expect((await add({ artist_key: key })).status).toBe(201);
    expect(await add({ artist_key: key })).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
    const nobody = 'spotify:nobody';
    for (const reply of [
      await house.get(`/artists/${nobody}`),
      await house.post(`/artists/${nobody}/enqueue-sync`),
      await house.patch(`/watchlist/${nobody}`, { priority: 1 }),
      await house.post(`/watchlist/${nobody}/pause`),
      await house.post(`/watchlist/${nobody}/resume`),
      await house.delete(`/watchlist/${nobody}`),
      await house.post(`/admin/artists/${nobody}/resync`),
    ]) {
      expect(reply.status).toBe(404);
    }
    for (const date of ['tomorrow', '2026-13-01', '2020-01-01T00:00:00Z', '9999-01-01T00:00:00Z', '2026-02-30']) {
      const reply = await house.post(`/watchlist/${key}/pause`, { resume_at: date });
      expect([date, reply.status]).toEqual([date, 400]);
      expect(JSON.stringify(reply.body.error)).toContain('resume_at');
    }
    expect((await house.post('/watchlist/import')).status).toBe(424);
  });
});

describe('the sync of an artist', () => {
  test('is enqueued once, however often it is asked for, and reads artist and releases', async () => {
    house.standIn.setWorld(releasesOf([{ title: 'Keller', date: '2019-03-08', also: ['Live'] }]));
    await add({ artist_key: key, priority: 5 });
    await house.drain();
    const first = await house.post(`/artists/${key}/enqueue-sync`, { force: false });
    expect(first).toMatchObject({ status: 202, body: { already_enqueued: false, status: 'pending' } });
    const second = await house.post(`/artists/${key}/enqueue-sync`);
    expect(second.body).toMatchObject({ already_enqueued: true, job_id: first.body.job_id });
    await house.drain();
    const { body } = await house.get(`/artists/${key}`);
    expect(body).toMatchObject({
      name: 'Mira Vantour',
      aliases: ['M. Vantour'],
      genres: ['dream pop'],
      releases: [{ title: 'Keller', release_type: 'album', kinds: ['live'], release_date: '2019-03-08' }],
    });
    const entry = (await house.get('/artists/watchlist')).body.items[0];
    expect(entry).toMatchObject({
      priority: 2,
      cooldown_until: expect.any(String),
      last_synced_at: expect.any(String),
    });
    expect((await house.get('/artists?q=vant%20m&watched=true')).body).toMatchObject({ total: 1 });
    expect((await house.get('/artists?q=%25')).body.total).toBe(0);
  });

  test('the audit tells an artist’s life: created, updated, inactivated, back again, aliases; page by page', async () => {
    const one = { title: 'One', date: '2019', id: 501 };
    const two = { title: 'Two', date: '2020-01-01', id: 502 };
    await add({ artist_key: key });
    const sync = async (): Promise<void> => {
      await house.post(`/artists/${key}/enqueue-sync`, { force: true });
      await house.drain();
    };
    house.standIn.setWorld(releasesOf([one, two]));
    await house.drain();
    house.standIn.setWorld(releasesOf([{ ...one, date: '2019-05-01' }], ['Mira V.']));
    house.clock.advance(8 * 86_400_000);
    await sync();
    house.standIn.setWorld(releasesOf([one, two], ['Mira V.']));
    await sync();
    await sync();
    const { body } = await house.get(`/admin/artists/${key}/audit?limit=5`);
    const rest = await house.get(`/admin/artists/${key}/audit?limit=5&cursor=${body.nextCursor}`);
    expect(rest.body.nextCursor).toBeNull();
    const life = [...body.items, ...rest.body.items]
      .toReversed()
      .map((each) => [
        each.event,
        each.before?.title ?? each.before?.alias ?? each.before?.name ?? null,
        each.after?.release_date ?? each.after?.alias ?? each.after?.inactive_reason ?? null,
      ]);
    expect(life).toEqual([
      ['updated', artist, null],
      ['updated', null, 'M. Vantour'],
      ['created', null, '2019'],
      ['created', null, '2020-01-01'],
      ['updated', null, 'Mira V.'],
      ['updated', 'M. Vantour', null],
      ['updated', 'One', '2019-05-01'],
      ['inactivated', 'Two', '2020-01-01'],
      ['updated', 'One', '2019'],
      ['updated', 'Two', '2020-01-01'],
    ]);
    for (const query of ['limit=0', 'limit=201', 'cursor=x', 'cursor=-1'])
      expect((await house.get(`/admin/artists/${key}/audit?${query}`)).status).toBe(400);
  });

  test('with ARTIST_SYNC_HARD_DELETE what a source no longer lists is gone with its tracks, its wishes stay, and the audit keeps what it was', async () => {
    const strict = await openWatchHouse({
      world: releasesOf([]),
      at: '',
      beside: house,
      env: { FEATURE_ADMIN_API: 'true', ARTIST_SYNC_PRUNE: 'true', ARTIST_SYNC_HARD_DELETE: 'true' },
    });
    const stays = { title: 'Stays', date: '2019', id: 511 };
    house.standIn.setWorld(releasesOf([stays, { title: 'Goes', date: '2026-03-01', id: 512 }]));
    await strict.post('/watchlist', { artist_key: key });
    await strict.drain();
    expect(await strict.wishes()).toHaveLength(2);
    house.standIn.setWorld(releasesOf([stays]));
    house.clock.advance(8 * 86_400_000);
    await strict.post(`/artists/${key}/enqueue-sync`, { force: true });
    await strict.drain();
    const { body } = await strict.get(`/artists/${key}`);
    expect([body.releases.map((each) => each.title), body.releases_total]).toEqual([['Stays'], 1]);
    const rows = await house.db.selectFrom('artist_releases').select(['title', 'inactive_at']).execute();
    expect(rows).toEqual([{ title: 'Stays', inactive_at: null }]);
    expect(await house.db.selectFrom('artist_release_tracks').select('title').execute()).toEqual([]);
    expect((await strict.wishes()).map((wish) => wish.title)).toEqual(['Goes One', 'Goes Two']);
    const [last] = (await strict.get(`/admin/artists/${key}/audit?limit=1`)).body.items;
    expect(last).toMatchObject({ event: 'deleted', before: { title: 'Goes' }, after: null });
    // listed again, it comes back, and its recordings are not wished a second time
    house.standIn.setWorld(releasesOf([stays, { title: 'Goes', date: '2026-03-01', id: 512 }]));
    house.clock.advance(8 * 86_400_000);
    await strict.tick();
    expect((await strict.get(`/artists/${key}`)).body.releases.map((each) => each.title)).toEqual(['Goes', 'Stays']);
    expect(await strict.wishes()).toHaveLength(2);
    await strict.close();
  });
});

describe('admin operations', () => {
  test('a dry run shows the delta and writes nothing; a real one applies it', async () => {
    house.standIn.setWorld(releasesOf([{ title: 'Keller', date: '2019-03-08' }]));
    await add({ artist_key: key });
    house.queue.length = 0;
    const count = async () => (await house.db.selectFrom('artist_releases').select('id').execute()).length;
    const dry = await house.post(`/admin/artists/${key}/reconcile`);
    expect(dry.body).toMatchObject({
      dryRun: true,
      applied: false,
      delta: { summary: { added: 1, updated: 0, removed: 0, aliasAdded: 1 } },
      safety: { locked: false, stale: true, stalenessMinutes: null, retryBudget: 6 },
      warnings: ['This artist was never synced.'],
    });
    expect(await count()).toBe(0);
    const real = await house.post(`/admin/artists/${key}/reconcile?dry_run=false`);
    expect(real.body).toMatchObject({ applied: true, result: { status: 'ok' } });
    expect(await count()).toBe(1);
    house.clock.advance(31 * 60_000);
    const again = await house.post(`/admin/artists/${key}/reconcile?dry_run=true`);
    expect(again.body).toMatchObject({
      delta: { summary: { added: 0 } },
      safety: { stale: true, stalenessMinutes: 31 },
      warnings: ['What is stored is 31 minutes old.'],
    });
    expect((await house.post(`/admin/artists/${key}/invalidate`)).body).toEqual({ artistKey: key, evicted: 0 });
  });

  test('writing is refused while a sync is under way (409) and when too many have failed (429)', async () => {
    await add({ artist_key: key });
    house.queue.length = 0;
    const resync = await house.post(`/admin/artists/${key}/resync`);
    expect(resync.body).toMatchObject({ enqueued: true, priority: 110 });
    expect(house.queue[0]).toMatchObject({ type: 'artist_sync', priority: 10 });
    for (const path of ['resync', 'reconcile?dry_run=false'])
      expect((await house.post(`/admin/artists/${key}/${path}`)).status).toBe(409);
    expect((await house.post(`/admin/artists/${key}/reconcile`)).body.safety).toMatchObject({ locked: true });
    await house.db
      .updateTable('artists')
      .set({ sync_job_id: null, sync_requested_at: null, sync_attempts: 6 })
      .execute();
    const refused = await house.post(`/admin/artists/${key}/resync`);
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'RATE_LIMITED', meta: { attempts: 6, budget: 6 } } },
    });
  });

  test('a failed sync counts, keeps its lock until the retry, and one that works gives the budget back', async () => {
    await add({ artist_key: key });
    house.queue.length = 0;
    await house.post(`/artists/${key}/enqueue-sync`);
    const job = house.queue[0];
    house.standIn.fault({ times: 1, fault: { kind: 'status', status: 500 } });
    await expect(house.drain()).rejects.toThrow(/500/);
    expect((await house.post(`/admin/artists/${key}/reconcile`)).body.safety).toMatchObject({
      locked: true,
      retryAttempts: 1,
    });
    if (job !== undefined) house.queue.push(job);
    await house.drain();
    expect((await house.post(`/admin/artists/${key}/reconcile`)).body.safety).toMatchObject({
      locked: false,
      retryAttempts: 0,
    });
  });

  test('without the flag there is nothing there', async () => {
    const plain = await openWatchHouse({ world: releasesOf([]), at: '', beside: house });
    expect((await plain.post(`/admin/artists/${key}/resync`)).status).toBe(404);
    await plain.close();
  });
});

describe('a discography', () => {
  const songs = (title: string, list: readonly string[], more: object = {}) => ({ title, songs: list, ...more });

  test('is planned album by album, albums first, one edition each, and wishes for every recording once', async () => {
    house.standIn.setWorld(
      releasesOf([
        songs('Single', ['A'], { type: 'Single', date: '2018-01-01' }),
        songs('Keller', ['A', 'B'], { date: '2019-01-01' }),
        songs('Keller (Deluxe)', ['A', 'B', 'C'], { date: '2020-01-01' }),
        songs('Stage', ['A (Live)'], { date: '2021-01-01', also: ['Live'] }),
        songs('Later', ['D'], { date: '2030-01-01' }),
        songs('Empty', [], { date: '2017-01-01' }),
      ]),
    );
    const started = await house.post('/soulseek/discography/download', { artist_id: key, artist_name: 'Mira' });
    expect(started.body).toMatchObject({ job_id: 1, status: 'pending' });
    const twice = await house.post('/soulseek/discography/download', { artist_id: key });
    expect(twice.body).toMatchObject({ job_id: 1, already_enqueued: true });
    await house.drain();
    const { body } = await house.get('/soulseek/discography/1');
    expect(body).toMatchObject({ status: 'done', progress: 100, albums_total: 3, wished: 2, already_wished: 1 });
    expect(body.albums.map((each) => [each.title, each.state, each.wished])).toEqual([
      ['Empty', 'skipped', 0],
      ['Keller', 'done', 2],
      ['Single', 'done', 0],
    ]);
    const wishes = await house.wishes();
    expect(wishes.map((wish) => [wish.title, wish.album])).toEqual([
      ['A', 'Keller'],
      ['B', 'Keller'],
    ]);
  });

  test('goes on where it stopped: a fault in the middle loses nothing and wishes nothing twice', async () => {
    house.standIn.setWorld(
      releasesOf(Array.from({ length: 6 }, (_, n) => ({ title: `Album ${n}`, date: `200${n}-01-01` }))),
    );
    await house.post('/soulseek/discography/download', { artist_id: key });
    const job = house.queue[0];
    house.standIn.fault({ path: '/release?', after: 3, times: 1, fault: { kind: 'status', status: 500 } });
    await expect(house.drain()).rejects.toThrow(/500/);
    const half = await house.get('/soulseek/discography/1');
    expect(half.body).toMatchObject({ status: 'in_progress', progress: 50, problem: { code: 'service_error' } });
    if (job !== undefined) house.queue.push(job);
    await house.drain();
    expect((await house.get('/soulseek/discography/1')).body).toMatchObject({
      status: 'done',
      progress: 100,
      wished: 12,
    });
    expect(await house.wishes()).toHaveLength(12);
  });

  test.each([
    [{ artist_id: '' }],
    [{ artist_id: '  ' }],
    [{}],
    [{ artist_id: 'a/b' }],
    [{ artist_id: key, kinds: [] }],
  ])('%j is refused', async (body) => {
    expect((await house.post('/soulseek/discography/download', body)).status).toBe(400);
  });
});

describe('the calendar', () => {
  beforeEach(async () => {
    house.standIn.setWorld(
      releasesOf([
        { title: 'Out; now, "yes"\nreally', date: '2026-02-20' },
        { title: 'Soon '.repeat(20), date: '2026-03-20' },
        { title: 'Some day', date: '2026' },
        { title: 'Long ago', date: '1999-01-01' },
      ]),
    );
    await add({ artist_key: key });
    await house.drain();
  });

  test('shows recent and upcoming releases by day, and how exactly the day is known', async () => {
    const { body } = await house.get('/calendar/releases');
    expect(body.items.map((each) => [each.day, each.out, each.state])).toEqual([
      ['2026-02-20', true, 'known'],
      ['2026-03-20', false, 'upcoming'],
    ]);
    const year = await house.get('/calendar/releases?from=2026-01-01&to=2026-12-31');
    expect(year.body.items[0]).toMatchObject({ title: 'Some day', precision: 'year' });
    for (const query of ['from=2026-02-30', 'from=x', 'to=2026', 'from=2026-05-01&to=2026-04-01'])
      expect((await house.get(`/calendar/releases?${query}`)).status).toBe(400);
  });

  test('as iCalendar with a token of its own, until the token is taken back', async () => {
    expect((await house.get('/calendar/releases.ics')).status).toBe(401);
    expect((await house.get('/calendar/releases.ics?token=guess')).status).toBe(401);
    const token = (await house.post('/calendar/tokens', { name: 'phone' })).body;
    const { status, text } = await house.get(token.path);
    expect(status).toBe(200);
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(lines).toContain('DTSTART;VALUE=DATE:20260320');
    expect(lines).toContain('DTEND;VALUE=DATE:20260321');
    expect(text).toContain('SUMMARY:Mira Vantour – Out\\; now\\, "yes" really');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect((await house.get('/calendar/tokens')).text).not.toContain(token.token);
    expect((await house.delete(`/calendar/tokens/${token.id}`)).status).toBe(204);
    expect((await house.get(token.path)).status).toBe(401);
  });
});
