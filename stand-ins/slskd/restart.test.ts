import { basename, join } from 'node:path';
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
import type { TransferBehaviour } from './world.ts';

let bench: Bench;
afterEach(() => bench.close());
const one = async (behaviour: TransferBehaviour = {}, options = {}): Promise<Bench> => {
  bench = await startSong(behaviour, options);
  return bench;
};

describe('restart of the daemon', () => {
  it('closes what was unfinished and asks anew under new ids, without batch and so without its destination', async () => {
    await one({ queue: { positions: 1, msPerPosition: 20_000 } });
    const { json } = await bench.call(
      'POST',
      'transfers/downloads/batches',
      batchOf([song], { options: { destination: 'jobs/42' } }),
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
    const event = await bench.event('DownloadFileComplete');
    expect(basename(join(event.data.localFilename, '..'))).toBe('Album');
  });

  it('remembers what was deleted', async () => {
    await one();
    const id = '6f2c3a52-6a51-4f10-9d8a-4a61a3d6f001';
    await bench.searched({ id, searchText: 'song', searchTimeout: 100 });
    expect((await bench.call('DELETE', `searches/${id}`)).status).toBe(204);
    await bench.standIn.control.restart();
    expect((await bench.call('GET', `searches/${id}`)).status).toBe(404);
  });

  it('forgets everything when it is volatile', async () => {
    await one({}, { volatile: true });
    await bench.settled((await bench.enqueue('alice', song, songSize)).id);
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
      () => bench.events('DownloadFileComplete'),
      (list) => list.length > 0,
    );
    await bench.enqueue('bob', song, songSize);
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
    expect(await bench.events('DownloadFileComplete')).toHaveLength(1);
  });
});
