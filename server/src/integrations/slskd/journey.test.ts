import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { JobFailure, type NewJob } from '#jobs';
import type { Judgement, OfferedFile, WantedTrack } from '#music';
import { createJourney, stageAfter } from '#pipeline';
import {
  createCancellations,
  createDownloadStage,
  createTransferMonitor,
  type DownloadChange,
  downloadSettings,
} from '#pipeline/download';
import { createSearchStage, searchSettings } from '#pipeline/search';
import { readSettings } from '#platform/config';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWishStore, type StageRunner, takeIn } from '#wishes';
import {
  createSlskdStandIn,
  type Peer,
  type StandInOptions,
  type TransferBehaviour,
} from '../../../../stand-ins/slskd/index.ts';
import { createSlskd } from './index.ts';
import { slskdSettings } from './settings.ts';

/** Search, match (a plain one), download and monitor over the stand-in, with the real journey and database; jobs run one by one. */

const defaults = () => {
  const read = readSettings({ slskd: slskdSettings, search: searchSettings, download: downloadSettings }, {});
  if (!read.ok) throw new Error('The defaults must be readable.');
  return read.values;
};

const track = (title: string): WantedTrack => ({
  title,
  artists: ['Artist'],
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: null,
  isrc: null,
  releaseDate: null,
});

/** A peer that shares 60 kB of noise as `Artist - <title>.mp3`. Faster peers are preferred by the plain match below. */
const peer = (username: string, speed: number, behaviour: TransferBehaviour = {}, more: Partial<Peer> = {}): Peer => ({
  username,
  speedBps: 2_000_000,
  reportedSpeedBps: speed,
  answersAfterMs: 100,
  files: [{ path: `Music\\Album\\Artist - Song.mp3`, bytes: 60_000, behaviour }],
  ...more,
});

const judge = (_wanted: WantedTrack, files: readonly OfferedFile[]): Judgement[] =>
  files.map((file) => ({ fileId: file.id, verdict: 'auto', score: 1, reasons: [] }));

let database: TestDatabase;
const open: (() => Promise<void>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 8 });
});
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await sql`truncate wishes, searches, candidates, downloads restart identity cascade`.execute(database.db);
});
afterAll(() => database.drop());

