import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeAudio } from '../audio/index.ts';
import { trueSize } from './shares.ts';
import { type Bench, peer, type SeenTransfer, startBench, track } from './testing.ts';
import type { SharedFile, TransferBehaviour } from './world.ts';

let bench: Bench;
afterEach(() => bench.close());

const song = track('@@abcde\\Music\\Band\\Album\\01 - Song.opus');
const size = trueSize(song);
const one = async (behaviour: TransferBehaviour = {}, options = {}, extra = {}): Promise<Bench> => {
  bench = await startBench([peer('alice', [{ ...song, behaviour }], extra)], options);
  return bench;
};
const batch = (files: readonly SharedFile[], more: object = {}) => ({
  username: 'alice',
  files: files.map((file) => ({ filename: file.path, size: trueSize(file) })),
  ...more,
});
const events = async (type: string) =>
  ((await bench.call('GET', 'events')).json as { type: string; data: string; timestamp: string }[])
    .filter((each) => each.type === type)
    .map((each) => ({ ...each, data: JSON.parse(each.data) as Record<string, unknown> & { localFilename: string } }));
/** Every state a transfer is seen in, in order. */
const statesOf = async (id: string): Promise<string[]> => {
  const seen: string[] = [];
  await bench.until(
    async () => {
      const row = (await bench.transfers()).find((each) => each.id === id) as SeenTransfer;
      if (seen.at(-1) !== row.state) seen.push(row.state);
      return row;
    },
    (row) => row.state.startsWith('Completed'),
  );
  return seen;
};

describe('a good download', () => {
  it('goes through the states, lands complete in the folder, and an event with JSON inside a string names the place', async () => {
    const { enqueue, standIn } = await one(
      { speedBps: 10_000, queue: { positions: 1, msPerPosition: 1000 } },
      { timeScale: 4 },
    );
    const row = await enqueue('alice', song, size);
    const states = await statesOf(row.id);
    expect(states).toEqual(expect.arrayContaining(['Queued, Remotely', 'InProgress', 'Completed, Succeeded']));
    const [event] = await bench.until(
      () => events('DownloadFileComplete'),
      (list) => list.length > 0,
    );
    expect(event?.data.localFilename).toBe(join(standIn.downloads, 'Album', '01 - Song.opus'));
    expect(event?.data).toMatchObject({
      version: 0,
      remoteFilename: song.path,
      transfer: { id: row.id, exception: null },
    });
    expect(readFileSync(event?.data.localFilename ?? '').equals(makeAudio(song.audio as never))).toBe(true);
    expect(existsSync(join(standIn.incomplete, 'alice', 'Music', 'Band', 'Album', '01 - Song.opus'))).toBe(false);
  });

  it('has two times without zone although they are UTC, no local path, and no null properties', async () => {
    await one();
    const row = await bench.settled((await bench.enqueue('alice', song, size)).id);
    expect(row.requestedAt).not.toMatch(/Z$/);
    expect(row.enqueuedAt).not.toMatch(/Z$/);
    expect(row.startedAt).toMatch(/\.\d{7}Z$/);
    expect(row.endedAt).toMatch(/Z$/);
    expect(Math.abs(Date.parse(`${row.requestedAt}Z`) - Date.now())).toBeLessThan(60_000);
    expect(Object.values(row)).not.toContain(null);
    expect(JSON.stringify(row)).not.toContain(bench.dir);
    expect(row).toMatchObject({ percentComplete: 100, bytesTransferred: size, direction: 'Download', removed: false });
  });

  it('is succeeded before the file is in its place', async () => {
    const { settled, enqueue, standIn } = await one({ moveMs: 10_000 });
    await settled((await enqueue('alice', song, size)).id);
    const place = join(standIn.downloads, 'Album', '01 - Song.opus');
    expect(existsSync(place)).toBe(false);
    const [event] = await bench.until(
      () => events('DownloadFileComplete'),
      (list) => list.length > 0,
    );
    expect(statSync(place).size).toBe(size);
    // The event is stamped with the end of the transfer, not with the move.
    expect(Date.parse(event?.timestamp ?? '')).toBeLessThan(Date.now() - 300);
  });

  it('stays succeeded with an exception and without event when the move fails', async () => {
    const { until, enqueue, transfers, standIn } = await one({ moveFails: 'No space left on device' });
    const { id } = await enqueue('alice', song, size);
    const row = await until(
      async () => (await transfers()).find((each) => each.id === id) as SeenTransfer,
      (each) => each.exception !== undefined,
    );
    expect([row.state, row.exception]).toEqual(['Completed, Succeeded', 'No space left on device']);
    expect(await events('DownloadFileComplete')).toEqual([]);
    expect(existsSync(join(standIn.incomplete, 'alice', 'Music', 'Band', 'Album', '01 - Song.opus'))).toBe(true);
  });
});

