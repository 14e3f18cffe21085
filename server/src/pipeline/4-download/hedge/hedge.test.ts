import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { peer, soulseekHouses } from '#test/soulseek-house';
import { beginHedge } from './hedge.store.ts';
import { predictedWaitS } from './hedge.ts';

const house = soulseekHouses();
type House = Awaited<ReturnType<typeof house>>;
const endless = { queue: { positions: 1000, msPerPosition: 600_000 } };
const download = { hedge: true, hedgeAfterS: 1 };

const summary = async (it: House) =>
  (await it.downloads()).map((row) => [row.username, row.state, row.reason_code, row.hedge]);
const filesOf = async (it: House): Promise<string[]> =>
  (await readdir(it.standIn.downloads, { recursive: true })).filter((name) => name.endsWith('.mp3'));
const hedged = async (it: House): Promise<boolean> =>
  (await it.downloads()).some((row) => row.hedge && row.transfer_id !== null);
const allTold = async (it: House): Promise<boolean> =>
  (await it.downloads()).every((row) => row.transfer_state !== 'to-cancel');
const succeeded = async (it: House): Promise<number> =>
  (await it.slskd.transfers.list(new AbortController().signal)).filter((each) => each.phase === 'succeeded').length;

describe('a file that waits in a long queue', () => {
  test('is asked of a second peer; the second delivers, the first is cancelled at the daemon, one file is there', async () => {
    const it = await house([peer('first', 900, endless), peer('second', 100), peer('third', 50)], { download });
    await it.want();
    await it.until(it.fetched);
    await it.until(() => allTold(it));
    expect(await summary(it)).toEqual([
      ['first', 'cancelled', 'hedge_lost', false],
      ['second', 'completed', null, false],
    ]);
    expect(await filesOf(it)).toHaveLength(1);
    expect(await it.slskd.transfers.list(new AbortController().signal)).toEqual([]);
    expect((await it.candidates()).filter((each) => each.outcome !== null).map((each) => each.username)).toEqual([
      'second',
    ]);
    expect((await it.peers.known(['first', 'second', 'third'])).size).toBe(1);
  });

  test('that moves on meanwhile wins over a slow second peer', async () => {
    const short = { queue: { positions: 1, msPerPosition: 90_000 } };
    const it = await house([peer('first', 900, short), peer('second', 100, { speedBps: 20 })], { download });
    await it.want();
    await it.until(() => hedged(it));
    await it.until(it.fetched);
    await it.until(() => allTold(it));
    expect(await summary(it)).toEqual([
      ['first', 'completed', null, false],
      ['second', 'cancelled', 'hedge_lost', false],
    ]);
    expect(await filesOf(it)).toHaveLength(1);
  });

  test('when both deliver before anybody looks, one is kept and the other is removed', async () => {
    const short = { queue: { positions: 1, msPerPosition: 90_000 } };
    const it = await house([peer('first', 900, short), peer('second', 100, { speedBps: 3000 })], { download });
    await it.want();
    await it.until(() => hedged(it));
    await it.until(async () => (await succeeded(it)) === 2, { watch: false });
    await vi.waitFor(async () => expect(await filesOf(it)).toHaveLength(2));
    await it.until(it.fetched);
    await it.until(() => allTold(it));
    expect((await summary(it)).map(([, state]) => state)).toEqual(expect.arrayContaining(['cancelled', 'completed']));
    const files = await filesOf(it);
    expect(files).toHaveLength(1);
    const kept = (await it.downloads()).find((row) => row.state === 'completed');
    expect(kept?.local_path).toContain(files[0]);
  });

  test('is given up at the first peer: the second takes its place, the wish does not step back', async () => {
    const it = await house([peer('first', 900, endless), peer('second', 100, { speedBps: 20 })], {
      download: { ...download, queueMaxS: 2, stallS: 60 },
    });
    await it.want();
    await it.until(() => hedged(it));
    const { revision } = await it.wish();
    await it.until(async () => (await it.downloads())[0]?.transfer_state === 'cancelled');
    expect(await summary(it)).toMatchObject([
      ['first', 'failed', 'queue_too_long', false],
      ['second', 'downloading', null, false],
    ]);
    expect((await it.wish()).revision).toBe(revision);
    expect((await it.peers.find('first'))?.failed).toBe(1);
  });

  test('is cancelled by hand at the first peer: the second takes its place', async () => {
    const it = await house([peer('first', 900, endless), peer('second', 100, { speedBps: 20 })], { download });
    await it.want();
    await it.until(() => hedged(it));
    const { revision } = await it.wish();
    await it.cancellations.cancelDownload(1);
    expect((await it.wish()).revision).toBe(revision);
    expect(await summary(it)).toMatchObject([
      ['first', 'cancelled', 'cancelled_by_hand', false],
      ['second', expect.stringMatching(/queued|downloading/), null, false],
    ]);
  });

  test('a second peer that refuses leaves the first waiting, and nobody else is asked', async () => {
    const it = await house(
      [peer('first', 900, endless), peer('second', 100, { reject: 'Banned' }), peer('third', 50)],
      {
        download,
      },
    );
    await it.want();
    await it.until(async () => (await it.downloads())[1]?.state === 'failed');
    for (let round = 0; round < 5; round += 1) await it.monitor.tick();
    expect((await summary(it)).map(([name, state]) => [name, state])).toEqual([
      ['first', 'queued'],
      ['second', 'failed'],
    ]);
    expect((await it.peers.find('second'))?.refused).toBe(1);
  });

  test('cancelling the wish stops both', async () => {
    const it = await house([peer('first', 900, endless), peer('second', 100, { speedBps: 20 })], { download });
    await it.want();
    await it.until(() => hedged(it));
    await it.cancellations.stopTransfers(1);
    await it.until(() => allTold(it));
    expect((await summary(it)).map(([, state]) => state)).toEqual(['cancelled', 'cancelled']);
  });

  test.each([
    ['it is switched off', { hedge: false, hedgeAfterS: 1 }, false],
    ['a person chose the file', download, true],
  ])('is not asked of a second peer when %s', async (_name, settings, pinned) => {
    const it = await house([peer('first', 900, endless), peer('second', 100)], { download: settings });
    await it.want();
    await it.until(async () => (await it.downloads())[0]?.transfer_state === 'remote-queue');
    if (pinned) await sql`update candidates set pinned = true where username = 'first'`.execute(it.db);
    await sql`update downloads set last_progress_at = now() - interval '1 minute'`.execute(it.db);
    await it.monitor.tick();
    expect(await it.downloads()).toHaveLength(1);
  });
});

