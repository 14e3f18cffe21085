import { describe, expect, test } from 'vitest';
import { atLeast, factsOf, versionOf } from './daemon/daemon.ts';
import { failureOf, wordsOf } from './daemon/failures.ts';
import { readEvents, readResponses, readTransfer, readTransferList, statesOf, timeOf } from './daemon/wire.ts';
import { slskdAddress } from './settings.ts';
import { belowRoot, expectedPlaces, isNameOf, type PlaceRules } from './transfers/places.ts';
import { createFinality, phaseOf } from './transfers/states.ts';

const transfer = (more: object) =>
  readTransfer({ id: 'AB', username: 'u', filename: 'f', size: 1, state: 'None', ...more }) ?? expect.fail();

describe('what slskd sends', () => {
  test('times without a zone are UTC, and seven digits of a second are read', () => {
    expect(timeOf('2026-01-02T03:04:05.1234567')?.toISOString()).toBe('2026-01-02T03:04:05.123Z');
    expect(timeOf('2026-01-02T03:04:05Z')?.toISOString()).toBe('2026-01-02T03:04:05.000Z');
    expect(timeOf('2026-01-02T03:04:05+02:00')?.toISOString()).toBe('2026-01-02T01:04:05.000Z');
    expect(timeOf('rubbish')).toBeNull();
  });

  test('a state is a set of words', () => {
    expect(statesOf('Completed, Succeeded')).toEqual(new Set(['Completed', 'Succeeded']));
    expect(statesOf(undefined)).toEqual(new Set());
  });

  test('absent and null are the same', () => {
    expect(transfer({}).exception).toBe(transfer({ exception: null }).exception);
    expect(transfer({}).requestedAt).toBeNull();
  });

  test('ids are compared in lower case, and a transfer without id is none', () => {
    expect(transfer({}).id).toBe('ab');
    expect(readTransfer({ username: 'u', filename: 'f' })).toBeNull();
  });

  test('the list of all peers and of one peer have different outer shapes', () => {
    const one = {
      username: 'u',
      directories: [{ directory: 'd', files: [{ id: '1', username: 'u', filename: 'f' }, 7] }],
    };
    expect(readTransferList([one])).toHaveLength(1);
    expect(readTransferList(one)).toHaveLength(1);
    expect(readTransferList([])).toEqual([]);
    expect(() => readTransferList({ error: 'x' })).toThrow(/unknown form/);
  });

  test('locked files are left out, and so are names that could not be asked for again', () => {
    const files = [
      { filename: 'a\\b.mp3', size: 5 },
      { filename: 'nul\u0000.mp3', size: 5 },
      { filename: 'half\ud800.mp3', size: 5 },
      { size: 5 },
    ];
    const [response] = readResponses([{ username: 'u', files, lockedFiles: [{ filename: 'locked.mp3', size: 5 }] }]);
    expect(response?.files.map((file) => file.filename)).toEqual(['a\\b.mp3']);
  });

  test('attributes that make no sense are unknown', () => {
    const odd = { filename: 'a.flac', size: 5, bitRate: -1, length: 'x', sampleRate: 9_999_999_999, bitDepth: 0 };
    const [response] = readResponses([{ username: 'u', queueLength: 9_999_999_999, files: [odd] }]);
    expect(response?.files[0]).toMatchObject({ bitRate: null, length: null, sampleRate: null, bitDepth: null });
    expect(response?.queueLength).toBe(2_147_483_647);
  });

  test('event data is JSON in a string; samples with the zero id and unreadable ones are passed over', () => {
    const data = (id: string) => JSON.stringify({ localFilename: '/d/x', transfer: { id } });
    const event = (id: string, more: object) => ({
      id,
      timestamp: '2026-01-01T00:00:00Z',
      type: 'DownloadFileComplete',
      ...more,
    });
    const page = readEvents([
      event('1', { data: data('T1') }),
      event('2', { data: data('00000000-0000-0000-0000-000000000000') }),
      event('3', { data: '{broken' }),
      event('4', { type: 'Noop', data: data('T2') }),
    ]);
    expect(page.count).toBe(4);
    expect(page.completions).toEqual([{ id: '1', transferId: 't1', localFilename: '/d/x' }]);
  });
});