describe('where files land', () => {
  const twins = [track('C:\\A\\CD1\\x.opus'), track('D:\\B\\CD1\\x.opus')];
  const landed = async (count: number) =>
    (
      await bench.until(
        () => events('DownloadFileComplete'),
        (list) => list.length >= count,
      )
    ).map((each) => each.data.localFilename.slice(bench.standIn.downloads.length + 1));

  it('gives the second of two equal names eighteen ticks', async () => {
    bench = await startBench([peer('alice', twins)]);
    for (const file of twins) {
      await bench.settled((await bench.enqueue('alice', file, trueSize(file))).id);
    }
    const names = await landed(2);
    expect(names.filter((name) => name === 'CD1/x.opus')).toHaveLength(1);
    expect(names.filter((name) => /^CD1\/x_\d{18}\.opus$/.test(name))).toHaveLength(1);
  });

  it('puts a batch with a destination exactly there, also below folders', async () => {
    await one();
    expect(
      (await bench.call('POST', 'transfers/downloads/batches', batch([song], { options: { destination: 'jobs/42' } })))
        .status,
    ).toBe(201);
    expect(await landed(1)).toEqual(['jobs/42/01 - Song.opus']);
  });

  it.each([
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the daemon's own placeholders
    ['{}', 'r.opus'],
    ['${SOURCE_USERNAME}/${SOURCE_PATH}', 'alice/Music/A:B/r.opus'],
    ['x/${source_directory}/${NOPE}', 'x/A:B/${NOPE}/r.opus'],
    ['${BATCH_ID}-${SEARCH_TEXT}', 'unknown_batch_id-unknown_search_text/r.opus'],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the daemon's own placeholders
  ])('fills the pattern %s', async (subdirectory, place) => {
    const file = track('@@abcde\\Music\\A:B\\r.opus');
    bench = await startBench([peer('alice', [file])], { subdirectory });
    await bench.enqueue('alice', file, trueSize(file));
    expect(await landed(1)).toEqual([place]);
  });

  it('keeps the hidden root as folder up to 0.25 and drops it since 0.26; roots of slashes work too', async () => {
    const files = [track('@@abcde\\r.opus'), track('Music/Sub/q.opus')];
    for (const [version, expected] of [
      ['0.25.1', ['@@abcde/r.opus', 'Sub/q.opus']],
      ['0.26.0', ['Sub/q.opus', 'r.opus']],
    ] as const) {
      bench = await startBench([peer('alice', files)], { version });
      for (const file of files) await bench.enqueue('alice', file, trueSize(file));
      expect((await landed(2)).toSorted()).toEqual(expected);
      if (version === '0.25.1') await bench.close();
    }
  });
});

