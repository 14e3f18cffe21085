import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { peer, soulseekHouses } from '#test/soulseek-house';

const house = soulseekHouses();

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

  test('no peer is asked for more files at once than its share while others offer the same', async () => {
    const titles = ['One', 'Two', 'Three', 'Four'];
    const files = titles.map((title) => ({ path: `Music\\Album\\Artist - ${title}.mp3`, bytes: 60_000 }));
    const shared = { files, speedBps: 1_000 };
    const it = await house([peer('first', 900, {}, shared), peer('second', 100, {}, shared)], {
      download: { perPeer: 2 },
    });
    for (const title of titles) await it.want(title);
    await it.until(async () => (await it.downloads()).length === 4);
    const under = (await it.downloads()).map((row) => row.username);
    expect(under.toSorted()).toEqual(['first', 'first', 'second', 'second']);
    const fetched = async () => (await it.downloads()).every((row) => row.state === 'completed');
    await it.until(fetched);
  });
});