async function house(
  peers: readonly Peer[],
  more: {
    standIn?: Partial<StandInOptions>;
    slskd?: Partial<ReturnType<typeof defaults>['slskd']>;
    download?: Partial<ReturnType<typeof defaults>['download']>;
    search?: Partial<ReturnType<typeof defaults>['search']>;
  } = {},
) {
  const { db } = database;
  const dir = await mkdtemp(join(tmpdir(), 'harmony-journey-'));
  open.push(() => rm(dir, { recursive: true, force: true }));
  const standIn = createSlskdStandIn({
    world: { peers },
    dir,
    timeScale: 50,
    acceptMs: 2,
    moveMs: 500,
    retry: { attempts: 1 },
    ...more.standIn,
  });
  await standIn.start();
  open.push(() => standIn.stop());
  const values = defaults();
  const faults: unknown[] = [];
  const onFault = (_what: string, error: unknown): void => void faults.push(error);
  const slskd = createSlskd({
    settings: {
      ...values.slskd,
      baseUrl: standIn.url,
      apiKey: standIn.apiKey,
      downloadsDir: standIn.downloads,
      pollMs: 20,
      searchTimeoutMs: 3000,
      retries: 0,
      ...more.slskd,
    },
    onFault,
    pausesMs: [0, 20],
  });
  open.push(() => slskd.close());

  const jobs: NewJob[] = [];
  const store = createWishStore(db);
  const changes: DownloadChange[] = [];
  const journey = createJourney({
    db,
    store,
    after: stageAfter,
    onStep: () => undefined,
    within: async () => undefined,
    jobs: {
      async enqueue(more) {
        jobs.push(...(Array.isArray(more) ? more : [more as NewJob]));
      },
    },
  });
  const monitor = createTransferMonitor({
    db,
    network: slskd.transfers,
    journey,
    notify: (change) => changes.push(change),
    onFault,
    settings: { ...values.download, stallS: 2, readoptS: 1, fileWaitS: 2, fileVisibleS: 1, ...more.download },
  });
  const match: StageRunner = {
    stage: 'match',
    async run(wish) {
      await sql`update candidates c set verdict = 'auto', rank = r.rank from
        (select id, row_number() over (order by speed_bps desc) as rank from candidates where wish_id = ${wish.id}) r where r.id = c.id`.execute(
        db,
      );
      const left = await db
        .selectFrom('candidates')
        .select('id')
        .where('wish_id', '=', wish.id)
        .where('outcome', 'is', null)
        .execute();
      if (left.length > 0) return { kind: 'next' };
      return {
        kind: 'wait',
        cause: { code: 'all_peers_failed', sentence: 'All failed.' },
        until: new Date(Date.now() + 3_600_000),
      };
    },
  };
  const planQueries = (wanted: WantedTrack): string[] => [`artist ${wanted.title}`, wanted.title];
  const search = createSearchStage({
    db,
    network: slskd.search,
    settings: { ...values.search, ...more.search },
    planQueries,
    judge,
  });
  const download = createDownloadStage({ db, network: slskd.transfers, wake: () => undefined });
  const definitions = new Map(journey.definitions([search, match, download]).map((each) => [each.type, each]));
  const cancellations = createCancellations({
    db,
    journey,
    notify: (change) => changes.push(change),
    wake: () => undefined,
  });

  /** Runs the jobs that are due, one after the other. */
  async function work(): Promise<void> {
    for (const job of jobs.splice(0)) {
      const definition = definitions.get(job.type);
      if (definition === undefined) continue;
      if (job.startAfter !== undefined && job.startAfter > new Date()) {
        jobs.push(job);
        continue;
      }
      try {
        await definition.run(job.payload, { jobId: 'test', attempt: 1, signal: new AbortController().signal });
      } catch (error) {
        if (!(error instanceof JobFailure) || typeof error.patience !== 'object') throw error;
        // As the queue does it, only sooner.
        jobs.push({ ...job, startAfter: new Date(Math.min(error.patience.at.getTime(), Date.now() + 50)) });
      }
    }
  }
  /** Works and watches until the condition holds. */
  async function until(condition: () => Promise<boolean>, watch = true): Promise<void> {
    const end = Date.now() + 20_000;
    while (!(await condition())) {
      if (Date.now() > end)
        throw new Error(
          `Nothing came of it: ${JSON.stringify([await wish(), await downloads(), faults.map(String)], null, 1)}`,
        );
      await work();
      if (watch) await monitor.tick().catch((error: unknown) => faults.push(error));
      await sleep(10);
    }
  }
  const wish = () => db.selectFrom('wishes').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
  const downloads = () => db.selectFrom('downloads').selectAll().orderBy('id').execute();
  const candidates = () => db.selectFrom('candidates').selectAll().orderBy('id').execute();
  async function want(title = 'Song'): Promise<void> {
    const taken = await db
      .transaction()
      .execute((trx) =>
        takeIn(trx, [{ track: track(title), source: 'test', priority: 0, spotifyTrackId: null, spotifyAlbumId: null }]),
      );
    for (const each of taken) jobs.push({ type: 'search', payload: { wishId: each.wishId, revision: each.revision } });
  }
  const fetched = async (): Promise<boolean> => (await wish()).stage === 'verify';
  const asked = async (): Promise<boolean> => typeof (await downloads())[0]?.transfer_id === 'string';
  const waiting = async (): Promise<boolean> => (await wish()).state === 'waiting';
  return {
    db,
    standIn,
    slskd,
    journey,
    monitor,
    jobs,
    changes,
    faults,
    cancellations,
    want,
    until,
    fetched,
    asked,
    waiting,
    wish,
    downloads,
    candidates,
    work,
  };
}

describe('from wish to finished transfer', () => {
  test('searches, asks the best peer, and hands on the finished file', async () => {
    const it = await house([peer('slow', 100), peer('fast', 900)]);
    await it.want();
    await it.until(it.fetched);
    const [row] = await it.downloads();
    expect(row).toMatchObject({ username: 'fast', state: 'completed', progress: 100, bytes_transferred: 60_000 });
    expect((await readFile(row?.local_path ?? '')).length).toBe(60_000);
    expect(row?.local_path).toContain(join(it.standIn.downloads, row?.batch_id ?? '-'));
    expect((await it.candidates()).map((each) => [each.username, each.outcome])).toEqual(
      expect.arrayContaining([
        ['fast', 'delivered'],
        ['slow', null],
      ]),
    );
    const searches = await it.db.selectFrom('searches').selectAll().execute();
    expect(searches).toMatchObject([{ state: 'done', rung: 0, response_count: 2, file_count: 2 }]);
    // Nothing of ours is left in the daemon's lists.
    expect(await it.slskd.transfers.list(new AbortController().signal)).toEqual([]);
    expect(it.changes.at(-1)).toMatchObject({ state: 'completed', progress: 100 });
    expect(it.faults).toEqual([]);
  });

  test.each(['0.22.5', '0.24.5', '0.25.1'] as const)('works with slskd %s, too', async (version) => {
    const it = await house([peer('bob', 900)], { standIn: { version } });
    await it.want();
    await it.until(it.fetched);
    expect(await it.downloads()).toMatchObject([{ state: 'completed', bytes_transferred: 60_000 }]);
  });

  test('nobody has it: every rung is asked, then the wish waits with a reason and is asked again an hour later', async () => {
    const it = await house([peer('bob', 900)]);
    await it.want('Unheard');
    await it.until(it.waiting);
    expect(await it.wish()).toMatchObject({ stage: 'search', reason_code: 'nothing_found', attempts: 1 });
    const searches = await it.db.selectFrom('searches').select(['query', 'rung', 'state']).orderBy('id').execute();
    expect(searches).toEqual([
      { query: 'artist Unheard', rung: 0, state: 'done' },
      { query: 'Unheard', rung: 1, state: 'done' },
    ]);
    const gap = ((await it.wish()).next_attempt_at?.getTime() ?? 0) - Date.now();
    expect(gap).toBeGreaterThan(59 * 60_000);
  });
});

