import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readSettings } from '#platform/config';
import { ServiceFault } from '#platform/outbound';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { settingsWith } from '#test/settings';
import type { StageOutcome } from '#wishes';
import { createCancellations } from '../cancel.ts';
import type { DownloadChange } from '../changes.ts';
import type { Transfer, TransferNetwork } from '../ports.ts';
import { downloadSettings } from '../settings.ts';
import { createTransferMonitor } from './monitor.ts';

const read = readSettings({ download: downloadSettings }, {});
if (!read.ok) throw new Error('The defaults must be readable.');
const defaults = read.values.download;
const batchId = '22222222-2222-4222-8222-222222222222';
const transferId = '11111111-1111-4111-8111-111111111111';

let database: TestDatabase;
const open: (() => Promise<void>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await sql`truncate wishes, searches, candidates, downloads restart identity cascade`.execute(database.db);
});
afterAll(() => database.drop());

const transfer = (more: Partial<Transfer> = {}): Transfer => ({
  id: transferId,
  username: 'bob',
  path: 'a.mp3',
  sizeBytes: 1000,
  phase: 'moving-bytes',
  final: false,
  bytesTransferred: 100,
  averageSpeedBps: 50,
  queuePosition: null,
  batchId,
  failure: null,
  removed: false,
  requestedAt: new Date(),
  ...more,
});

async function scene(more: { accepts?: boolean; env?: Record<string, string> } = {}) {
  const { db } = database;
  const state = {
    transfers: [transfer()] as Transfer[],
    fault: null as ServiceFault | null,
    lists: 0,
    cancelled: [] as string[],
    whileLocating: async (): Promise<void> => undefined,
    where: { kind: 'found', localPath: '/downloads/a.mp3', sizeBytes: 1000 } as Awaited<
      ReturnType<TransferNetwork['locate']>
    >,
  };
  const network: TransferNetwork = {
    enqueue: () => Promise.reject(new Error('Nobody asks here.')),
    async list() {
      state.lists += 1;
      if (state.fault !== null) throw state.fault;
      return state.transfers;
    },
    find: async () => null,
    async cancel(_username, id) {
      if (state.fault !== null) throw state.fault;
      state.cancelled.push(id);
    },
    forget: async () => undefined,
    async locate() {
      await state.whileLocating();
      return state.where;
    },
    position: async () => null,
    batchFolders: async () => new Map(),
  };
  const outcomes: StageOutcome[] = [];
  const journey = {
    async resume(_wishId: number, _stage: string, outcome: StageOutcome) {
      if (more.accepts === false) return false;
      await db.transaction().execute(async (trx) => outcome.commit?.(trx));
      outcomes.push(outcome);
      return true;
    },
  };
  const changes: DownloadChange[] = [];
  const faults: unknown[] = [];
  const monitorOf = () => {
    const made = createTransferMonitor({
      db,
      network,
      journey,
      settings: {
        ...(more.env === undefined ? defaults : settingsWith(more.env).download),
        pollMs: 20,
        pollIdleMs: 60,
      },
      notify: (change) => changes.push(change),
      onFault: (_what, error) => faults.push(error),
    });
    open.push(() => made.stop());
    return made;
  };
  const { id } = await db
    .insertInto('wishes')
    .values({ recording_key: 'k', search_text: '', title: 'Song', artists: ['Artist'] })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('downloads')
    .values({
      wish_id: id,
      username: 'bob',
      filename: 'a.mp3',
      size_bytes: 1000,
      batch_id: batchId,
      transfer_id: transferId,
    })
    .execute();
  const row = () => db.selectFrom('downloads').selectAll().executeTakeFirstOrThrow();
  const cancellations = createCancellations({
    db,
    journey,
    notify: (change) => changes.push(change),
    wake: () => undefined,
  });
  return { db, state, outcomes, changes, faults, monitorOf, row, cancellations, wishId: id };
}

const down = (retryAt: Date | null = null): ServiceFault =>
  new ServiceFault({ service: 'slskd', code: 'unreachable', sentence: 'It is down.', remedy: 'Start it.', retryAt });