describe('enqueueing a batch', () => {
  it('answers 201, 207 and 200 by how many files were taken, and names the others', async () => {
    const files = [track('M\\a.opus'), track('M\\b.opus')];
    bench = await startBench([peer('alice', files, { behaviour: { stallAtPercent: 10 } })]);
    const post = (list: readonly SharedFile[]) => bench.call('POST', 'transfers/downloads/batches', batch(list));
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
      batch([song], { id, options: { destination: 'd', externalId: 'mine' } }),
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
    const post = () => bench.call('POST', 'transfers/downloads/batches', batch([song], { id }));
    const failed = await post();
    expect([failed.status, failed.json]).toEqual([
      500,
      'Failed to establish a direct or indirect message connection to alice',
    ]);
    expect((await post()).status).toBe(409);
    bench.standIn.control.setPeer(peer('bob', [song], { presence: 'offline' }));
    const other = { ...batch([song]), username: 'bob', id: id.replace('1', '2') };
    const offline = await bench.call('POST', 'transfers/downloads/batches', other);
    expect([offline.status, offline.json]).toEqual([404, 'User bob appears to be offline']);
    bench.standIn.control.setPresence('bob', true);
    expect((await bench.call('POST', 'transfers/downloads/batches', other)).status).toBe(201);
  });

  it('has two places for both routes together, held while an unreachable peer is tried', async () => {
    bench = await startBench([peer('alice', [song]), peer('dead', [song], { presence: 'unreachable' })], {
      timeScale: 20,
    });
    const dead = () => bench.call('POST', 'transfers/downloads/dead', [{ filename: song.path, size }]);
    const other = () => bench.call('POST', 'transfers/downloads/batches', { ...batch([song]), username: 'dead' });
    const replies = await Promise.all([dead(), dead(), other()]);
    expect(replies.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([429, 500, 500]);
    expect((await bench.call('POST', 'transfers/downloads/batches', batch([song]))).status).toBe(201);
  });

  it('does not exist before 0.26: the name is taken for a user', async () => {
    await one({}, { version: '0.25.1' });
    const reply = await bench.call('POST', 'transfers/downloads/batches', batch([song]));
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
      await bench.enqueue('alice', song, size);
      const again = await bench.call('POST', 'transfers/downloads/alice', [{ filename: song.path, size }]);
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
      const row = await bench.enqueue('alice', song, size);
      expect(['attempts' in row, 'startOffset' in row]).toEqual(has);
      if (version !== '0.26.0') await bench.close();
    }
  });

  it('addresses usernames with slashes since 0.24.3 only', async () => {
    bench = await startBench([peer('a/b%?', [song])]);
    const row = await bench.enqueue('a/b%?', song, size);
    expect((await bench.call('GET', `transfers/downloads/${encodeURIComponent('a/b%?')}/${row.id}`)).status).toBe(200);
  });

  it('asks for five at a time when there are more than thirty', async () => {
    const files = Array.from({ length: 31 }, (_, n) => track(`M\\${n}.opus`));
    bench = await startBench([peer('alice', files, { behaviour: { neverAnswers: true } })], { timeScale: 1 });
    await bench.call('POST', 'transfers/downloads/batches', batch(files));
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
    const first = await bench.settled((await bench.enqueue('alice', song, size)).id);
    const second = await bench.enqueue('alice', song, size);
    expect(second.id).not.toBe(first.id);
    expect((await bench.transfers()).find((each) => each.id === first.id)?.removed).toBe(true);
  });
});

