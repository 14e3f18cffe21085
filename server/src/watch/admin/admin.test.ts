import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const key = `musicbrainz:${mbid('artist', 1)}`;

beforeAll(async () => {
  house = await openWatchHouse({
    world: releasesOf([]),
    at: '2026-03-01T09:00:00Z',
    env: { FEATURE_ADMIN_API: 'true', ARTIST_SYNC_PRUNE: 'true', ARTIST_SYNC_PRIORITY_DECAY: '3' },
  });
});
beforeEach(() => house.empty());
afterAll(() => house.close());

const add = (body: object) => house.post('/watchlist', body);

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
    const told = house.events.map((event) => [event['event'], event['entity_id'], event['status']]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['artist.fetch', key, 'ok'],
        ['artist.persist', key, 'ok'],
      ]),
    );
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
    expect(house.events).toContainEqual(expect.objectContaining({ event: 'artist.enqueue', entity_id: key }));
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