describe('a peer that does not deliver', () => {
  test.each([
    ['Too many files', 'too_many_files', 'failed'],
    ['File not shared.', 'file_not_shared', 'refused'],
    ['Banned', 'banned_by_peer', 'refused'],
    ['Too many megabytes this week', 'peer_quota', 'refused'],
    ['Overwhelmed with requests; try again later.', 'peer_overwhelmed', 'failed'],
  ])('says “%s”: the next best is asked and the reason kept', async (words, code, outcome) => {
    const it = await house([peer('first', 900, { reject: words }), peer('second', 100)]);
    await it.want();
    await it.until(it.fetched);
    expect((await it.downloads()).map((row) => [row.username, row.state, row.reason_code])).toEqual([
      ['first', 'failed', code],
      ['second', 'completed', null],
    ]);
    const [first] = (await it.candidates()).filter((each) => each.username === 'first');
    expect(first).toMatchObject({ outcome });
    expect(first?.outcome_reason).toContain(words);
  });

  test('stalls: the transfer is stopped at the daemon and the next best is asked', async () => {
    const it = await house([peer('first', 900, { stallAtPercent: 40 }), peer('second', 100)]);
    await it.want();
    await it.until(it.fetched);
    const [first, second] = await it.downloads();
    expect(first).toMatchObject({ state: 'failed', reason_code: 'stalled', transfer_state: 'cancelled' });
    expect(first?.bytes_transferred).toBeGreaterThan(0);
    expect(second).toMatchObject({ username: 'second', state: 'completed' });
  });

  test.each([
    ['is offline when asked', {}, { presence: 'answers-searches-only' }, 'peer_offline'],
    ['cannot be reached', {}, { presence: 'unreachable' }, 'connection_failed'],
    ['vanishes half way', { vanishAtPercent: 50 }, {}, 'connection_failed'],
    ['breaks the upload off', { failAtPercent: 50 }, {}, 'failed_at_peer'],
    ['has another size', { actualSize: 5 }, {}, 'size_changed'],
    ['cannot be written by slskd', { moveFails: 'File name too long' }, {}, 'move_failed'],
  ] as const)('%s: next best', async (_name, behaviour, more, code) => {
    const it = await house([peer('first', 900, behaviour, more), peer('second', 100)]);
    await it.want();
    await it.until(it.fetched);
    expect((await it.downloads()).map((row) => [row.username, row.state, row.reason_code])).toEqual([
      ['first', 'failed', code],
      ['second', 'completed', null],
    ]);
  });

  test('a queue without end is left only when somebody else offers it', async () => {
    const queue = { positions: 1000, msPerPosition: 600_000 };
    const it = await house([peer('first', 900, { queue }), peer('second', 100)], {
      download: { queueMaxS: 1, stallS: 1 },
    });
    await it.want();
    await it.until(it.fetched);
    expect((await it.downloads())[0]).toMatchObject({ username: 'first', reason_code: 'queue_too_long' });
  });

  test('when all fail, the wish waits, and nobody is asked twice', async () => {
    const it = await house([peer('only', 900, { reject: 'Banned' })]);
    await it.want();
    await it.until(it.waiting);
    expect(await it.wish()).toMatchObject({ reason_code: 'all_peers_failed' });
    expect(await it.downloads()).toHaveLength(1);
  });

  test('slskd tries again by itself first; its passing failures are not ours', async () => {
    const it = await house([peer('bob', 900, { failAtPercent: 50, failTimes: 1 })], {
      standIn: { retry: { attempts: 3, delayMs: 500, maxDelayMs: 1000 } },
    });
    await it.want();
    await it.until(it.fetched);
    expect(await it.downloads()).toMatchObject([{ state: 'completed', retry_count: 0 }]);
  });
});

