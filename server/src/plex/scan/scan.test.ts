import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPathMap } from '#integrations/plex';
import { createSettingsStore } from '#settings';
import { movedClock } from '#test/clock';
import { musicSection, openPlexStack, type PlexStack } from '#test/plex-stack';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';
import { createCatalogueStore } from '../catalogue/catalogue.store.ts';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { createDirectScans } from '../scans.ts';
import { createScanQueue } from './queue.ts';
import { createScanRequestStore } from './requests.store.ts';
import { createScanWorker } from './worker.ts';

const signal = new AbortController().signal;
const given = { intervalS: 600, incremental: false, windowS: 30 };
let folder: string;
let stack: PlexStack;
let told: { status: string; details: Record<string, unknown> }[];
const clock = movedClock(new Date(Date.now() + 60_000).toISOString());
const now = () => new Date(clock.now());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plex-scan-'));
  told = [];
  clock.set(Date.now() + 60_000);
  stack = await openPlexStack({
    world: { sections: [musicSection({ locations: [{ path: '/data/music', folder }] })] },
  });
});
afterEach(async () => {
  await stack.close();
  await rm(folder, { recursive: true });
});

function parts(pathMap = stack.pathMap) {
  const { client } = stack.plex;
  const store = createSettingsStore(stack.db);
  const catalogue = createCatalogue({ client, store: createCatalogueStore(stack.db), now });
  const requests = createScanRequestStore(stack.db);
  const record = async (_type: string, status: string, details: Record<string, unknown>) => {
    told.push({ status, details });
  };
  const queue = createScanQueue({
    client,
    pathMap: async () => pathMap,
    requests,
    catalogue,
    direct: createDirectScans({ client, credentials: { pathMap: async () => pathMap } }),
    windowS: async () => 30,
    record,
    now,
  });
  const worker = createScanWorker({ plex: stack.plex, catalogue, store, given, record, now });
  return { store, catalogue, requests, queue, worker };
}

async function file(path: string): Promise<string> {
  const at = join(folder, path);
  await mkdir(join(at, '..'), { recursive: true });
  const [artist, album, name] = path.split('/');
  const title = name?.replace(/\.flac$/, '') ?? '';
  await writeFile(
    at,
    makeAudio({ format: 'flac', durationMs: 300, tags: { title, artist: artist ?? '', album: album ?? '' } }),
  );
  return `/music/${path}`;
}

const refreshes = () => stack.standIn.requests.filter(({ url }) => url.includes('/refresh'));

