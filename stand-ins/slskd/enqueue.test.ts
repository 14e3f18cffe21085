import { afterEach, describe, expect, it } from 'vitest';
import { trueSize } from './shares.ts';
import {
  type Bench,
  batchOf,
  peer,
  type SeenTransfer,
  song,
  songSize,
  startBench,
  startSong,
  track,
} from './testing.ts';
import type { SharedFile, TransferBehaviour } from './world.ts';

let bench: Bench;
afterEach(() => bench.close());
const one = async (behaviour: TransferBehaviour = {}, options = {}): Promise<Bench> => {
  bench = await startSong(behaviour, options);
  return bench;
};

describe('enqueueing a batch', () => {
  it('answers 201, 207 and 200 by how many files were taken, and names the others', async () => {
    const files = [track('M\\a.opus'), track('M\\b.opus')];
    bench = await startBench([peer('alice', files, { behaviour: { stallAtPercent: 10 } })]);
    const post = (list: readonly SharedFile[]) => bench.call('POST', 'transfers/downloads/batches', batchOf(list));
    expect((await post(files.slice(0, 1))).status).toBe(201);
    const partly = await post(files);
    expect([partly.status, (partly.json as { failures: unknown[] }).failures]).toEqual([
      207,
      [{ filename: 'M\\a.opus', message: 'Skipped: Already in progress' }],
    ]);
    const none = await post(files);
    expect(none.status).toBe(200);
    expect((none.json as { batch: { transfers: unknown[] } }).batch.transfers).toEqual([]);
  });

  it('shows the batch with its transfers, removed ones too, and drops the external id', async () => {
    await one();
    const id = '6f2c3a52-6a51-4f10-9d8a-4a61a3d6f001';
    await bench.call(
      'POST',
      'transfers/downloads/batches',
      batchOf([song], { id, options: { destination: 'd', externalId: 'mine' } }),
    );
    const rows = await bench.transfers();
    await bench.settled(rows[0]?.id ?? '');
    await bench.call('DELETE', `transfers/downloads/alice/${rows[0]?.id}?remove=true`);
    const { json } = await bench.call('GET', `transfers/downloads/batches/${id}`);
    expect(json).toMatchObject({
      id,
      username: 'alice',
      options: { destination: 'd' },
      transfers: [{ batchId: id, removed: true }],
    });
    expect(JSON.stringify(json)).not.toContain('mine');
    expect((await bench.call('GET', 'transfers/downloads/batches/nope')).status).toBe(400);
    expect((await bench.call('GET', 'transfers/downloads/batches/00000000-0000-0000-0000-000000000000')).status).toBe(
      404,
    );
  });

  it.each([
    [{ username: 'alice', files: [] }, 400],
    [{ username: '', files: [{ filename: 'x', size: 1 }] }, 400],
    [{ username: 'alice', files: [{ filename: 'a\\..\\x', size: 1 }] }, 400],
    [{ username: 'alice', files: [{ filename: 'x' }] }, 400],
    [{ username: 'alice', files: [{ filename: 'x', size: -1 }] }, 400],
    [{ username: 'alice', files: [null] }, 400],
    [
      {
        username: 'alice',
        files: [
          { filename: 'x', size: 1 },
          { filename: 'x', size: 1 },
        ],
      },
      400,
    ],
    [{ username: 'alice', id: 'nope', files: [{ filename: 'x', size: 1 }] }, 400],
    [{ username: 'alice', files: [{ filename: 'x', size: 1 }], options: { destination: '/abs' } }, 400],
    [{ username: 'alice', files: [{ filename: 'x', size: 1 }], options: { destination: 'C:\\abs' } }, 400],
    [{ username: 'alice', files: [{ filename: 'x', size: 1 }], options: { destination: 'a/../b' } }, 400],
    [{ username: 'alice', files: [{ filename: 'x', size: 1 }], options: { destination: ' ' } }, 400],
    [{ username: 'alice', files: [{ filename: 'x', size: 1 }], options: { destination: String.raw`\\srv\x` } }, 400],
    [{ username: 'alice', id: '', files: [{ filename: 'x', size: 1 }] }, 400],
    [{ username: ' ', files: [{ filename: 'x', size: 1 }] }, 400],
    [{ username: 'alice', files: [{ filename: 'x', size: 1 }], options: null }, 500],
    [{ username: 'nobody', files: [{ filename: 'x', size: 1 }] }, 404],
  ])('answers %j with %i and a JSON string', async (body, status) => {
    await one();
    const reply = await bench.call('POST', 'transfers/downloads/batches', body);
    expect([reply.status, typeof reply.json]).toEqual([status, 'string']);
    expect(await bench.transfers()).toEqual([]);
  });

  it('keeps the id of a batch that failed to connect taken, but not of one for an offline peer', async () => {
    bench = await startBench([peer('alice', [song], { presence: 'unreachable' })], { timeScale: 200 });
    const id = '6f2c3a52-6a51-4f10-9d8a-4a61a3d6f001';
    const post = () => bench.call('POST', 'transfers/downloads/batches', batchOf([song], { id }));
    const failed = await post();
    expect([failed.status, failed.json]).toEqual([
      500,
      'Failed to establish a direct or indirect message connection to alice',
    ]);
    expect((await post()).status).toBe(409);
    bench.standIn.control.setPeer(peer('bob', [song], { presence: 'offline' }));
    const other = { ...batchOf([song]), username: 'bob', id: id.replace('1', '2') };
    const offline = await bench.call('POST', 'transfers/downloads/batches', other);
    expect([offline.status, offline.json]).toEqual([404, 'User bob appears to be offline']);
    bench.standIn.control.setPresence('bob', true);
    expect((await bench.call('POST', 'transfers/downloads/batches', other)).status).toBe(201);
  });

  it('has two places for both routes together, held while an unreachable peer is tried', async () => {
    bench = await startBench([peer('alice', [song]), peer('dead', [song], { presence: 'unreachable' })], {
      timeScale: 20,
    });
    const dead = () => bench.call('POST', 'transfers/downloads/dead', [{ filename: song.path, size: songSize }]);
    const other = () => bench.call('POST', 'transfers/downloads/batches', { ...batchOf([song]), username: 'dead' });
    const replies = await Promise.all([dead(), dead(), other()]);
    expect(replies.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([429, 500, 500]);
    expect((await bench.call('POST', 'transfers/downloads/batches', batchOf([song]))).status).toBe(201);
  });

  it('does not exist before 0.26: the name is taken for a user', async () => {
    await one({}, { version: '0.25.1' });
    const reply = await bench.call('POST', 'transfers/downloads/batches', batchOf([song]));
    expect(reply.status).toBe(400);
    expect((await bench.call('GET', 'transfers/downloads/batches')).status).toBe(404);
  });
});

describe('the legacy enqueue', () => {
  it('answers offline with 500, and all failed with 201; what failed is nameless in 0.26 and named before', async () => {
    for (const [version, failed] of [
      ['0.26.0', [{}]],
      ['0.25.1', [song.path]],
      ['0.24.5', [song.path]],
    ] as const) {
      await one({ stallAtPercent: 50 }, { version });
      expect((await bench.call('POST', 'transfers/downloads/nobody', [{ filename: 'x', size: 1 }])).status).toBe(500);
      await bench.enqueue('alice', song, songSize);
      const again = await bench.call('POST', 'transfers/downloads/alice', [{ filename: song.path, size: songSize }]);
      expect([again.status, again.json]).toEqual([201, { enqueued: [], failed }]);
      if (version !== '0.24.5') await bench.close();
    }
  });

  it('blocks up to 0.23 until the peer has answered, has an empty body, and 500 when a file is refused', async () => {
    const good = track('M\\good.opus');
    const bad = track('M\\bad.opus', { behaviour: { reject: 'File not shared.' } });
    bench = await startBench([peer('alice', [good, bad])], { version: '0.22.5' });
    const ask = (file: SharedFile) =>
      bench.call('POST', 'transfers/downloads/alice', [{ filename: file.path, size: trueSize(file) }]);
    const taken = await ask(good);
    expect([taken.status, taken.text]).toEqual([201, '']);
    expect((await bench.transfers())[0]?.enqueuedAt).toBeDefined();
    expect((await ask(bad)).status).toBe(500);
  });

  it('has fields by version: attempts and batch since 0.25, a start offset until 0.25', async () => {
    for (const [version, has] of [
      ['0.24.5', [false, true]],
      ['0.25.1', [true, true]],
      ['0.26.0', [true, false]],
    ] as const) {
      await one({}, { version });
      const row = await bench.enqueue('alice', song, songSize);
      expect(['attempts' in row, 'startOffset' in row]).toEqual(has);
      if (version !== '0.26.0') await bench.close();
    }
  });

  it('addresses usernames with slashes since 0.24.3 only', async () => {
    bench = await startBench([peer('a/b%?', [song])]);
    const row = await bench.enqueue('a/b%?', song, songSize);
    expect((await bench.call('GET', `transfers/downloads/${encodeURIComponent('a/b%?')}/${row.id}`)).status).toBe(200);
  });

  it('asks for five at a time when there are more than thirty', async () => {
    const files = Array.from({ length: 31 }, (_, n) => track(`M\\${n}.opus`));
    bench = await startBench([peer('alice', files, { behaviour: { neverAnswers: true } })], { timeScale: 1 });
    await bench.call('POST', 'transfers/downloads/batches', batchOf(files));
    const asked = (rows: readonly SeenTransfer[]) => rows.filter((row) => row.state === 'Requested').length;
    const rows = await bench.until(
      bench.transfers,
      (list) => asked(list) > 0 && list.every((row) => row.state !== 'None'),
    );
    expect([rows.length, asked(rows) <= 5]).toEqual([31, true]);
    const first = rows.find((row) => row.state === 'Requested');
    await bench.call('DELETE', `transfers/downloads/alice/${first?.id}`);
    const later = await bench.until(bench.transfers, (list) => asked(list) === 5);
    expect(later.filter((row) => row.state === 'Queued, Locally')).toHaveLength(25);
  });

  it('supersedes a finished record of the same file by a new id', async () => {
    await one();
    const first = await bench.settled((await bench.enqueue('alice', song, songSize)).id);
    const second = await bench.enqueue('alice', song, songSize);
    expect(second.id).not.toBe(first.id);
    expect((await bench.transfers()).find((each) => each.id === first.id)?.removed).toBe(true);
  });
});
