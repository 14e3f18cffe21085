import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Transfer } from '../../../pipeline/4-download/ports.ts';
import { batchId, never, path, scriptedDaemons } from '../testing/transfer-scene.ts';

const daemon = scriptedDaemons();
const roots: string[] = [];
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true, force: true });
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
    roots.push(root);
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