describe('the loop', () => {
  test('tells of progress once, not at every look', async () => {
    const it = await scene();
    const monitor = it.monitorOf();
    await monitor.tick();
    await monitor.tick();
    expect(it.changes).toMatchObject([{ progress: 10, bytesTransferred: 100, speedBps: 50, state: 'downloading' }]);
    it.state.transfers = [transfer({ bytesTransferred: 500 })];
    await monitor.tick();
    expect(it.changes.map((change) => change.progress)).toEqual([10, 50]);
  });

  test('stores what it saw of many downloads in a few transactions, and tells of each', async () => {
    const it = await scene();
    const count = 450;
    const ids = Array.from({ length: count }, () => randomUUID());
    await it.db
      .insertInto('downloads')
      .values(
        ids.map((transfer_id, n) => ({
          username: 'bob',
          filename: `${n}.mp3`,
          size_bytes: 1000,
          batch_id: batchId,
          transfer_id,
        })),
      )
      .execute();
    it.state.transfers = ids.map((id, n) => transfer({ id, path: `${n}.mp3`, bytesTransferred: 1 + (n % 999) }));
    await it.monitorOf().tick();
    const rows = await it.db.selectFrom('downloads').selectAll().where('wish_id', 'is', null).orderBy('id').execute();
    expect(rows.map((row) => [row.state, row.bytes_transferred, row.started_at !== null])).toEqual(
      ids.map((_, n) => ['downloading', 1 + (n % 999), true]),
    );
    // the time of a row is that of its transaction
    expect(new Set(rows.map((row) => row.updated_at.getTime())).size).toBeLessThanOrEqual(3);
    expect(it.changes.filter((change) => change.wishId === null)).toHaveLength(count);
    it.state.transfers = it.state.transfers.map((each, n) => (n === 7 ? { ...each, bytesTransferred: 1000 } : each));
    await it.monitorOf().tick();
    expect(it.changes.filter((change) => change.wishId === null).slice(count)).toMatchObject([
      { filename: '7.mp3', progress: 100 },
    ]);
  });

  test('a daemon that is down is asked less and less, never in a busy loop, and found again by itself', async () => {
    const it = await scene();
    it.state.fault = down();
    it.monitorOf().start();
    await vi.waitFor(() => expect(it.state.lists).toBeGreaterThan(2), 20_000);
    const before = it.state.lists;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(it.state.lists - before).toBeLessThan(8);
    expect(await it.row()).toMatchObject({ state: 'queued', reason_code: null });
    it.state.fault = null;
    await vi.waitFor(async () => expect(await it.row()).toMatchObject({ state: 'downloading' }), 20_000);
  });

  test('a paused service is left alone until its time', async () => {
    const it = await scene();
    it.state.fault = new ServiceFault({
      service: 'slskd',
      code: 'paused',
      sentence: 'Paused.',
      remedy: 'Wait.',
      retryAt: new Date(Date.now() + 60_000),
    });
    it.monitorOf().start();
    await vi.waitFor(() => expect(it.state.lists).toBe(1), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(it.state.lists).toBe(1);
    expect(it.faults).toEqual([]);
  });

  test('looks at once when it is woken', async () => {
    const it = await scene();
    it.state.fault = new ServiceFault({
      service: 'slskd',
      code: 'paused',
      sentence: 'Paused.',
      remedy: 'Wait.',
      retryAt: new Date(Date.now() + 60_000),
    });
    const monitor = it.monitorOf();
    monitor.start();
    await vi.waitFor(() => expect(it.state.lists).toBe(1), 20_000);
    monitor.wake();
    await vi.waitFor(() => expect(it.state.lists).toBe(2), 20_000);
  });

  test('two processes: every look is by one of them', async () => {
    const it = await scene();
    const [one, two] = [it.monitorOf(), it.monitorOf()];
    const looks = await Promise.all([one.tick(), two.tick(), one.tick(), two.tick()]);
    expect(looks.filter((look) => look !== null).length).toBe(it.state.lists);
    expect(it.changes.length).toBe(1);
  });
});

describe('ends', () => {
  test('success hands the wish on and keeps where the file is', async () => {
    const it = await scene();
    it.state.transfers = [transfer({ phase: 'succeeded', final: true, bytesTransferred: 1000 })];
    await it.monitorOf().tick();
    expect(it.outcomes).toMatchObject([{ kind: 'next' }]);
    expect(await it.row()).toMatchObject({ state: 'completed', progress: 100, local_path: '/downloads/a.mp3' });
  });

  test.each([
    ['DOWNLOAD_FILE_WAIT_S', { kind: 'absent', sentence: 'It is not there.' }, 'finished_file_missing'],
    [
      'DOWNLOAD_FILE_VISIBLE_S',
      { kind: 'not-visible', code: 'finished_file_not_visible', sentence: 'It cannot be seen.' },
      'finished_file_not_visible',
    ],
  ] as const)('a finished file is waited for as long as %s says', async (name, where, code) => {
    const it = await scene({ env: { [name]: '300' } });
    it.state.transfers = [transfer({ phase: 'succeeded', final: true, bytesTransferred: 1000 })];
    it.state.where = where;
    const monitor = it.monitorOf();
    const finished = (agoS: number) =>
      it.db
        .updateTable('downloads')
        .set({ finished_at: new Date(Date.now() - agoS * 1000) })
        .execute();
    await finished(240);
    await monitor.tick();
    expect(it.outcomes).toEqual([]);
    await finished(301);
    await monitor.tick();
    expect(it.outcomes).toHaveLength(1);
    expect((await it.row()).reason_code).toBe(code);
  });

  test('a wish that is not parked yet keeps the download open; the result is offered again', async () => {
    const it = await scene({ accepts: false });
    it.state.transfers = [transfer({ phase: 'succeeded', final: true, bytesTransferred: 1000 })];
    await it.monitorOf().tick();
    expect(await it.row()).toMatchObject({ state: 'downloading', local_path: null });
  });

  test('cancelled between look and end: the wish does not go on with a file that nobody wants', async () => {
    const it = await scene();
    const monitor = it.monitorOf();
    await monitor.tick();
    it.state.transfers = [transfer({ phase: 'succeeded', final: true, bytesTransferred: 1000 })];
    it.state.whileLocating = () => it.cancellations.stopTransfers(it.wishId);
    await monitor.tick();
    expect(await it.row()).toMatchObject({ state: 'cancelled', local_path: null });
    expect(it.outcomes).toEqual([]);
  });

  test('cancelled while the daemon is down: the daemon is told when it is back', async () => {
    const it = await scene();
    const monitor = it.monitorOf();
    it.state.fault = down();
    await it.cancellations.stopTransfers(it.wishId);
    expect(await it.row()).toMatchObject({ state: 'cancelled', transfer_state: 'to-cancel' });
    await expect(monitor.tick()).rejects.toThrow('It is down.');
    it.state.fault = null;
    await monitor.tick();
    expect(it.state.cancelled).toEqual([transferId]);
    expect(await it.row()).toMatchObject({ transfer_state: 'cancelled' });
  });

  test('a transfer that the daemon does not know is waited for before it is given up', async () => {
    const it = await scene();
    it.state.transfers = [];
    await it.monitorOf().tick();
    expect(await it.row()).toMatchObject({ state: 'queued' });
  });
});