describe('killed while hedging', () => {
  const waiting = async (): Promise<House> => {
    const it = await house([peer('first', 900, endless), peer('second', 100)], { download: { hedge: false } });
    await it.want();
    await it.until(async () => (await it.downloads())[0]?.transfer_state === 'remote-queue');
    return it;
  };
  const begun = async (it: House) => {
    const [row] = await it.downloads();
    const hedge = row === undefined ? null : await beginHedge(it.db, row, 3);
    if (hedge === null) throw new Error('There is a second peer.');
    return hedge;
  };

  test('before the second peer was asked: the intent is dropped later, and its candidate keeps its chance', async () => {
    const it = await waiting();
    const { id } = await begun(it);
    const monitor = it.newMonitor();
    await monitor.tick();
    expect((await it.downloads())[1]?.state).toBe('queued');
    await sql`update downloads set created_at = now() - interval '6 minutes' where id = ${id}`.execute(it.db);
    await monitor.tick();
    expect((await it.downloads())[1]).toMatchObject({ state: 'cancelled', reason_code: 'hedge_interrupted' });
    expect((await it.candidates()).map((each) => each.outcome)).toEqual([null, null]);
  });

  test('after the second peer said yes: its transfer is found again and delivers', async () => {
    const it = await waiting();
    const { username, filename: path, batch_id: batchId, size_bytes } = await begun(it);
    const signal = new AbortController().signal;
    await it.slskd.transfers.enqueue({ batchId, username, path, sizeBytes: size_bytes ?? 0, signal });
    const monitor = it.newMonitor();
    await it.until(async () => (await monitor.tick(), await it.fetched()), { watch: false });
    await it.until(async () => (await monitor.tick(), await allTold(it)), { watch: false });
    expect((await summary(it)).map(([name, state]) => [name, state])).toEqual([
      ['first', 'cancelled'],
      ['second', 'completed'],
    ]);
    expect(await filesOf(it)).toHaveLength(1);
  });

  test('after the second peer had even finished: its transfer is found all the same', async () => {
    const it = await waiting();
    const { username, filename: path, batch_id: batchId, size_bytes } = await begun(it);
    const signal = new AbortController().signal;
    await it.slskd.transfers.enqueue({ batchId, username, path, sizeBytes: size_bytes ?? 0, signal });
    await vi.waitFor(async () => expect(await filesOf(it)).toHaveLength(1));
    const monitor = it.newMonitor();
    await it.until(async () => (await monitor.tick(), await it.fetched()), { watch: false });
    expect(await filesOf(it)).toHaveLength(1);
  });

  test('between the end and telling the daemon: the next one tells it and removes the file', async () => {
    const it = await waiting();
    const { id, batch_id: batchId, username, filename: path, size_bytes } = await begun(it);
    const signal = new AbortController().signal;
    const asked = await it.slskd.transfers.enqueue({ batchId, username, path, sizeBytes: size_bytes ?? 0, signal });
    await vi.waitFor(async () => expect(await filesOf(it)).toHaveLength(1));
    const transferId = asked.kind === 'accepted' ? asked.transferId : randomUUID();
    await sql`update downloads set state = 'cancelled', hedge = false, reason_code = 'hedge_lost', transfer_state = 'to-cancel',
      transfer_id = ${transferId}, finished_at = now() where id = ${id}`.execute(it.db);
    await it.newMonitor().tick();
    expect(await filesOf(it)).toEqual([]);
    expect((await it.downloads())[0]?.state).toBe('queued');
  });
});

test.each([
  ['a stranger without a place', undefined, null, 0],
  ['the usual wait of the peer', { first_byte_s: 90, speed_bps: null }, null, 90],
  ['its usual speed for each file before ours', { first_byte_s: 5, speed_bps: 100_000 }, 12, 120],
])('the wait is predicted from %s', (_name, known, position, expected) => {
  expect(predictedWaitS(known, { position, sizeBytes: 1_000_000 })).toBe(expected);
});
