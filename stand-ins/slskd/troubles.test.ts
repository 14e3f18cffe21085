import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { makeAudio } from '../audio/index.ts';
import { type Bench, peer, type SeenTransfer, song, songSize, startBench, startSong, track } from './testing.ts';
import type { TransferBehaviour } from './world.ts';

let bench: Bench;
afterEach(() => bench.close());
const one = async (behaviour: TransferBehaviour = {}, options = {}): Promise<Bench> => {
  bench = await startSong(behaviour, options);
  return bench;
};

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
    const { id } = await enqueue('alice', song, songSize);
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
    expect((await bench.settled((await bench.enqueue('alice', song, songSize)).id)).state).toBe('Completed, Rejected');
    expect((await bench.settled((await bench.enqueue('alice', song, songSize)).id)).state).toBe('Completed, Succeeded');
  });

  it('times out after three minutes without an answer', async () => {
    await one({ neverAnswers: true }, { timeScale: 1000 });
    const row = await bench.settled((await bench.enqueue('alice', song, songSize)).id);
    expect([row.state, row.enqueuedAt]).toEqual(['Completed, TimedOut', undefined]);
    expect(row.exception).toContain('hard time limit of 180 secs');
  });

  it('stalls in progress until it is cancelled; 204 proves nothing and the end comes later', async () => {
    await one({ stallAtPercent: 50 });
    const { id } = await bench.enqueue('alice', song, songSize);
    const row = () => bench.row(id);
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
    const { id } = await bench.enqueue('alice', song, songSize);
    const row = () => bench.row(id);
    const waiting = await bench.until(row, (each) => each.state === 'Queued, Locally' && each.attempts === 2);
    expect(waiting.endedAt).toBeDefined();
    expect(waiting.exception).toContain('Remote connection closed');
    const again = await bench.until(row, (each) => each.state === 'Completed, Succeeded');
    expect([again.attempts, again.exception]).toEqual([2, undefined]);
    const event = await bench.event('DownloadFileComplete');
    expect(readFileSync(event.data.localFilename).equals(makeAudio(song.audio as never))).toBe(true);
  });

  it('may show the failure until the next attempt starts, with fewer attempts than allowed', async () => {
    await one({ disconnectAtPercent: 50, failTimes: 1 }, { timeScale: 4, staleFailures: true });
    const { id } = await bench.enqueue('alice', song, songSize);
    const stale = await bench.settled(id);
    expect([stale.state, (stale.attempts ?? 0) < 3]).toEqual(['Completed, Errored', true]);
    await bench.until(
      () => bench.settled(id),
      (row) => row.state === 'Completed, Succeeded',
    );
  });

  it('does not retry before 0.26', async () => {
    await one({ disconnectAtPercent: 50, failTimes: 1 }, { version: '0.25.1' });
    const row = await bench.settled((await bench.enqueue('alice', song, songSize)).id);
    expect([row.state, row.attempts]).toEqual(['Completed, Errored', 1]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await bench.settled(row.id)).state).toBe('Completed, Errored');
  });

  it('ends as errored, not cancelled, when it is cancelled between two attempts', async () => {
    await one({ disconnectAtPercent: 50 }, { timeScale: 1, retry: { delayMs: 60_000 } });
    const { id } = await bench.enqueue('alice', song, songSize);
    const row = () => bench.row(id);
    await bench.until(row, (each) => each.state === 'Queued, Locally' && each.attempts === 2);
    await bench.call('DELETE', `transfers/downloads/alice/${id}`);
    expect((await bench.settled(id)).state).toBe('Completed, Errored');
  });

  it('delivers rubbish of the right size where it is told to', async () => {
    await one({ content: 'garbage' });
    await bench.enqueue('alice', song, songSize);
    const event = await bench.event('DownloadFileComplete');
    const bytes = readFileSync(event.data.localFilename);
    expect(bytes.length).toBe(songSize);
    expect(bytes.subarray(0, 4).toString('latin1')).not.toBe('OggS');
  });
});
