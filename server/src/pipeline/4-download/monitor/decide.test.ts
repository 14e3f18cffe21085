import { describe, expect, test } from 'vitest';
import { readSettings } from '#platform/config';
import { settingsWith } from '#test/settings';
import { progressOf } from '../changes.ts';
import type { DownloadRow } from '../download.store.ts';
import type { Transfer, TransferFailure } from '../ports.ts';
import { downloadSettings } from '../settings.ts';
import { type Decision, decide } from './decide.ts';

const read = readSettings({ download: downloadSettings }, {});
if (!read.ok) throw new Error('The defaults must be readable.');
const settings = read.values.download;
const second = 1000;
const start = Date.parse('2026-01-01T00:00:00Z');

const transfer = (more: Partial<Transfer> = {}): Transfer => ({
  id: 't',
  username: 'bob',
  path: 'a.mp3',
  sizeBytes: 1000,
  phase: 'moving-bytes',
  final: false,
  bytesTransferred: 10,
  averageSpeedBps: 5.4,
  queuePosition: null,
  batchId: null,
  failure: null,
  removed: false,
  requestedAt: null,
  ...more,
});

/** Decides `afterS` seconds after the last progress, having watched for `watchedS` of them. */
function after(
  afterS: number,
  of: Transfer | null,
  more: { watchedS?: number; alternative?: boolean; missingS?: number } = {},
  by = settings,
): Decision {
  const now = start + afterS * second;
  const row = {
    last_progress_at: new Date(start),
    created_at: new Date(start),
    has_alternative: more.alternative ?? false,
  };
  const watchingSince = now - (more.watchedS ?? afterS) * second;
  const missingSince = more.missingS === undefined ? null : now - more.missingS * second;
  return decide(row, of, { now, watchingSince, missingSince }, by);
}

const failed = (code: string, blame: TransferFailure['blame']): Transfer =>
  transfer({ phase: 'errored', final: true, failure: { code, sentence: 'Words.', blame } });

describe('what to do about a transfer', () => {
  test.each(['moving-bytes', 'starting'] as const)(
    '%s without a byte for the stall limit is given up and stopped',
    (phase) => {
      expect(after(119, transfer({ phase })).kind).toBe('watch');
      expect(after(120, transfer({ phase }))).toMatchObject({
        kind: 'give-up',
        code: 'stalled',
        outcome: 'failed',
        stop: true,
      });
    },
  );

  test('silence while nobody watched is not held against the peer', () => {
    expect(after(3600, transfer(), { watchedS: 5 }).kind).toBe('watch');
    expect(after(3600, transfer({ phase: 'requested' }), { watchedS: 5 }).kind).toBe('watch');
    expect(after(3600, transfer({ phase: 'remote-queue' }), { watchedS: 5, alternative: true }).kind).toBe('watch');
  });

  test('a request may take longer than a stall', () => {
    expect(after(239, transfer({ phase: 'requested' })).kind).toBe('watch');
    expect(after(240, transfer({ phase: 'requested' }))).toMatchObject({ code: 'no_answer', stop: true });
  });

  test.each(['remote-queue', 'local-queue', 'unknown'] as const)(
    '%s: half an hour when somebody else has it, a day when nobody has',
    (phase) => {
      expect(after(1799, transfer({ phase }), { alternative: true }).kind).toBe('watch');
      expect(after(1800, transfer({ phase }), { alternative: true })).toMatchObject({
        code: 'queue_too_long',
        stop: true,
      });
      expect(after(1800, transfer({ phase })).kind).toBe('watch');
      expect(after(86_400, transfer({ phase }))).toMatchObject({ code: 'queue_too_long' });
    },
  );

  test('a peer may be silent for DOWNLOAD_REQUEST_MAX_S, and the only one that has it may let us wait for DOWNLOAD_QUEUE_LAST_MAX_S', () => {
    const by = settingsWith({ DOWNLOAD_REQUEST_MAX_S: '30', DOWNLOAD_QUEUE_LAST_MAX_S: '7200' }).download;
    const asked = transfer({ phase: 'requested' });
    expect(after(29, asked, {}, by).kind).toBe('watch');
    expect(after(30, asked, {}, by)).toMatchObject({ code: 'no_answer' });
    const queued = transfer({ phase: 'remote-queue' });
    expect(after(7199, queued, {}, by).kind).toBe('watch');
    expect(after(7200, queued, {}, by)).toMatchObject({ code: 'queue_too_long' });
  });

  test('success is collected', () => {
    expect(after(9999, transfer({ phase: 'succeeded', final: true })).kind).toBe('collect');
  });

  test('a failure that is not final is watched: the daemon tries again by itself', () => {
    expect(after(9999, transfer({ phase: 'errored' })).kind).toBe('watch');
    expect(after(9999, transfer({ phase: 'timed-out' })).kind).toBe('watch');
  });

  test.each(['refused', 'failed'] as const)('a final failure marks the candidate as %s', (blame) => {
    expect(after(1, failed('x', blame))).toEqual({
      kind: 'give-up',
      code: 'x',
      sentence: 'Words.',
      outcome: blame,
      stop: false,
    });
  });

  test("what is the daemon's doing leaves the candidate untouched and puts the wish off", () => {
    expect(after(1, failed('daemon_disk_full', 'daemon'))).toMatchObject({ outcome: null, putOff: true });
  });

  test('after a restart of the daemon the transfer gets time to come back', () => {
    for (const of of [null, failed('daemon_restarted', 'daemon')]) {
      expect(after(500, of, { missingS: 119 }).kind).toBe('watch');
      expect(after(500, of, { missingS: 120 })).toMatchObject({ code: 'daemon_restarted', outcome: null, stop: false });
      const sooner = settingsWith({ DOWNLOAD_READOPT_S: '15' }).download;
      expect(after(500, of, { missingS: 14 }, sooner).kind).toBe('watch');
      expect(after(500, of, { missingS: 15 }, sooner)).toMatchObject({ code: 'daemon_restarted' });
    }
  });
});

