import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeAudio } from '../audio/index.ts';
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
import type { TransferBehaviour } from './world.ts';

let bench: Bench;
afterEach(() => bench.close());
const one = async (behaviour: TransferBehaviour = {}, options = {}): Promise<Bench> => {
  bench = await startSong(behaviour, options);
  return bench;
};
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
    const row = await enqueue('alice', song, songSize);
    const states = await statesOf(row.id);
    expect(states).toEqual(expect.arrayContaining(['Queued, Remotely', 'InProgress', 'Completed, Succeeded']));
    const event = await bench.event('DownloadFileComplete');
    expect(event.data.localFilename).toBe(join(standIn.downloads, 'Album', '01 - Song.opus'));
    expect(event.data).toMatchObject({
      version: 0,
      remoteFilename: song.path,
      transfer: { id: row.id, exception: null },
    });
    expect(readFileSync(event.data.localFilename).equals(makeAudio(song.audio as never))).toBe(true);
    expect(existsSync(join(standIn.incomplete, 'alice', 'Music', 'Band', 'Album', '01 - Song.opus'))).toBe(false);
  });

  it('has two times without zone although they are UTC, no local path, and no null properties', async () => {
    await one();
    const row = await bench.settled((await bench.enqueue('alice', song, songSize)).id);
    expect(row.requestedAt).not.toMatch(/Z$/);
    expect(row.enqueuedAt).not.toMatch(/Z$/);
    expect(row.startedAt).toMatch(/\.\d{7}Z$/);
    expect(row.endedAt).toMatch(/Z$/);
    expect(Math.abs(Date.parse(`${row.requestedAt}Z`) - Date.now())).toBeLessThan(60_000);
    expect(Object.values(row)).not.toContain(null);
    expect(JSON.stringify(row)).not.toContain(bench.dir);
    expect(row).toMatchObject({
      percentComplete: 100,
      bytesTransferred: songSize,
      direction: 'Download',
      removed: false,
    });
  });

  it('is succeeded before the file is in its place', async () => {
    const { settled, enqueue, standIn } = await one({ moveMs: 10_000 });
    await settled((await enqueue('alice', song, songSize)).id);
    const place = join(standIn.downloads, 'Album', '01 - Song.opus');
    expect(existsSync(place)).toBe(false);
    const event = await bench.event('DownloadFileComplete');
    expect(statSync(place).size).toBe(songSize);
    // The event is stamped with the end of the transfer, not with the move.
    expect(Date.parse(event.timestamp)).toBeLessThan(Date.now() - 300);
  });

  it('stays succeeded with an exception and without event when the move fails', async () => {
    const { until, enqueue, transfers, standIn } = await one({ moveFails: 'No space left on device' });
    const { id } = await enqueue('alice', song, songSize);
    const row = await until(
      async () => (await transfers()).find((each) => each.id === id) as SeenTransfer,
      (each) => each.exception !== undefined,
    );
    expect([row.state, row.exception]).toEqual(['Completed, Succeeded', 'No space left on device']);
    expect(await bench.events('DownloadFileComplete')).toEqual([]);
    expect(existsSync(join(standIn.incomplete, 'alice', 'Music', 'Band', 'Album', '01 - Song.opus'))).toBe(true);
  });
});

describe('where files land', () => {
  const twins = [track('C:\\A\\CD1\\x.opus'), track('D:\\B\\CD1\\x.opus')];
  const landed = async (count: number) =>
    (
      await bench.until(
        () => bench.events('DownloadFileComplete'),
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
      (
        await bench.call(
          'POST',
          'transfers/downloads/batches',
          batchOf([song], { options: { destination: 'jobs/42' } }),
        )
      ).status,
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

describe('webhooks', () => {
  it('get the whole event with nulls, once per type they want, and are tried again as often as told', async () => {
    const heard: { body: Record<string, unknown>; secret: unknown }[] = [];
    let refusals = 1;
    const receiver = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => {
        text += part.toString('utf8');
      });
      request.on('end', () => {
        if (refusals-- <= 0)
          heard.push({ body: JSON.parse(text) as Record<string, unknown>, secret: request.headers['x-secret'] });
        response.writeHead(refusals < 0 ? 200 : 500).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    try {
      await one(
        {},
        {
          webhooks: [
            { on: ['downloadfilecomplete'], url, headers: { 'X-Secret': 's' }, attempts: 2, timeoutMs: 60_000 },
          ],
        },
      );
      const { id } = await bench.enqueue('alice', song, songSize);
      const [event] = await bench.until(
        () => Promise.resolve(heard),
        (list) => list.length > 0,
      );
      expect(event?.secret).toBe('s');
      expect(event?.body).toMatchObject({
        type: 'DownloadFileComplete',
        version: 0,
        remoteFilename: song.path,
        transfer: { id, exception: null },
      });
      expect(heard).toHaveLength(1);
    } finally {
      receiver.close();
    }
  });
});

describe('the remote queue', () => {
  it('tells the place on request only, wipes it with the next state, and 500 when there is none', async () => {
    await one({ queue: { positions: 3, msPerPosition: 4000 } });
    const { id } = await bench.enqueue('alice', song, songSize);
    const row = () => bench.row(id);
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
    await bench.call('POST', 'transfers/downloads/batches', batchOf(files));
    let most = 0;
    await bench.until(bench.transfers, (rows) => {
      most = Math.max(most, rows.filter((each) => each.state === 'InProgress').length);
      return rows.every((each) => each.state === 'Completed, Succeeded');
    });
    expect(most).toBe(1);
  });
});
