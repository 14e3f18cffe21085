import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Transfer } from '../../pipeline/4-download/ports.ts';
import { type Script, type ScriptedDaemon, scriptedDaemon } from './testing/scripted-daemon.ts';

const batchId = '22222222-2222-4222-8222-222222222222';
const path = 'Music\\Album\\a.mp3';
const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function daemon(script: Script, more: Parameters<typeof scriptedDaemon>[1] = {}): Promise<ScriptedDaemon> {
  const made = await scriptedDaemon(script, more);
  open.push(made);
  return made;
}

const wire = (more: object = {}) => ({
  id: 'T1',
  username: 'bob',
  filename: path,
  size: 5,
  state: 'Queued, Locally',
  requestedAt: '2026-01-01T00:00:00.1234567',
  ...more,
});
const listOf = (...files: object[]) => ({ username: 'bob', directories: [{ directory: 'Music\\Album', files }] });
const enqueue = (made: ScriptedDaemon, username = 'bob') =>
  made.slskd.transfers.enqueue({ batchId, username, path, sizeBytes: 5, signal: never });
const batches = 'POST /transfers/downloads/batches';
const legacy = 'POST /transfers/downloads/:user';
const ofUser = 'GET /transfers/downloads/:user';

describe('asking a peer over the batches route (0.26)', () => {
  test('sends our batch id as id and destination, and takes the transfer id from the answer', async () => {
    const made = await daemon({
      [batches]: () => ({ status: 201, json: { batch: { id: batchId, transfers: [wire()] }, failures: [] } }),
    });
    expect(await enqueue(made)).toEqual({ kind: 'accepted', transferId: 't1' });
    const files = [{ filename: path, size: 5 }];
    expect(made.seen.at(-1)?.body).toEqual({ id: batchId, username: 'bob', files, options: { destination: batchId } });
  });

  test('"already in progress" is taken over', async () => {
    const failures = [{ filename: path, message: 'Skipped: Already in progress' }];
    const made = await daemon({
      [batches]: () => ({ status: 200, json: { batch: { id: batchId, transfers: [] }, failures } }),
      [ofUser]: () => ({ json: listOf(wire({ id: 'OLD', state: 'Completed, Errored' }), wire({ id: 'T9' })) }),
    });
    expect(await enqueue(made)).toEqual({ kind: 'already-active', transferId: 't9' });
  });

  test('a failure inside 200 or 207 is a refusal', async () => {
    const failures = [{ filename: path, message: 'Error: Transfer rejected: File not shared.' }];
    const made = await daemon({ [batches]: () => ({ status: 207, json: { batch: { transfers: [] }, failures } }) });
    expect(await enqueue(made)).toMatchObject({ kind: 'refused', code: 'file_not_shared', blame: 'refused' });
  });

  test('404 with words is an offline peer; 404 without is a wrong route', async () => {
    let words: string | undefined = 'User bob appears to be offline';
    const made = await daemon({ [batches]: () => ({ status: 404, json: words }) });
    expect(await enqueue(made)).toMatchObject({ kind: 'peer-offline', sentence: 'User bob appears to be offline' });
    words = undefined;
    await expect(enqueue(made)).rejects.toMatchObject({ code: 'unexpected_status' });
  });

  test('500 is a peer that cannot be reached, unless the file is under way all the same', async () => {
    let active: object[] = [];
    const made = await daemon({
      [batches]: () => ({ status: 500, json: 'Failed to establish a direct or indirect message connection to bob' }),
      [ofUser]: () => (active.length === 0 ? { status: 404 } : { json: listOf(...active) }),
    });
    expect(await enqueue(made)).toMatchObject({ kind: 'refused', code: 'connection_failed', blame: 'failed' });
    active = [wire()];
    expect(await enqueue(made)).toEqual({ kind: 'already-active', transferId: 't1' });
    expect(made.slskd.mood.read().level).toBe(0);
  });

  test("not being logged in is nobody's refusal", async () => {
    const made = await daemon({
      [batches]: () => ({ status: 500, json: 'The server connection must be connected and logged in' }),
    });
    expect(await enqueue(made)).toMatchObject({ kind: 'not-now', code: 'not_logged_in' });
  });

  test('409 adopts what an earlier call with this batch left', async () => {
    const made = await daemon({ [batches]: () => ({ status: 409 }), [ofUser]: () => ({ json: listOf(wire()) }) });
    expect(await enqueue(made)).toEqual({ kind: 'already-active', transferId: 't1' });
  });

  test('429 is patience, and one question goes out at a time', async () => {
    let calls = 0;
    let now = 0;
    let most = 0;
    const made = await daemon({
      [batches]: async () => {
        calls += 1;
        now += 1;
        most = Math.max(most, now);
        await new Promise((done) => setTimeout(done, 5));
        now -= 1;
        return calls < 3 ? { status: 429, json: 'busy' } : { status: 201, json: { batch: { transfers: [wire()] } } };
      },
    });
    const answers = await Promise.all([enqueue(made), enqueue(made), enqueue(made)]);
    expect(answers.every((answer) => answer.kind === 'accepted')).toBe(true);
    expect(most).toBe(1);
  });

  test('an answer that never comes is looked up before it is called a fault', async () => {
    const made = await daemon(
      { [batches]: () => ({ hang: true }), [ofUser]: () => ({ json: listOf(wire()) }) },
      { settings: { enqueueTimeoutMs: 100 } },
    );
    expect(await enqueue(made)).toEqual({ kind: 'already-active', transferId: 't1' });
  });

  test('peers called . or .. cannot be addressed', async () => {
    const made = await daemon({});
    expect(await enqueue(made, '..')).toMatchObject({ kind: 'refused', code: 'unaddressable_peer' });
    expect(made.calls()).toEqual([]);
  });

  test('odd user names travel percent-encoded', async () => {
    const made = await daemon({ 'GET /transfers/downloads/:user/:id': () => ({ json: wire() }) });
    await made.slskd.transfers.find('a/b %?é', 'T1', never);
    expect(made.calls()).toEqual(['GET /transfers/downloads/a%2Fb%20%25%3F%C3%A9/T1']);
  });
});

