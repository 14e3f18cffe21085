import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { peer, soulseekHouses } from '#test/soulseek-house';

const house = soulseekHouses();

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

  const running = async (it: Awaited<ReturnType<typeof house>>): Promise<string[]> =>
    (await it.slskd.transfers.list(new AbortController().signal)).filter((each) => !each.final).map((each) => each.id);
  const told = async (it: Awaited<ReturnType<typeof house>>): Promise<boolean> =>
    (await it.downloads()).every((row) => row.state === 'failed' && row.transfer_state !== 'to-cancel');

  test('a stalled transfer that a restart has renumbered gets its time anew, and is stopped under its new id', async () => {
    const it = await house([peer('bob', 900, { stallAtPercent: 10 })], { download: { stallS: 0.3, readoptS: 10 } });
    await it.want();
    await it.until(async () => ((await it.downloads())[0]?.bytes_transferred ?? 0) === 6000);
    const [before] = await running(it);
    await it.standIn.control.restart(50);
    const began = Date.now();
    // As far as it had come before, and long after the monitor began to watch.
    const stalledAgain = async (): Promise<boolean> => {
      const shown = await it.slskd.transfers.list(new AbortController().signal);
      const [row] = await it.downloads();
      const again = shown.find((each) => !each.final && each.id !== before);
      return again?.bytesTransferred === row?.bytes_transferred && Date.now() - began > 400;
    };
    await it.until(stalledAgain, { watch: false });
    // Nothing has moved for long, as far as we know.
    await sql`update downloads set last_progress_at = now() - interval '1 hour'`.execute(it.db);
    await it.monitor.tick();
    expect((await it.downloads())[0]).toMatchObject({ state: expect.stringMatching(/queued|downloading/) });
    await it.until(() => told(it));
    expect(await it.downloads()).toMatchObject([{ reason_code: 'stalled' }]);
    expect(await running(it)).toEqual([]);
  });

  test('what is to be stopped when slskd restarts is stopped under its new id', async () => {
    const it = await house([peer('bob', 900, slow)]);
    await it.want();
    await it.until(async () => ((await it.downloads())[0]?.bytes_transferred ?? 0) > 0);
    const [before] = await running(it);
    await it.cancellations.stopTransfers(1);
    await it.standIn.control.restart(50);
    await it.until(async () => (await running(it)).some((id) => id !== before), { watch: false });
    await it.until(async () => (await it.downloads())[0]?.transfer_state === 'cancelled');
    expect(await running(it)).toEqual([]);
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
    await it.until(async () => (await it.wish()).stage === 'download', { watch: false });
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
    await it.until(it.asked, { watch: false });
    await it.db.updateTable('downloads').set({ transfer_id: null, enqueued_at: null }).execute();
    const before = await it.wish();
    it.jobs.push({ type: 'download', payload: { wishId: 1, revision: before.revision } });
    await it.until(it.fetched);
    expect(await it.downloads()).toHaveLength(1);
    expect(
      it.standIn.control.requests.filter((each) => each.method === 'POST' && each.path.includes('/transfers/')),
    ).toHaveLength(1);
  });

  test.each(['0.25.1', '0.26.0'] as const)(
    'killed after the question, and %s had finished meanwhile: taken over all the same',
    async (version) => {
      const it = await house([peer('bob', 900)], { standIn: { version } });
      await it.want();
      await it.until(it.asked, { watch: false });
      await it.db.updateTable('downloads').set({ transfer_id: null, enqueued_at: null }).execute();
      const finished = async (): Promise<boolean> =>
        (await it.slskd.transfers.list(new AbortController().signal)).every(
          (transfer) => transfer.phase === 'succeeded',
        );
      await it.until(finished, { watch: false });
      it.jobs.push({ type: 'download', payload: { wishId: 1, revision: (await it.wish()).revision } });
      await it.until(it.fetched);
      expect(await it.downloads()).toHaveLength(1);
      const posts = it.standIn.control.requests.filter(
        (each) => each.method === 'POST' && each.path.includes('/transfers/'),
      );
      expect(posts).toHaveLength(1);
    },
  );

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
    await it.until(async () => (await it.wish()).state === 'active' && (await it.asked()), { watch: false });
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
    // of different artists and albums, because one question would serve several wishes otherwise
    for (const name of ['Ann', 'Bert', 'Cleo', 'Dora'])
      await it.want(`Song of ${name}`, { artists: [`${name} Band`], albumArtist: null, album: `${name} Album` });
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