describe('the state of a transfer', () => {
  test.each([
    ['None', 'unknown'],
    ['Queued, Locally', 'local-queue'],
    ['Queued', 'local-queue'],
    ['Requested', 'requested'],
    ['Queued, Remotely', 'remote-queue'],
    ['Initializing', 'starting'],
    ['InProgress', 'moving-bytes'],
    ['Completed, Succeeded', 'succeeded'],
    ['Completed, Cancelled', 'cancelled'],
    ['Completed, TimedOut', 'timed-out'],
    ['Completed, Errored', 'errored'],
    ['Completed, Rejected', 'rejected'],
    ['Completed, Aborted', 'aborted'],
    ['Completed', 'errored'],
    ['Sublimated', 'unknown'],
  ])('%s is %s', (text, phase) => {
    expect(phaseOf(statesOf(text))).toBe(phase);
  });

  test('success, rejection, abort and cancellation are final at once; other words never', () => {
    const finality = createFinality();
    for (const word of ['Succeeded', 'Rejected', 'Aborted', 'Cancelled']) {
      expect(finality.isFinal(transfer({ state: `Completed, ${word}`, attempts: 1 }), 3)).toBe(true);
    }
    expect(finality.isFinal(transfer({ state: 'Queued, Locally', endedAt: '2026-01-01T00:00:00Z' }), 3)).toBe(false);
    expect(finality.isFinal(transfer({ state: 'Sublimated' }), 3)).toBe(false);
  });

  test('an error is not final while slskd has tries left, and becomes so by number or by 90 quiet seconds', () => {
    let now = 0;
    const finality = createFinality(() => new Date(now));
    const failed = (attempts: number) =>
      transfer({ state: 'Completed, Errored', attempts, exception: 'Connection failed' });
    expect(finality.isFinal(failed(1), 3)).toBe(false);
    expect(finality.isFinal(failed(3), 3)).toBe(true);
    now = 60_000;
    expect(finality.isFinal(failed(1), 3)).toBe(false);
    now = 90_000;
    expect(finality.isFinal(failed(1), 3)).toBe(true);
    expect(finality.isFinal(failed(2), 3)).toBe(false);
  });

  test('before 0.26, when hidden and after a restart an error is final at once', () => {
    const finality = createFinality();
    const failed = { state: 'Completed, TimedOut', attempts: 1 };
    expect(finality.isFinal(transfer(failed), 1)).toBe(true);
    expect(finality.isFinal(transfer({ ...failed, removed: true }), 3)).toBe(true);
    expect(finality.isFinal(transfer({ ...failed, exception: 'Application shut down' }), 3)).toBe(true);
  });
});

describe('what peers reply', () => {
  test.each([
    ['Too many files', 'too_many_files', 'failed'],
    ['Transfer rejected: Too many megabytes', 'too_many_files', 'failed'],
    ['Too many files this week', 'peer_quota', 'refused'],
    ['too many failed transfers today', 'peer_quota', 'refused'],
    ['File not shared.', 'file_not_shared', 'refused'],
    ['Overwhelmed with requests; try again later.', 'peer_overwhelmed', 'failed'],
    ['Banned', 'banned_by_peer', 'refused'],
    ['Disallowed extension', 'file_type_refused', 'refused'],
    ['File read error.', 'peer_read_error', 'failed'],
    ['Pending shutdown.', 'peer_shutting_down', 'failed'],
    ['Something new', 'refused_by_peer', 'refused'],
    [null, 'refused_by_peer', 'refused'],
  ])('rejected with %s is %s', (words, code, blame) => {
    expect(failureOf('rejected', words)).toMatchObject({ code, blame });
  });

  test.each([
    ['errored', 'Download reported as failed by remote client', 'failed_at_peer'],
    ['errored', 'Inactivity timeout of 15000 milliseconds was reached', 'connection_timeout'],
    ['errored', 'The wait timed out after 5000 milliseconds', 'connection_timeout'],
    ['errored', 'Transfer failed: Remote connection closed', 'connection_failed'],
    ['errored', 'User bob appears to be offline', 'peer_offline'],
    ['errored', 'Application shut down', 'daemon_restarted'],
    ['timed-out', 'Download failed to enqueue remotely after hard time limit of 180 secs', 'no_answer'],
    ['cancelled', 'Download failed to enqueue remotely after hard time limit of 180 secs', 'no_answer'],
    ['cancelled', 'Transfer failed: Remote connection closed', 'cancelled_at_daemon'],
    ['aborted', 'the remote size of 0 does not match expected size 5', 'size_changed'],
    ['succeeded', 'Access to the path is denied', 'move_failed'],
  ] as const)('%s with “%s” is %s', (phase, words, code) => {
    expect(failureOf(phase, words)?.code).toBe(code);
  });

  test('success without words and running transfers are no failures', () => {
    expect(failureOf('succeeded', null)).toBeNull();
    expect(failureOf('moving-bytes', 'old words')).toBeNull();
    expect(wordsOf('Hello')).toBeNull();
  });
});