describe('asking a peer over the legacy route', () => {
  test('0.24 and 0.25 answer with the transfers', async () => {
    const made = await daemon(
      { [legacy]: () => ({ status: 201, json: { enqueued: [wire()], failed: [] } }) },
      { version: '0.24.5.0' },
    );
    expect(await enqueue(made)).toEqual({ kind: 'accepted', transferId: 't1' });
    expect(made.seen.at(-1)?.body).toEqual([{ filename: path, size: 5 }]);
  });

  test('up to 0.23 the answer is empty and the id is looked up by the exact name', async () => {
    const made = await daemon(
      {
        [legacy]: () => ({ status: 201 }),
        [ofUser]: () => ({ json: listOf(wire({ id: 'X', filename: 'Music\\Album\\A.mp3' }), wire()) }),
      },
      { version: '0.22.5' },
    );
    expect(await enqueue(made)).toEqual({ kind: 'accepted', transferId: 't1' });
  });

  test('failed entries may be empty objects: what was not enqueued is not accepted', async () => {
    const made = await daemon(
      { [legacy]: () => ({ status: 201, json: { enqueued: [], failed: [{}] } }), [ofUser]: () => ({ status: 404 }) },
      { version: '0.25.1' },
    );
    expect(await enqueue(made)).toMatchObject({ kind: 'refused', code: 'not_accepted' });
  });

  test('an offline peer may come as 500', async () => {
    const made = await daemon(
      { [legacy]: () => ({ status: 500, json: 'User bob appears to be offline' }), [ofUser]: () => ({ status: 404 }) },
      { version: '0.25.1' },
    );
    expect((await enqueue(made)).kind).toBe('peer-offline');
  });

  test('before 0.24.3 a slash in a name cannot be addressed', async () => {
    const made = await daemon({}, { version: '0.24.2' });
    expect(await enqueue(made, 'a/b')).toMatchObject({ code: 'unaddressable_peer' });
  });
});

