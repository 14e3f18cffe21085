import { afterEach, describe, expect, test } from 'vitest';
import { type AutosyncHouse, openAutosyncHouse } from '#test/autosync-house';
import { generateWorld, insertRows, newRow } from '../../../stand-ins/spotify/index.ts';

let house: AutosyncHouse;
afterEach(() => house.close());

const world = () => generateWorld({ playlists: [12, 6], savedTracks: 9 });
const waitFor = (code: string, hours = 24) =>
  ({
    kind: 'wait',
    cause: { code, sentence: 'Not now.' },
    until: new Date(house.now().getTime() + hours * 3_600_000),
  }) as const;
const statuses = (): string[] =>
  house.events.filter((event) => event.details['job'] === 'autosync').map((e) => e.status);

describe('a run of auto-sync', () => {
  test('wishes for every track of playlists and saved tracks that we do not own, each recording once, the important ones first', async () => {
    house = await openAutosyncHouse({ world: world(), owns: (title) => title.includes('a') });
    const { begun, status } = await house.sync();
    expect(begun.status).toBe(202);
    expect(status.last_run).toMatchObject({ state: 'completed', reason: null });
    const { counters } = status.last_run;
    const wishes = await house.allWishes();
    expect(counters['owned']).toBeGreaterThan(0);
    expect(wishes.length).toBe(counters['wished']);
    expect(counters['owned'] ?? 0).toBe((counters['tracks'] ?? 0) - wishes.length);
    expect(wishes.every((wish) => !wish.title.includes('a') && wish.source === 'autosync')).toBe(true);
    expect(new Set(wishes.map((wish) => wish.spotify_track_id)).size).toBe(wishes.length);
    // a person's own wishes have priority 0 or more; saved tracks go before those of playlists
    const saved = new Set(
      [...house.standIn.world.users.values()].flatMap((user) => user.savedTracks.map((each) => each.id)),
    );
    const of = (isSaved: boolean) =>
      wishes.filter((wish) => saved.has(wish.spotify_track_id ?? '') === isSaved).map((wish) => wish.priority);
    expect(Math.max(...wishes.map((wish) => wish.priority))).toBeLessThan(0);
    if (of(false).length > 0) expect(Math.min(...of(true))).toBeGreaterThan(Math.max(...of(false)));
    expect(house.waiting().filter((job) => job.type === 'search')).toHaveLength(wishes.length);
    expect(statuses()).toEqual([
      'autosync_started',
      'spotify_loaded',
      'comparison_complete',
      'downloads_requested',
      'status_summary',
      'completed',
    ]);
    expect(await house.store.get('metrics.autosync.skipped')).toBe('0');
    expect(Number(await house.store.get('metrics.autosync.duration_ms'))).toBeGreaterThanOrEqual(0);
  });

  test('asks for nothing twice: a second run wishes for what is new only, and leaves what a person gave up', async () => {
    house = await openAutosyncHouse({ world: world() });
    await house.sync();
    const before = await house.allWishes();
    const [given] = before;
    await house.db
      .updateTable('wishes')
      .set({ state: 'cancelled', reason_code: 'cancelled' })
      .where('id', '=', given?.id ?? 0)
      .execute();
    const list = [...house.standIn.world.playlists.values()][0];
    const fresh = [...house.standIn.world.tracks.keys()].find(
      (id) => !before.some((wish) => wish.spotify_track_id === id),
    );
    if (list === undefined || fresh === undefined) throw new Error('no list');
    insertRows(list, [newRow({ kind: 'track', id: fresh }, '2026-01-02T03:04:05Z', 'hub.tester')]);
    const { status } = await house.sync();
    expect(status.last_run.counters).toMatchObject({ wished: 1, already_wished: before.length });
    const after = await house.allWishes();
    expect(after.length).toBe(before.length + 1);
    expect(after[0]).toMatchObject({ state: 'cancelled' });
  });

  test('does not bring back a wish that was given up before auto-sync ever saw it', async () => {
    house = await openAutosyncHouse({ world: world() });
    await house.sync();
    await house.db.updateTable('wishes').set({ state: 'cancelled', reason_code: 'cancelled' }).execute();
    await house.db.deleteFrom('autosync_tracks').execute();
    const { status } = await house.sync();
    expect(status.last_run.counters).toMatchObject({ wished: 0 });
    expect((await house.allWishes()).every((wish) => wish.state === 'cancelled')).toBe(true);
  });

  test('takes releases that were chosen by hand, none that were ruled out', async () => {
    house = await openAutosyncHouse({ world: world() });
    const [track] = [...house.standIn.world.tracks.values()];
    await house.db
      .insertInto('artist_preferences')
      .values({ artist_id: 'somebody', release_id: `spotify:${track?.albumId}`, selected: false })
      .execute();
    const { status } = await house.sync();
    expect(status.last_run.counters['filtered']).toBeGreaterThan(0);
    expect((await house.allWishes()).some((wish) => wish.spotify_album_id === track?.albumId)).toBe(false);

    await house.db.updateTable('artist_preferences').set({ selected: true }).execute();
    await house.db.deleteFrom('wishes').execute();
    await house.sync();
    const chosen = await house.allWishes();
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.every((wish) => wish.spotify_album_id === track?.albumId)).toBe(true);
  });

  test('passes over what another place holds, and wishes for nothing while that place cannot be asked', async () => {
    let away = true;
    house = await openAutosyncHouse({
      world: world(),
      elsewhere: {
        name: 'plex',
        async find(tracks) {
          if (away) return { code: 'unreachable', sentence: 'Plex cannot be reached.', until: null };
          return tracks.map((_, at) => at % 2 === 0);
        },
      },
    });
    const first = (await house.sync()).status;
    expect(first.last_run).toMatchObject({
      state: 'partial',
      reason: 'Plex cannot be reached.',
      parts: {
        spotify: { state: 'ok' },
        library: { state: 'ok' },
        plex: { state: 'failed' },
        soulseek: { state: 'ok' },
      },
    });
    expect(await house.allWishes()).toEqual([]);
    expect(statuses()).toContain('plex_unavailable');
    away = false;
    const { counters, state } = (await house.sync()).status.last_run;
    expect(state).toBe('completed');
    expect(counters['owned_elsewhere']).toBeGreaterThan(0);
    expect((counters['wished'] ?? 0) + (counters['owned_elsewhere'] ?? 0)).toBe(counters['tracks']);
  });

  test('is partial while Soulseek cannot be asked; its wishes wait for it', async () => {
    house = await openAutosyncHouse({ world: world() });
    house.soulseek.problem = 'slskd cannot be reached.';
    const { status } = await house.sync();
    expect(status.last_run).toMatchObject({ state: 'partial', parts: { soulseek: { state: 'failed' } } });
    expect((await house.allWishes()).length).toBeGreaterThan(0);
  });

  test('hands its rules of quality to its wishes, and changed ones to those that wait', async () => {
    house = await openAutosyncHouse({ world: world() });
    await house.store.set('autosync_min_bitrate', '256');
    await house.sync();
    const rules = async () => (await house.allWishes()).map((wish) => wish.quality);
    expect(new Set((await rules()).map((each) => JSON.stringify(each))).size).toBe(1);
    expect((await rules())[0]).toEqual({ minBitrateKbps: 256, formats: ['mp3', 'flac'], onlyFormats: true });
    const put = await house.ask('PUT', '/autosync/settings', {
      preferred_formats: ['FLAC'],
      only_preferred_formats: false,
    });
    expect(put).toMatchObject({ status: 200, body: { settings: { preferred_formats: ['flac'], min_bitrate: 256 } } });
    await house.sync();
    expect((await rules())[0]).toEqual({ minBitrateKbps: 256, formats: ['flac'], onlyFormats: false });
  });

  test('in FREE mode, and without a sign-in, is blocked and says what is missing', async () => {
    house = await openAutosyncHouse({ signedIn: false });
    expect(await house.ask('POST', '/autosync/run')).toMatchObject({
      status: 503,
      body: { error: { code: 'DEPENDENCY_ERROR', meta: { missing: { spotify: ['sign-in'] } } } },
    });
    house.app.mode = 'FREE';
    const { status } = await house.sync();
    expect(status).toMatchObject({ blocked: { missing: ['mode PRO'] }, last_run: { state: 'blocked' } });
    expect(house.events).toContainEqual(expect.objectContaining({ type: 'autosync', status: 'autosync_blocked' }));
  });
});