describe('where the daemon puts a file', () => {
  const rules = { patterns: true, subdirectory: null, windows: false };
  const places = (path: string, more: Partial<PlaceRules> = {}) =>
    expectedPlaces({ username: 'bob', path, batchId: 'B' }, { ...rules, ...more }).map((place) => place.join('/'));

  test('with 0.26: the batch folder first, then what remains when a restart lost the batch', () => {
    expect(places('Music\\Album\\01 a.mp3')).toEqual(['B/01 a.mp3', 'Album/01 a.mp3', '01 a.mp3']);
  });

  test('the option {} puts everything into the root, batch or not', () => {
    expect(places('Music\\Album\\a.mp3', { subdirectory: '{}' })).toEqual(['a.mp3']);
  });

  test('patterns are filled, unknown words stay', () => {
    expect(places('Music\\Album\\a.mp3', { subdirectory: '${source_username}/${SOURCE_PATH}/${X}' })[1]).toBe(
      'bob/Music/Album/${X}/a.mp3',
    );
    expect(places('Music\\A\\a.mp3', { subdirectory: '${BATCH_ID}' })).toEqual([
      'B/a.mp3',
      'unknown_batch_id/a.mp3',
      'a.mp3',
    ]);
  });

  test('roots are dropped: drive, share, SoulseekQt', () => {
    expect(places('C:\\a.mp3')[1]).toBe('a.mp3');
    expect(places('@@abcde\\Album\\a.mp3', { subdirectory: '${SOURCE_PATH}' })[1]).toBe('Album/a.mp3');
    expect(places('@@abcde\\a.mp3')[1]).toBe('a.mp3');
  });

  test('before 0.26: the parent folder, SoulseekQt roots included', () => {
    expect(places('@@abcde\\a.mp3', { patterns: false })).toEqual(['@@abcde/a.mp3']);
    expect(places('a.mp3', { patterns: false })).toEqual(['a.mp3']);
  });

  test('names are cleaned as the daemon does it, on Windows more', () => {
    expect(places('M\\..\\a:b?.mp3', { patterns: false })).toEqual(['_/a:b?.mp3']);
    expect(places('M\\A\\a:b?.mp3', { patterns: false, windows: true })).toEqual(['A/a_b_.mp3']);
  });

  test('renamed copies carry 18 digits; Unicode forms are the same name', () => {
    expect(isNameOf('a_638712345678901234.mp3', 'a.mp3')).toBe('renamed');
    expect(isNameOf('a_63871234567890123.mp3', 'a.mp3')).toBeNull();
    expect(isNameOf('a_638712345678901234', 'a')).toBe('renamed');
    expect(isNameOf('Ko\u0308ln.mp3', 'K\u00f6ln.mp3')).toBe('exact');
    expect(isNameOf('b.mp3', 'a.mp3')).toBeNull();
  });

  test("the daemon's path becomes segments below its root, never above", () => {
    expect(belowRoot('/app/downloads/', '/app/downloads/B/a.mp3')).toEqual(['B', 'a.mp3']);
    expect(belowRoot('C:\\Down', 'c:\\down\\B\\a.mp3')).toEqual(['B', 'a.mp3']);
    expect(belowRoot('/app/downloads', '/app/downloads-2/a.mp3')).toBeNull();
    expect(belowRoot('/app/downloads', '/app/downloads/../x/a.mp3')).toBeNull();
    expect(belowRoot('/app/downloads', '/app/downloads')).toBeNull();
  });
});

describe('versions and addresses', () => {
  test('versions are read leniently and compared by number', () => {
    expect(versionOf('0.24.3.0')).toEqual([0, 24, 3]);
    expect(versionOf('0.26.0+abc')).toEqual([0, 26, 0]);
    expect(versionOf('0.0.0')).toBeNull();
    expect(atLeast([0, 26, 0], [0, 26, 0])).toBe(true);
    expect(atLeast([0, 9, 9], [0, 26, 0])).toBe(false);
    expect(atLeast([1, 0, 0], [0, 26, 0])).toBe(true);
  });

  test('a daemon without version is judged by its options', () => {
    const application = { version: { current: '0.0.0' }, server: {} };
    expect(
      factsOf(application, { transfers: { download: { destination: {}, retry: { attempts: 5 } } } }),
    ).toMatchObject({ batches: true, ownTries: 5 });
    expect(factsOf(application, { global: {} })).toMatchObject({ batches: false, ownTries: 1 });
  });

  test('the address: base URL, else host and port, else this machine', () => {
    expect(slskdAddress({ baseUrl: 'http://nas/slskd', host: 'x', port: 1 })).toBe('http://nas/slskd');
    expect(slskdAddress({ baseUrl: null, host: 'nas', port: 5031 })).toBe('http://nas:5031');
    expect(slskdAddress({ baseUrl: null, host: '::1', port: 5030 })).toBe('http://[::1]:5030');
    expect(slskdAddress({ baseUrl: null, host: null, port: 9 })).toBe('http://127.0.0.1:5030');
  });
});