describe('when the daemon has its troubles', () => {
  /** The file takes a second and more of real time. */
  const slow = { speedBps: 1_000 };

  test('a restart renumbers the transfer: it is taken up again, not asked twice', async () => {
    const it = await house([peer('bob', 900, { queue: { positions: 2, msPerPosition: 20_000 } })], {
      download: { readoptS: 10 },
    });
    await it.want();
    await it.until(it.asked);
    const before = (await it.downloads())[0]?.transfer_id;
    await it.standIn.control.restart(50);
    await it.until(it.fetched);
    const rows = await it.downloads();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.transfer_id).not.toBe(before);
    // The restart lost the batch, so the file lies where the daemon's pattern puts it.
    expect(rows[0]).toMatchObject({
      state: 'completed',
      local_path: join(it.standIn.downloads, 'Album', 'Artist - Song.mp3'),
    });
  });

  test('a restart after which slskd does not ask again: after a while we do, and the candidate keeps its place', async () => {
    const bob = { ...peer('bob', 900, slow) };
    const it = await house([bob]);
    await it.want();
    await it.until(async () => ((await it.downloads())[0]?.bytes_transferred ?? 0) > 0);
    Object.assign(bob, { presence: 'offline' });
    await it.standIn.control.restart();
    await it.until(it.waiting);
    expect((await it.downloads()).map((row) => [row.state, row.reason_code])).toEqual([
      ['failed', 'daemon_restarted'],
      ['failed', 'peer_offline'],
    ]);
  });

  test('down and up again: the wish stays parked, nothing is held against the peer, and it goes on', async () => {
    const it = await house([peer('bob', 900, slow)]);
    await it.want();
    await it.until(async () => ((await it.downloads())[0]?.bytes_transferred ?? 0) > 0);
    await it.standIn.control.goDown();
    for (let round = 0; round < 3; round += 1)
      await expect(it.monitor.tick()).rejects.toMatchObject({ service: 'slskd' });
    expect(it.slskd.mood.read().level).toBeGreaterThan(0);
    expect(await it.wish()).toMatchObject({ stage: 'download', state: 'active' });
    await it.standIn.control.comeUp();
    await it.until(it.fetched);
    expect(await it.downloads()).toHaveLength(1);
  });

  test('down before the search: no attempt is used up', async () => {
    const it = await house([peer('bob', 900)]);
    await it.standIn.control.goDown();
    await it.want();
    await it.work();
    expect(await it.wish()).toMatchObject({ stage: 'search', attempts: 0, reason_code: 'slskd_unreachable' });
    await it.standIn.control.comeUp();
    await it.until(it.fetched);
    const sent = await it.db.selectFrom('searches').select('id').execute();
    expect(sent).toHaveLength(1);
  });

  test('not logged in: "not now", then on', async () => {
    const it = await house([peer('bob', 900)]);
    it.standIn.control.disconnect();
    await it.want();
    await it.work();
    expect(await it.wish()).toMatchObject({ attempts: 0, reason_code: 'not_logged_in' });
    it.standIn.control.connect();
    await it.until(it.fetched);
  });

  test.each([
    ['the answer is lost', { kind: 'answer-lost' }],
    ['429 twice', { kind: 'status', status: 429, body: 'Only one concurrent operation is permitted' }],
  ] as const)('asking the peer when %s: asked once', async (_name, fault) => {
    const it = await house([peer('bob', 900, slow)]);
    it.standIn.control.fault({
      method: 'POST',
      path: '/transfers/downloads',
      times: fault.kind === 'status' ? 2 : 1,
      fault,
    });
    await it.want();
    await it.until(it.fetched);
    expect(await it.downloads()).toHaveLength(1);
    const posts = it.standIn.control.requests.filter(
      (each) => each.method === 'POST' && each.path.includes('/transfers/') && each.status !== 429,
    );
    expect(posts).toHaveLength(1);
  });

  test('a wrong path mapping is named, the peer keeps its good name, the wish is put off', async () => {
    const it = await house([peer('bob', 900)], { slskd: { downloadsDir: '/nowhere/at/all' } });
    await it.want();
    await it.until(
      async () =>
        (await it.downloads())[0]?.reason_code !== undefined && (await it.downloads())[0]?.reason_code !== null,
    );
    expect((await it.downloads())[0]).toMatchObject({
      state: 'downloading',
      reason_code: 'downloads_folder_missing',
      last_error: expect.stringContaining('SLSKD_DOWNLOADS_DIR'),
    });
    await it.until(it.waiting);
    expect(await it.wish()).toMatchObject({ stage: 'download', reason_code: 'downloads_folder_missing' });
    expect((await it.candidates())[0]?.outcome).toBeNull();
  });
});