describe('keeping the numbers', () => {
  const row = {
    state: 'queued',
    progress: 0,
    bytes_transferred: 0,
    average_speed_bps: null,
    transfer_state: null,
    queue_position: null,
    size_bytes: 1000,
    started_at: null,
  } as unknown as DownloadRow;
  const now = new Date(start);

  test('new bytes are progress, in percent with one decimal, and mark the beginning', () => {
    expect(progressOf(row, transfer({ bytesTransferred: 333 }), now)).toEqual({
      state: 'downloading',
      progress: 33.3,
      bytes_transferred: 333,
      average_speed_bps: 5,
      transfer_state: 'moving-bytes',
      queue_position: null,
      last_progress_at: now,
      started_at: now,
    });
  });

  test('nothing new is no change', () => {
    const change = progressOf(row, transfer({ phase: 'remote-queue', bytesTransferred: 0, queuePosition: 7 }), now);
    if (change === null) throw new Error('must change');
    expect(
      progressOf(
        { ...row, ...change },
        transfer({ phase: 'remote-queue', bytesTransferred: 0, queuePosition: 7 }),
        now,
      ),
    ).toBeNull();
  });

  test('a new place in the queue is a change but not progress; a peer that forgets the place does not erase it', () => {
    const queued = {
      ...row,
      ...progressOf(row, transfer({ phase: 'remote-queue', bytesTransferred: 0, queuePosition: 7 }), now),
    };
    const later = progressOf(queued, transfer({ phase: 'remote-queue', bytesTransferred: 0, queuePosition: 3 }), now);
    expect(later).toMatchObject({ queue_position: 3 });
    expect(later).not.toHaveProperty('last_progress_at');
    expect(progressOf(queued, transfer({ phase: 'remote-queue', bytesTransferred: 0 }), now)).not.toMatchObject({
      queue_position: null,
    });
  });

  test('more bytes than promised are still 100 percent', () => {
    expect(progressOf(row, transfer({ bytesTransferred: 5000 }), now)?.progress).toBe(100);
    expect(progressOf({ ...row, size_bytes: 0 }, transfer({ sizeBytes: 0 }), now)?.progress).toBe(0);
  });
});