describe('looking at transfers', () => {
  test("lists in our words; a failure between two of slskd's own tries is none", async () => {
    const made = await daemon({
      'GET /transfers/downloads': () => ({
        json: [
          listOf(
            wire({ state: 'Completed, Errored', exception: 'Connection failed', attempts: 1 }),
            wire({ id: 'T2', state: 'InProgress', bytesTransferred: 3, averageSpeed: 7.5 }),
          ),
        ],
      }),
    });
    const [first, second] = await made.slskd.transfers.list(never);
    expect(first).toMatchObject({ id: 't1', phase: 'errored', final: false, failure: null });
    expect(first?.requestedAt?.toISOString()).toBe('2026-01-01T00:00:00.123Z');
    expect(second).toMatchObject({ phase: 'moving-bytes', bytesTransferred: 3, averageSpeedBps: 7 });
  });

  test('before 0.26 the same failure is final', async () => {
    const made = await daemon(
      {
        'GET /transfers/downloads': () => ({
          json: [listOf(wire({ state: 'Completed, Errored', exception: 'Connection failed' }))],
        }),
      },
      { version: '0.25.1' },
    );
    expect((await made.slskd.transfers.list(never))[0]).toMatchObject({
      final: true,
      failure: { code: 'connection_failed' },
    });
  });

  test('a peer without transfers answers 404, and so does an unknown transfer', async () => {
    const made = await daemon({});
    expect(await made.slskd.transfers.find('bob', 'T1', never)).toBeNull();
  });

  test('cancelling takes two calls: hiding works only after the end', async () => {
    let polls = 0;
    const made = await daemon({
      'DELETE /transfers/downloads/:user/:id': () => ({ status: 204 }),
      'GET /transfers/downloads/:user/:id': () => {
        polls += 1;
        return { json: wire({ state: polls < 3 ? 'InProgress' : 'Completed, Cancelled' }) };
      },
    });
    await made.slskd.transfers.cancel('bob', 'T1', never);
    const deletes = made.calls().filter((call) => call.startsWith('DELETE'));
    expect(deletes).toEqual([
      'DELETE /transfers/downloads/bob/T1?remove=false',
      'DELETE /transfers/downloads/bob/T1?remove=true',
    ]);
    expect(polls).toBe(3);
  });

  test('cancelling an unknown transfer is harmless although 204 proves nothing', async () => {
    const made = await daemon({ 'DELETE /transfers/downloads/:user/:id': () => ({ status: 204 }) });
    await made.slskd.transfers.cancel('bob', 'T1', never);
  });

  test('a queue position of 500 is "cannot say", never a failure', async () => {
    let status = 500;
    const made = await daemon({
      'GET /transfers/downloads/:user/:id/position': () =>
        status === 500 ? { status, json: 'not active' } : { json: 17 },
    });
    expect(await made.slskd.transfers.position('bob', 'T1', never)).toBeNull();
    status = 200;
    expect(await made.slskd.transfers.position('bob', 'T1', never)).toBe(17);
    expect(made.slskd.mood.read().lastProblem).toBeNull();
  });
});