describe('interrupted work', () => {
  test('killed between the intent and the question: asked once, with a fresh batch', async () => {
    const it = await house([peer('bob', 900, { speedBps: 40_000 })]);
    await it.want();
    await it.until(async () => (await it.wish()).stage === 'download', false);
    const [candidate] = await it.candidates();
    await it.db
      .insertInto('downloads')
      .values({
        wish_id: 1,
        candidate_id: candidate?.id ?? null,
        username: 'bob',
        filename: candidate?.path ?? '',
        size_bytes: 60_000,
        batch_id: '33333333-3333-4333-8333-333333333333',
      })
      .execute();
    await it.until(it.fetched);
    const rows = await it.downloads();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.batch_id).not.toBe('33333333-3333-4333-8333-333333333333');
  });

  test('killed after the question: the transfer is taken over, not asked for again', async () => {
    const it = await house([peer('bob', 900, { speedBps: 40_000 })]);
    await it.want();
    await it.until(it.asked, false);
    await it.db.updateTable('downloads').set({ transfer_id: null, enqueued_at: null }).execute();
    const before = await it.wish();
    it.jobs.push({ type: 'download', payload: { wishId: 1, revision: before.revision } });
    await it.until(it.fetched);
    expect(await it.downloads()).toHaveLength(1);
    expect(
      it.standIn.control.requests.filter((each) => each.method === 'POST' && each.path.includes('/transfers/')),
    ).toHaveLength(1);
  });

  test('killed during a search: what was left at the daemon is stopped and deleted, and the rung is asked again', async () => {
    const it = await house([peer('bob', 900)]);
    await it.want();
    const left = '44444444-4444-4444-8444-444444444444';
    await it.db
      .insertInto('searches')
      .values({ wish_id: 1, query: 'artist Song', rung: 0, daemon_search_id: left })
      .execute();
    await it.until(it.fetched);
    const searches = await it.db.selectFrom('searches').selectAll().orderBy('id').execute();
    expect(searches).toMatchObject([
      { state: 'failed', error: expect.stringContaining('interrupted') },
      { state: 'done' },
    ]);
    const calls = it.standIn.control.requests.map((each) => `${each.method} ${each.path}`);
    expect(calls).toContain(`DELETE /api/v0/searches/${left}`);
  });

  test('cancelled by hand: the daemon is told and the next best peer is asked', async () => {
    const it = await house([peer('first', 900, { speedBps: 4_000 }), peer('second', 100)]);
    await it.want();
    await it.until(async () => (await it.wish()).state === 'active' && (await it.asked()), false);
    expect(await it.cancellations.cancelDownload(1)).toBe(true);
    expect(await it.cancellations.cancelDownload(1)).toBe(false);
    await it.until(it.fetched);
    expect((await it.downloads()).map((row) => [row.username, row.state, row.transfer_state])).toEqual([
      ['first', 'cancelled', 'cancelled'],
      ['second', 'completed', 'succeeded'],
    ]);
  });

  test('only one of several monitors looks at a time', async () => {
    const it = await house([]);
    const lock = 4_711_102;
    await it.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${lock})`.execute(trx);
      expect(await it.monitor.tick()).toBeNull();
    });
    expect(await it.monitor.tick()).toEqual({ active: 0, busy: false });
  });
});

describe('the search budget', () => {
  test('never more searches than allowed in the window, and none of the wishes loses an attempt', async () => {
    const it = await house([peer('bob', 900)], { search: { budgetCount: 2, budgetWindowS: 1 } });
    for (const title of ['Song', 'Song one', 'Song two', 'Song three']) await it.want(title);
    await it.until(
      async () =>
        (
          await it.db
            .selectFrom('wishes')
            .select('id')
            .where('state', 'in', ['queued', 'active'])
            .where('stage', '=', 'search')
            .execute()
        ).length === 0,
    );
    const times = (await it.db.selectFrom('searches').select('started_at').orderBy('started_at').execute()).map((row) =>
      row.started_at.getTime(),
    );
    expect(times.length).toBeGreaterThan(4);
    for (let index = 2; index < times.length; index += 1)
      expect((times[index] ?? 0) - (times[index - 2] ?? 0)).toBeGreaterThanOrEqual(990);
  });
});