describe('downloads that go wrong', () => {
  it.each<[string, TransferBehaviour, string, RegExp]>([
    ['a refusal', { reject: 'Too many files' }, 'Completed, Rejected', /^Transfer rejected: Too many files$/],
    [
      'a late refusal',
      { reject: 'Pending shutdown.', rejectLate: true },
      'Completed, Rejected',
      /^Pending shutdown\.$/,
    ],
    [
      'another size at the peer',
      { actualSize: 7 },
      'Completed, Aborted',
      /remote size of 7 does not match expected size/,
    ],
    [
      'a broken connection, after three attempts',
      { disconnectAtPercent: 40 },
      'Completed, Errored',
      /Remote connection closed/,
    ],
    [
      'a peer that gives up, after three attempts',
      { failAtPercent: 40 },
      'Completed, Errored',
      /reported as failed by remote client/,
    ],
    ['a peer that vanishes', { vanishAtPercent: 40 }, 'Completed, Errored', /offline/],
  ])('%s ends with its state and words', async (_, behaviour, state, words) => {
    const { settled, enqueue } = await one(behaviour, { retry: { delayMs: 100 } });
    const { id } = await enqueue('alice', song, size);
    const row = await bench.until(
      () => settled(id),
      (each) => !/Errored/.test(each.state) || each.attempts === 3,
    );
    expect(row.state).toBe(state);
    await bench.until(
      () => settled(id),
      (each) => words.test(each.exception ?? ''),
    );
  });

  it('refuses unknown and locked files as not shared, and a missing size aborts', async () => {
    const locked = track('M\\l.opus', { locked: true });
    bench = await startBench([peer('alice', [song, locked])]);
    const row = await bench.settled((await bench.enqueue('alice', track('M\\unknown.opus'), 1)).id);
    expect([row.state, row.exception]).toEqual(['Completed, Rejected', 'Transfer rejected: File not shared.']);
    expect((await bench.settled((await bench.enqueue('alice', locked, 1)).id)).state).toBe('Completed, Rejected');
    const sizeless = await bench.call('POST', 'transfers/downloads/alice', [{ filename: song.path }]);
    const [enqueued] = (sizeless.json as { enqueued: SeenTransfer[] }).enqueued;
    expect((await bench.settled(enqueued?.id ?? '')).state).toBe('Completed, Aborted');
  });

  it('accepts after so many refusals', async () => {
    await one({ reject: 'Too many files', rejectTimes: 1 });
    expect((await bench.settled((await bench.enqueue('alice', song, size)).id)).state).toBe('Completed, Rejected');
    expect((await bench.settled((await bench.enqueue('alice', song, size)).id)).state).toBe('Completed, Succeeded');
  });

  it('times out after three minutes without an answer', async () => {
    await one({ neverAnswers: true }, { timeScale: 1000 });
    const row = await bench.settled((await bench.enqueue('alice', song, size)).id);
    expect([row.state, row.enqueuedAt]).toEqual(['Completed, TimedOut', undefined]);
    expect(row.exception).toContain('hard time limit of 180 secs');
  });

  it('stalls in progress until it is cancelled; 204 proves nothing and the end comes later', async () => {
    await one({ stallAtPercent: 50 });
    const { id } = await bench.enqueue('alice', song, size);
    const row = () => bench.transfers().then((list) => list.find((each) => each.id === id) as SeenTransfer);
    await bench.until(row, (each) => each.state === 'InProgress' && each.percentComplete > 45);
    expect((await bench.call('DELETE', `transfers/downloads/alice/${id}?remove=true`)).status).toBe(204);
    const ended = await bench.settled(id);
    expect([ended.state, ended.removed]).toEqual(['Completed, Cancelled', false]);
    expect((await bench.call('DELETE', `transfers/downloads/alice/${id}?remove=true`)).status).toBe(204);
    expect((await row()).removed).toBe(true);
    expect((await bench.call('GET', 'transfers/downloads')).json).toEqual([]);
    expect((await bench.call('GET', 'transfers/downloads/alice')).status).toBe(404);
    expect((await bench.call('GET', `transfers/downloads/whoever/${id}`)).status).toBe(200);
    expect((await bench.call('DELETE', 'transfers/downloads/alice/00000000-0000-0000-0000-000000000000')).status).toBe(
      204,
    );
    expect((await bench.call('DELETE', 'transfers/downloads/alice/nope')).status).toBe(400);
  });

  it('retries by itself in 0.26: back to queued with the old failure in it, then resumes what was there', async () => {
    await one({ disconnectAtPercent: 50, failTimes: 1 }, { timeScale: 4 });
    const { id } = await bench.enqueue('alice', song, size);
    const row = () => bench.transfers().then((list) => list.find((each) => each.id === id) as SeenTransfer);
    const waiting = await bench.until(row, (each) => each.state === 'Queued, Locally' && each.attempts === 2);
    expect(waiting.endedAt).toBeDefined();
    expect(waiting.exception).toContain('Remote connection closed');
    const again = await bench.until(row, (each) => each.state === 'Completed, Succeeded');
    expect([again.attempts, again.exception]).toEqual([2, undefined]);
    const [event] = await bench.until(
      () => events('DownloadFileComplete'),
      (list) => list.length > 0,
    );
    expect(readFileSync(event?.data.localFilename ?? '').equals(makeAudio(song.audio as never))).toBe(true);
  });

  it('may show the failure until the next attempt starts, with fewer attempts than allowed', async () => {
    await one({ disconnectAtPercent: 50, failTimes: 1 }, { timeScale: 4, staleFailures: true });
    const { id } = await bench.enqueue('alice', song, size);
    const stale = await bench.settled(id);
    expect([stale.state, (stale.attempts ?? 0) < 3]).toEqual(['Completed, Errored', true]);
    await bench.until(
      () => bench.settled(id),
      (row) => row.state === 'Completed, Succeeded',
    );
  });

  it('does not retry before 0.26', async () => {
    await one({ disconnectAtPercent: 50, failTimes: 1 }, { version: '0.25.1' });
    const row = await bench.settled((await bench.enqueue('alice', song, size)).id);
    expect([row.state, row.attempts]).toEqual(['Completed, Errored', 1]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await bench.settled(row.id)).state).toBe('Completed, Errored');
  });

  it('ends as errored, not cancelled, when it is cancelled between two attempts', async () => {
    await one({ disconnectAtPercent: 50 }, { timeScale: 1, retry: { delayMs: 60_000 } });
    const { id } = await bench.enqueue('alice', song, size);
    const row = () => bench.transfers().then((list) => list.find((each) => each.id === id) as SeenTransfer);
    await bench.until(row, (each) => each.state === 'Queued, Locally' && each.attempts === 2);
    await bench.call('DELETE', `transfers/downloads/alice/${id}`);
    expect((await bench.settled(id)).state).toBe('Completed, Errored');
  });

  it('delivers rubbish of the right size where it is told to', async () => {
    await one({ content: 'garbage' });
    await bench.enqueue('alice', song, size);
    const [event] = await bench.until(
      () => events('DownloadFileComplete'),
      (list) => list.length > 0,
    );
    const bytes = readFileSync(event?.data.localFilename ?? '');
    expect(bytes.length).toBe(size);
    expect(bytes.subarray(0, 4).toString('latin1')).not.toBe('OggS');
  });
});