describe('finding the finished file', () => {
  const transfer: Transfer = {
    id: 't1',
    username: 'bob',
    path,
    sizeBytes: 5,
    phase: 'succeeded',
    final: true,
    bytesTransferred: 5,
    averageSpeedBps: 1,
    queuePosition: null,
    batchId,
    failure: null,
    removed: false,
    requestedAt: new Date(),
  };

  async function place(
    setup: {
      events?: readonly object[];
      files?: Readonly<Record<string, string>>;
      daemonRoot?: string;
      dir?: string;
      version?: string;
      options?: object;
    } = {},
  ) {
    const root = await mkdtemp(join(tmpdir(), 'harmony-slskd-'));
    open.push({ close: () => rm(root, { recursive: true, force: true }) });
    const downloads = join(root, 'downloads');
    await mkdir(downloads);
    for (const [name, content] of Object.entries(setup.files ?? {})) {
      await mkdir(join(downloads, name, '..'), { recursive: true });
      await writeFile(join(downloads, name), content);
    }
    const made = await daemon(
      { 'GET /events': () => (setup.version === '0.21.0' ? { status: 404 } : { json: setup.events ?? [] }) },
      {
        version: setup.version ?? '0.26.0',
        options: { directories: { downloads: setup.daemonRoot ?? '/daemon/downloads' }, ...setup.options },
        settings: { downloadsDir: setup.dir === undefined ? downloads : join(root, setup.dir) },
      },
    );
    const locate = (taken: ReadonlySet<string> = new Set(), of: Transfer = transfer) =>
      made.slskd.transfers.locate(of, { batchId, isTaken: async (local: string) => taken.has(local), signal: never });
    return { made, root, downloads, locate };
  }

  const event = (localFilename: string) => ({
    id: 'e1',
    timestamp: new Date().toISOString(),
    type: 'DownloadFileComplete',
    data: JSON.stringify({ version: 0, localFilename, remoteFilename: path, transfer: { id: 'T1', exception: null } }),
  });

  test("by the event, with the daemon's path mapped to ours", async () => {
    const { locate, downloads } = await place({
      events: [event(`/daemon/downloads/${batchId}/a_638712345678901234.mp3`)],
      files: { [`${batchId}/a_638712345678901234.mp3`]: '12345' },
    });
    expect(await locate()).toEqual({
      kind: 'found',
      localPath: join(downloads, batchId, 'a_638712345678901234.mp3'),
      sizeBytes: 5,
    });
  });

  test('by the event of a daemon on Windows', async () => {
    const { locate } = await place({
      daemonRoot: 'C:\\slskd\\downloads',
      events: [event('C:\\slskd\\downloads\\X\\a.mp3')],
      files: { 'X/a.mp3': '12345' },
    });
    expect(await locate()).toMatchObject({ kind: 'found' });
  });

  test('an event on a later page is found', async () => {
    const noise = Array.from({ length: 100 }, (_, index) => ({
      id: `n${index}`,
      timestamp: new Date().toISOString(),
      type: 'Noop',
      data: '{}',
    }));
    const { root } = await place();
    const downloads = join(root, 'downloads');
    await mkdir(join(downloads, 'X'));
    await writeFile(join(downloads, 'X', 'a.mp3'), '12345');
    const made = await daemon(
      {
        'GET /events': (call) => ({
          json: call.path.includes('offset=0') ? noise : [event('/daemon/downloads/X/a.mp3')],
        }),
      },
      { settings: { downloadsDir: downloads } },
    );
    expect(
      await made.slskd.transfers.locate(transfer, { batchId, isTaken: async () => false, signal: never }),
    ).toMatchObject({
      kind: 'found',
    });
  });

  test("without an event: in the folder of the batch, then by the daemon's pattern", async () => {
    const batch = await place({ files: { [`${batchId}/a.mp3`]: '12345', 'Album/a.mp3': '54321' } });
    expect(await batch.locate()).toMatchObject({ localPath: join(batch.downloads, batchId, 'a.mp3') });
    const restarted = await place({ files: { 'Album/a.mp3': '54321' } });
    expect(await restarted.locate()).toMatchObject({ localPath: join(restarted.downloads, 'Album', 'a.mp3') });
  });

  test('without events at all (before 0.22): by the old naming rule', async () => {
    const { locate } = await place({ version: '0.21.0', files: { 'Album/a.mp3': '12345' } });
    expect(await locate()).toMatchObject({ kind: 'found' });
  });

  test("a file of another size is somebody else's; a renamed copy of the right size is ours", async () => {
    const { locate, downloads } = await place({
      files: { 'Album/a.mp3': 'other size', 'Album/a_638712345678901234.mp3': '12345' },
    });
    expect(await locate()).toMatchObject({ localPath: join(downloads, 'Album', 'a_638712345678901234.mp3') });
  });

  test('a path that belongs to another download is not taken', async () => {
    const { locate, downloads } = await place({ files: { 'Album/a.mp3': '12345' } });
    expect(await locate(new Set([join(downloads, 'Album', 'a.mp3')]))).toMatchObject({ kind: 'absent' });
  });

  test('not there yet is "absent"', async () => {
    const { locate } = await place();
    expect(await locate()).toMatchObject({ kind: 'absent' });
  });

  test('a wrong path mapping is named with both paths and the setting', async () => {
    const { locate } = await place({ events: [event('/daemon/downloads/X/a.mp3')] });
    const where = await locate();
    expect(where).toMatchObject({ kind: 'not-visible', code: 'finished_file_not_visible' });
    expect(where.kind === 'not-visible' && where.sentence).toMatch(
      /\/daemon\/downloads\/X\/a\.mp3.*SLSKD_DOWNLOADS_DIR/,
    );
  });

  test('a downloads folder that does not exist here is named', async () => {
    const { locate } = await place({ dir: 'elsewhere' });
    expect(await locate()).toMatchObject({ kind: 'not-visible', code: 'downloads_folder_missing' });
  });

  test('nothing outside the downloads folder is returned: neither by the event nor by a link', async () => {
    const outside = await place({ events: [event('/etc/passwd')] });
    expect(await outside.locate()).toMatchObject({ kind: 'not-visible', code: 'outside_downloads' });
    const climbing = await place({ events: [event('/daemon/downloads/../../etc/passwd')] });
    expect(await climbing.locate()).toMatchObject({ kind: 'not-visible', code: 'outside_downloads' });
    const linked = await place({ events: [event('/daemon/downloads/X/a.mp3')] });
    await writeFile(join(linked.root, 'secret'), '12345');
    await mkdir(join(linked.downloads, 'X'));
    await symlink(join(linked.root, 'secret'), join(linked.downloads, 'X', 'a.mp3'));
    expect(await linked.locate()).toMatchObject({ kind: 'not-visible', code: 'outside_downloads' });
  });
});