describe('a run that is killed', () => {
  const killing = async (where: 'between portions' | 'inside a portion', alone = true) => {
    let killer: AbortController | null = null;
    let asked = 0;
    let thrown = 0;
    house = await openAutosyncHouse({
      world: generateWorld({ playlists: [260], savedTracks: 120 }),
      env: { SPOTIFY_DAILY_CALLS: '0' },
      elsewhere: {
        name: 'plex',
        async find(tracks) {
          asked += 1;
          if (where === 'between portions' && asked === 2) killer?.abort(new Error('killed'));
          return tracks.map(() => false);
        },
      },
      owns(title) {
        if (where === 'inside a portion' && asked === 2 && thrown === 0) {
          thrown += 1;
          throw new Error('killed');
        }
        return title.endsWith('e');
      },
    });
    await house.ask('POST', '/autosync/run');
    const [job] = house.take('autosync');
    if (job === undefined) throw new Error('no job');
    killer = new AbortController();
    if (alone) await expect(house.run(job, killer.signal)).rejects.toThrow('killed');
    killer = null;
    return job;
  };

  test.each(['between portions', 'inside a portion'] as const)(
    '%s goes on in another process: nothing lost, nothing doubled, nothing counted or asked twice',
    async (where) => {
      const job = await killing(where);
      const half = (await house.allWishes()).length;
      expect(half).toBeGreaterThan(0);
      const calls = house.standIn.calls.total();
      const other = await house.beside();
      await other.run(job);
      const { last_run: run } = (await house.ask('GET', '/autosync')).body;
      const wishes = await house.allWishes();
      expect(wishes.length).toBeGreaterThan(half);
      expect(new Set(wishes.map((wish) => wish.spotify_track_id)).size).toBe(wishes.length);
      expect(run).toMatchObject({ state: 'completed', counters: { wished: wishes.length } });
      const tracks = await house.db
        .selectFrom('playlist_items')
        .select('uri')
        .distinct()
        .where('kind', '=', 'track')
        .execute();
      expect(run.counters['tracks']).toBe(tracks.length);
      // Spotify was read before; the second process asked it nothing
      expect(house.standIn.calls.total()).toBe(calls);
      await other.closeHttp();
    },
  );

  test('is done once by two processes that have it at the same time', async () => {
    const job = await killing('between portions', false);
    const other = await house.beside();
    await Promise.all([house.run(job), other.run(job)]);
    const { last_run: run } = (await house.ask('GET', '/autosync')).body;
    const wishes = await house.allWishes();
    expect(new Set(wishes.map((wish) => wish.spotify_track_id)).size).toBe(wishes.length);
    expect(run).toMatchObject({ state: 'completed', counters: { wished: wishes.length } });
    expect(house.events.concat(other.events).filter((event) => event.status === 'completed')).toHaveLength(1);
    await other.closeHttp();
  });

  test('gets another job when its own was lost', async () => {
    house = await openAutosyncHouse({ world: world() });
    await house.ask('POST', '/autosync/run');
    house.take('autosync');
    await house.tick();
    expect((await house.ask('GET', '/autosync')).body.last_run.state).toBe('completed');
  });
});