describe('the look at the library', () => {
  test('keeps figures and index, at the interval that counts now', async () => {
    await file('Ann/One/First.flac');
    await stack.plex.client.refresh('5', null);
    await stack.standIn.scansEnded();
    const { worker, store, catalogue } = parts();
    expect(await worker.tick(signal)).toBe(true);
    expect(await worker.tick(signal)).toBe(false);
    const notes = await store.all('plex_');
    expect(Object.fromEntries(notes)).toMatchObject({
      plex_artist_count: '1',
      plex_album_count: '1',
      plex_track_count: '1',
      plex_last_scan: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await store.get('metrics.scan.interval')).toBe('600');
    expect(await catalogue.store.count('5')).toBe(1);
    await store.set('scan_worker_interval_seconds', '20');
    clock.advance(21_000);
    await store.set('scan_worker_incremental', 'true');
    await file('Ann/One/Second.flac');
    const before = refreshes().length;
    expect(await worker.tick(signal)).toBe(true);
    expect(refreshes().length).toBe(before + 1);
    await stack.standIn.scansEnded();
    clock.advance(21_000);
    await worker.tick(signal);
    expect(await catalogue.store.count('5')).toBe(2);
    expect(await store.get('metrics.scan.incremental')).toBe('1');
    // no text that is no number stops it
    await store.set('scan_worker_interval_seconds', 'soon');
    clock.advance(601_000);
    expect(await worker.tick(signal)).toBe(true);
  });

  test('the third failure in a row is told once, and the next look goes on', async () => {
    const { worker, store } = parts();
    await stack.standIn.goDown();
    for (let times = 0; times < 4; times += 1) {
      expect(await worker.tick(signal)).toBe(true);
      clock.advance(601_000);
    }
    expect(told).toMatchObject([{ status: 'scan_failed', details: { failures: 3, remedy: expect.any(String) } }]);
    expect(await store.get('metrics.scan.failures')).toBe('4');
    await stack.standIn.comeUp();
    await stack.plex.status();
    await worker.tick(signal);
    expect(await store.get('metrics.scan.failures')).toBe('0');
  });

  test('what Plex deleted leaves the index, and another server begins anew', async () => {
    await file('Ann/One/First.flac');
    await file('Ann/Two/Second.flac');
    const { catalogue } = parts();
    const read = async () => {
      await stack.plex.client.refresh('5', null);
      await stack.standIn.scansEnded();
      const section = await stack.plex.client.musicSection();
      if (section === null) throw new Error('There is no library.');
      return await catalogue.read(section, signal);
    };
    expect(await read()).toEqual({ tracks: 2, changed: 2, whole: true });
    expect(await read()).toMatchObject({ tracks: 2, changed: 0, whole: false });
    await rm(join(folder, 'Ann', 'One'), { recursive: true });
    expect(await read()).toEqual({ tracks: 1, changed: 1, whole: true });
    await stack.db.updateTable('plex_sections').set({ machine_identifier: 'another' }).execute();
    expect(await read()).toMatchObject({ tracks: 1, whole: true });
  });
});

describe('folders that changed', () => {
  test('ten files of an album are one scan of its folder, and Plex knows them then', async () => {
    const { queue, catalogue, requests } = parts();
    for (let number = 1; number <= 10; number += 1)
      await queue.changed(stack.db, await file(`Ann/One/${number}.flac`), true);
    clock.set(Date.now());
    expect(await queue.turn(signal)).toBe(false);
    expect(refreshes()).toEqual([]);
    clock.advance(31_000);
    expect(await queue.turn(signal)).toBe(true);
    expect(refreshes().map(({ url }) => decodeURIComponent(url))).toEqual(
      ['/library/sections/5/refresh?path=%2Fdata%2Fmusic%2FAnn%2FOne'].map(decodeURIComponent),
    );
    expect(await catalogue.store.count('5')).toBe(10);
    expect(await requests.latest(5)).toMatchObject([{ state: 'done', section_id: '5', problem: null }]);
  });

  test('a path map that leads elsewhere is a problem with a remedy, after a scan that found nothing or at once', async () => {
    const { queue, requests } = parts(createPathMap(['/music=/data/music/wrong', '/other=/nowhere']));
    await queue.changed(stack.db, await file('Ann/One/1.flac'), true);
    await queue.changed(stack.db, '/other/x.flac', true);
    for (let turns = 0; turns < 5; turns += 1) {
      clock.advance(601_000);
      await queue.turn(signal);
    }
    expect(told).toMatchObject([
      { status: 'plex_scan_failed', details: { code: 'path_map_wrong', folder: '/other' } },
      {
        status: 'plex_scan_failed',
        details: { folder: '/music/Ann/One', remedy: expect.stringContaining('PLEX_PATH_MAP') },
      },
    ]);
    expect(await requests.latest(5)).toMatchObject([{ state: 'failed', tries: 3 }, { state: 'failed' }]);
  });

  test('while Plex is away, or before its scan ends, requests wait', async () => {
    const { queue, requests } = parts();
    await queue.changed(stack.db, await file('Ann/One/1.flac'), true);
    clock.advance(31_000);
    await stack.standIn.goDown();
    expect(await queue.turn(signal)).toBe(false);
    expect(await requests.latest(1)).toMatchObject([{ state: 'waiting', tries: 0, problem: expect.any(String) }]);
    await stack.standIn.comeUp();
    await stack.plex.status();
    clock.advance(61_000);
    expect(await queue.turn(signal)).toBe(true);
    expect(await requests.latest(1)).toMatchObject([{ state: 'done', problem: null }]);
  });

  test('very many folders at once become one scan of the library', async () => {
    const { queue } = parts();
    for (let number = 1; number <= 30; number += 1)
      await queue.changed(stack.db, await file(`Ann/Album ${number}/1.flac`), true);
    clock.advance(31_000);
    await queue.turn(signal);
    expect(refreshes().map(({ url }) => url)).toEqual(['/library/sections/5/refresh']);
  });

  test('a person who asks twice within the window asks once', async () => {
    const { queue } = parts();
    expect(await queue.request('5', null)).toMatchObject({ kind: 'taken', queued: true });
    clock.set(Date.now());
    await stack.standIn.scansEnded();
    expect(await queue.request('5', null)).toEqual({ kind: 'taken', queued: false, started: null });
  });
});