describe('the remote queue', () => {
  it('tells the place on request only, wipes it with the next state, and 500 when there is none', async () => {
    await one({ queue: { positions: 3, msPerPosition: 4000 } });
    const { id } = await bench.enqueue('alice', song, size);
    const row = () => bench.transfers().then((list) => list.find((each) => each.id === id) as SeenTransfer);
    const queued = await bench.until(row, (each) => each.state === 'Queued, Remotely');
    expect(queued.placeInQueue).toBeUndefined();
    const place = await bench.call('GET', `transfers/downloads/alice/${id}/position`);
    expect([place.status, typeof place.json]).toEqual([200, 'number']);
    expect((await row()).placeInQueue).toBe(place.json);
    expect((await bench.settled(id)).placeInQueue).toBeUndefined();
    expect((await bench.call('GET', `transfers/downloads/alice/${id}/position`)).status).toBe(500);
    expect(
      (await bench.call('GET', 'transfers/downloads/alice/00000000-0000-0000-0000-000000000000/position')).status,
    ).toBe(404);
  });

  it('serves as many at once as the peer has slots', async () => {
    const files = [1, 2, 3].map((n) => track(`M\\${n}.opus`));
    bench = await startBench([peer('alice', files, { uploadSlots: 1, speedBps: 40_000 })]);
    await bench.call('POST', 'transfers/downloads/batches', batch(files));
    let most = 0;
    await bench.until(bench.transfers, (rows) => {
      most = Math.max(most, rows.filter((each) => each.state === 'InProgress').length);
      return rows.every((each) => each.state === 'Completed, Succeeded');
    });
    expect(most).toBe(1);
  });
});

describe('restart of the daemon', () => {
  it('closes what was unfinished and asks anew under new ids, without batch and so without its destination', async () => {
    await one({ queue: { positions: 1, msPerPosition: 20_000 } });
    const { json } = await bench.call(
      'POST',
      'transfers/downloads/batches',
      batch([song], { options: { destination: 'jobs/42' } }),
    );
    const old = (json as { batch: { transfers: SeenTransfer[] } }).batch.transfers[0] as SeenTransfer;
    await bench.standIn.control.restart();
    const closed = await bench.settled(old.id);
    expect([closed.state, closed.exception]).toEqual(['Completed, Errored', 'Application shut down']);
    const rows = await bench.until(bench.transfers, (list) => list.length === 2);
    const fresh = rows.find((each) => each.id !== old.id) as SeenTransfer;
    expect([fresh.filename, fresh.batchId]).toEqual([song.path, undefined]);
    expect(rows.find((each) => each.id === old.id)?.removed).toBe(true);
    await bench.settled(fresh.id);
    const [event] = await bench.until(
      () => events('DownloadFileComplete'),
      (list) => list.length > 0,
    );
    expect(basename(join(event?.data.localFilename ?? '', '..'))).toBe('Album');
  });

  it('forgets everything when it is volatile', async () => {
    await one({}, { volatile: true });
    await bench.settled((await bench.enqueue('alice', song, size)).id);
    await bench.standIn.control.restart();
    expect(await bench.transfers()).toEqual([]);
    expect((await bench.call('GET', 'events')).json).toEqual([]);
  });

  it('does not ask peers that are offline then, keeps finished rows and events, and empties running searches', async () => {
    const done = track('M\\done.opus');
    bench = await startBench([peer('alice', [done]), peer('bob', [{ ...song, behaviour: { stallAtPercent: 1 } }])], {
      timeScale: 1,
    });
    const finished = await bench.settled((await bench.enqueue('alice', done, trueSize(done))).id);
    await bench.until(
      () => events('DownloadFileComplete'),
      (list) => list.length > 0,
    );
    await bench.enqueue('bob', song, size);
    const id = '6f2c3a52-6a51-4f10-9d8a-4a61a3d6f001';
    await bench.call('POST', 'searches', { id, searchText: 'song', searchTimeout: 60_000 });
    bench.standIn.control.setPresence('bob', false);
    await bench.standIn.control.restart();
    expect((await bench.call('GET', `searches/${id}`)).json).toMatchObject({
      state: 'Completed, TimedOut',
      responseCount: 0,
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const rows = await bench.transfers();
    expect(rows).toHaveLength(2);
    expect(rows.find((each) => each.id === finished.id)?.state).toBe('Completed, Succeeded');
    expect(await events('DownloadFileComplete')).toHaveLength(1);
  });
});