describe('the limits of Spotify', () => {
  test('end a run as partial with what was read; another follows by itself when the pause is over, and asks for no page twice', async () => {
    house = await openAutosyncHouse({
      world: generateWorld({ playlists: [400], savedTracks: 10 }),
      env: { AUTOSYNC_ENABLED: 'true' },
    });
    house.standIn.strings.quota.rules = {
      daily: { calls: house.standIn.strings.quota.spent() + 5, says: 'retry-after' },
    };
    await house.tick();
    const first = (await house.ask('GET', '/autosync')).body;
    expect(first.last_run).toMatchObject({ state: 'partial', parts: { spotify: { state: 'failed' } } });
    expect(statuses()).toContain('spotify_unavailable');
    expect(Date.parse(first.next_run_at ?? '')).toBe(Date.parse(first.last_run.resume_at ?? ''));
    const calls = house.standIn.calls.total();
    await house.tick();
    expect(house.standIn.calls.total()).toBe(calls);
    house.standIn.strings.quota.rules = {};
    house.standIn.strings.clock.set(new Date(Date.parse(first.last_run.resume_at ?? '') + 1000));
    await house.tick();
    const second = (await house.ask('GET', '/autosync')).body;
    expect(second.last_run).toMatchObject({ state: 'completed', resume_at: null });
    expect(second.last_run.id).not.toBe(first.last_run.id);
    const pages = house.standIn.requests.filter(
      (request) => /playlists\/[^/]+\/items/.test(request.path) && request.status === 200,
    );
    expect(pages).toHaveLength(8);
    expect((await house.allWishes()).length).toBe(second.last_run.counters['tracks']);
  });
});