describe('the status for people', () => {
  test('connected, with version, account, shares and folders', async () => {
    const made = await daemon({
      'GET /application': () => ({
        json: {
          version: { current: '0.26.0' },
          server: { state: 'Connected, LoggedIn', isLoggedIn: true },
          user: { username: 'me' },
          shares: { directories: 2, files: 9, scanning: false },
        },
      }),
    });
    expect(await made.slskd.status()).toMatchObject({
      connected: true,
      version: '0.26.0',
      username: 'me',
      shares: { directories: 2, files: 9 },
      downloadsFolder: { daemon: '/daemon/downloads' },
      problem: null,
    });
  });

  test('up but not logged in says what to do', async () => {
    const made = await daemon({
      'GET /application': () => ({
        json: { version: { current: '0.26.0' }, server: { state: 'Disconnected', isLoggedIn: false } },
      }),
    });
    expect(await made.slskd.status()).toMatchObject({ connected: false, problem: { code: 'not_logged_in' } });
  });

  test.each([
    ['a wrong key', { status: 401 }, 'unauthorised', 'SLSKD_API_KEY'],
    ['a wrong base path', { text: '<html></html>', type: 'text/html' }, 'html_instead_of_json', 'address'],
    ['another program', { json: { hello: 1 } }, 'unexpected_shape', 'SLSKD_BASE_URL'],
  ])('%s is named with its remedy', async (_name, reply, code, remedy) => {
    const made = await daemon({ 'GET /application': () => reply });
    expect(await made.slskd.status()).toMatchObject({
      connected: false,
      problem: { code, remedy: expect.stringContaining(remedy) },
    });
  });
});