describe('the skip list', () => {
  test('counts failures with their reason once in twelve hours, skips from the limit on, and forgets them on success', async () => {
    house = await openAutosyncHouse({ world: world(), env: { AUTOSYNC_SKIP_THRESHOLD: '2' } });
    await house.sync();
    const [poor, absent, found] = await house.allWishes();
    if (poor === undefined || absent === undefined || found === undefined) throw new Error('no wishes');
    await house.settle(poor.id, waitFor('low_quality'));
    await house.settle(poor.id, waitFor('nothing_found'));
    await house.settle(absent.id, waitFor('nothing_found'));
    await house.settle(found.id, waitFor('all_peers_failed'));
    expect((await house.ask('GET', '/autosync/skipped?all=true')).body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: poor.title, failure_reason: 'quality', failure_count: 1, skipped: false }),
        expect.objectContaining({ title: absent.title, failure_reason: 'no_results', failure_count: 1 }),
        expect.objectContaining({ title: found.title, failure_reason: 'download', failure_count: 1 }),
      ]),
    );
    house.standIn.strings.clock.advance(13 * 3_600_000);
    await house.settle(absent.id, waitFor('nothing_found'));
    await house.settle(found.id, { kind: 'done', cause: { code: 'test', sentence: 'There.' } });
    expect(statuses()).toEqual(
      expect.arrayContaining([
        'soulseek_low_quality',
        'soulseek_no_results',
        'download_failed',
        'soulseek_skipped',
        'track_imported',
      ]),
    );
    const { status } = await house.sync();
    expect(status).toMatchObject({ skipped_tracks: 1, last_run: { counters: { skipped: 1 } } });
    expect(await house.store.get('metrics.autosync.skipped')).toBe('1');
    expect(await house.store.get('metrics.autosync.downloaded')).toBe('1');
    // the wish that failed too often is not searched for any more
    expect((await house.allWishes()).find((wish) => wish.id === absent.id)).toMatchObject({
      state: 'cancelled',
      reason_code: 'autosync_skipped',
    });
    expect((await house.ask('GET', '/autosync/skipped?all=true')).body.items.map((item) => item.title)).not.toContain(
      found.title,
    );
    expect(house.faults).toEqual([]);
  });

  test('lets a track go that somebody takes off it, and all when the limit is raised', async () => {
    house = await openAutosyncHouse({ world: world(), env: { AUTOSYNC_SKIP_THRESHOLD: '1' } });
    await house.sync();
    const [one, two, three] = await house.allWishes();
    if (one === undefined || two === undefined || three === undefined) throw new Error('no wishes');
    for (const { id } of [one, two, three]) await house.settle(id, waitFor('nothing_found'));
    await house.sync();
    const state = async (id: number) => (await house.allWishes()).find((wish) => wish.id === id)?.state;
    expect(await state(one.id)).toBe('cancelled');
    const { items } = (await house.ask('GET', '/autosync/skipped')).body;
    const entry = items.find((item) => item.title === one.title);
    expect((await house.ask('DELETE', `/autosync/skipped/${entry?.id}`)).status).toBe(204);
    expect((await house.ask('DELETE', `/autosync/skipped/${entry?.id}`)).status).toBe(404);
    expect([await state(one.id), await state(two.id)]).toEqual(['queued', 'cancelled']);
    await house.ask('PUT', '/autosync/settings', { skip_threshold: 5 });
    await house.sync();
    expect(await state(two.id)).toBe('queued');
    await house.ask('PUT', '/autosync/settings', { skip_threshold: 1 });
    // a script whose id is empty must not remove them all
    expect((await house.ask('DELETE', '/autosync/skipped/')).status).toBe(404);
    expect((await house.ask('DELETE', '/autosync/skipped/?id=')).status).toBe(404);
    expect((await house.ask('DELETE', '/autosync/skipped')).body.removed).toBe(2);
    // a wish of somebody else is none of its business
    await house.db.updateTable('autosync_tracks').set({ own: false }).execute();
    await house.settle(two.id, waitFor('nothing_found'));
    expect((await house.ask('GET', '/autosync/skipped')).body.total).toBe(0);
  });
});

describe('the settings of auto-sync', () => {
  test('refuse what makes no sense, name the field, and store nothing', async () => {
    house = await openAutosyncHouse({ signedIn: false });
    const wrong: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ min_bitrate: -1 }, 'min_bitrate'],
      [{ time: '25:00' }, 'time'],
      [{ interval_seconds: 5 }, 'interval_seconds'],
      [{ preferred_formats: ['../flac'] }, 'preferred_formats'],
      [{ preferred_formats: ['flac', 'mp\0'] }, 'preferred_formats'],
      [{ sources: ['albums'] }, 'sources'],
      [{ enabled: true, bitrate: 3 }, 'additional properties'],
    ];
    for (const [body, says] of wrong) {
      const answer = await house.ask('PUT', '/autosync/settings', body);
      expect([body, answer.status]).toEqual([body, 400]);
      expect(JSON.stringify(answer.body.error.meta)).toContain(says);
    }
    expect(await house.store.all('autosync')).toEqual(new Map());
    expect((await house.ask('DELETE', '/autosync/skipped/0')).status).toBe(400);
  });

  test('POST /sync begins it only where it is switched on', async () => {
    house = await openAutosyncHouse({ world: world() });
    expect((await house.ask('POST', '/sync')).body).toMatchObject({
      results: { playlists: 'queued' },
      errors: { auto_sync: 'Auto-sync is switched off.' },
    });
    await house.ask('PUT', '/autosync/settings', { enabled: true });
    expect((await house.ask('POST', '/sync')).body).toMatchObject({
      results: { playlists: 'queued', auto_sync: 'queued' },
      errors: {},
    });
    expect(house.waiting().map((job) => job.type)).toContain('autosync');
    expect((await house.ask('GET', '/autosync/runs')).body.total).toBe(1);
  });
});
