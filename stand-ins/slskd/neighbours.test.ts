import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, peer, startBench, track } from './testing.ts';

let bench: Bench;
afterEach(() => bench.close());
const album = [
  track('@@abcde\\Band\\Album\\01 a.opus'),
  track('@@abcde\\Band\\Album\\02 b.opus'),
  track('@@abcde\\Band\\Other\\x.opus', { locked: true }),
];
const start = async (options = {}): Promise<Bench> => {
  bench = await startBench(
    [peer('alice', album, { description: 'hello' }), peer('gone', album, { presence: 'offline' })],
    options,
  );
  return bench;
};

describe('users', () => {
  it('tells status, endpoint and info; offline is a status for one route and a 404 with a sentence for the others', async () => {
    const { call } = await start();
    expect((await call('GET', 'users/alice/status')).json).toEqual({ isPrivileged: false, presence: 'Online' });
    expect((await call('GET', 'users/gone/status')).json).toMatchObject({ presence: 'Offline' });
    expect((await call('GET', 'users/alice/endpoint')).json).toMatchObject({ addressFamily: 'InterNetwork' });
    expect((await call('GET', 'users/alice/info')).json).toMatchObject({
      description: 'hello',
      hasFreeUploadSlot: true,
    });
    const offline = await call('GET', 'users/gone/info');
    expect([offline.status, offline.json]).toEqual([404, 'User gone appears to be offline']);
  });

  it('lists a directory as an array with bare names; the key for enqueueing is directory, separator, name', async () => {
    const { call } = await start();
    const reply = await call('POST', 'users/alice/directory', { directory: '@@abcde\\Band\\Album' });
    expect(reply.json).toMatchObject([
      { name: '@@abcde\\Band\\Album', fileCount: 2, files: [{ filename: '01 a.opus' }, { filename: '02 b.opus' }] },
    ]);
    expect((await call('POST', 'users/alice/directory', { directory: '' })).status).toBe(400);
    expect((await call('POST', 'users/alice/directory', { directory: 'nothing' })).status).toBe(500);
  });

  it('browses everything with locked directories apart, and remembers the progress for a while', async () => {
    const { call } = await start();
    expect((await call('GET', 'users/alice/browse/status')).status).toBe(404);
    const { json } = await call('GET', 'users/alice/browse');
    expect(json).toMatchObject({
      directoryCount: 1,
      lockedDirectoryCount: 1,
      lockedDirectories: [{ name: '@@abcde\\Band\\Other' }],
    });
    expect((await call('GET', 'users/alice/browse/status')).json).toMatchObject({ percentComplete: 100 });
  });
});

describe('the files API', () => {
  it('lists flat, deletes only when allowed, and needs standard base64', async () => {
    const { call, standIn } = await start({ remoteFileManagement: true });
    mkdirSync(join(standIn.downloads, 'a', 'b'), { recursive: true });
    writeFileSync(join(standIn.downloads, 'a', 'b', 'x.mp3'), 'xyz');
    const { json } = await call('GET', 'files/downloads/directories?recursive=true');
    expect(json).toMatchObject({ files: [{ fullName: 'a/b/x.mp3', length: 3 }] });
    expect((json as { directories: { fullName: string }[] }).directories.map((each) => each.fullName)).toEqual([
      'a',
      'a/b',
    ]);
    const b64 = (path: string): string => Buffer.from(path).toString('base64');
    expect((await call('GET', `files/downloads/directories/${b64('a/b')}`)).json).toMatchObject({
      files: [{ fullName: 'x.mp3' }],
    });
    expect((await call('GET', `files/downloads/directories/${b64('nope')}`)).status).toBe(404);
    expect((await call('GET', `files/downloads/directories/${b64('../..')}`)).status).toBe(500);
    expect((await call('DELETE', `files/downloads/files/${b64('a/b/x.mp3')}`)).status).toBe(204);
    expect(existsSync(join(standIn.downloads, 'a', 'b', 'x.mp3'))).toBe(false);
    expect((await call('DELETE', `files/downloads/files/${b64('a/b/x.mp3')}`)).status).toBe(204);
    expect((await call('DELETE', `files/downloads/directories/${b64('a')}`)).status).toBe(204);
    await bench.close();
    await start();
    expect((await bench.call('DELETE', `files/downloads/files/${b64('x')}`)).status).toBe(403);
  });
});

describe('uploads, shares and events', () => {
  it('lists uploads in the shape of downloads and cancels them', async () => {
    const { call, standIn } = await start();
    expect((await call('GET', 'transfers/uploads')).json).toEqual([]);
    standIn.control.addUpload({ username: 'taker', filename: 'music\\x.flac', size: 10 });
    const { json } = await call('GET', 'transfers/uploads/taker');
    const row = (json as { directories: { directory: string; files: { id: string; direction: string }[] }[] })
      .directories[0];
    expect(row).toMatchObject({ directory: 'music', files: [{ direction: 'Upload' }] });
    expect((await call('DELETE', `transfers/uploads/taker/${row?.files[0]?.id}`)).status).toBe(204);
    expect((await call('GET', `transfers/uploads/taker/${row?.files[0]?.id}`)).json).toMatchObject({
      state: 'Completed, Cancelled',
    });
    expect((await call('GET', 'transfers/downloads')).json).toEqual([]);
    expect((await call('GET', `transfers/downloads/taker/${row?.files[0]?.id}`)).status).toBe(404);
  });

  it('starts a rescan with 200 and cancels it with 204, else 404', async () => {
    const { call } = await start({ timeScale: 1 });
    expect((await call('DELETE', 'shares')).status).toBe(404);
    expect((await call('PUT', 'shares')).status).toBe(200);
    expect((await call('DELETE', 'shares')).status).toBe(204);
    expect((await call('GET', 'shares')).json).toMatchObject({ local: [{ alias: 'music' }] });
  });

  it('pages events newest first with a total, and stores sample events with an all-zero transfer', async () => {
    const { call } = await start();
    for (const mark of ['one', 'two', 'three']) {
      expect((await call('POST', 'events/downloadfilecomplete', mark)).status).toBe(201);
    }
    const page = await call('GET', 'events?offset=1&limit=1');
    const [event] = page.json as { data: string; type: string }[];
    expect([page.headers.get('x-total-count'), (page.json as unknown[]).length]).toEqual(['3', 1]);
    expect(JSON.parse(event?.data ?? '')).toMatchObject({
      version: 0,
      transfer: { id: '00000000-0000-0000-0000-000000000000', batchId: null },
    });
    expect((await call('GET', 'events?limit=0')).status).toBe(400);
    expect((await call('GET', 'events?offset=-1')).status).toBe(400);
    expect((await call('POST', 'events/Nonsense', 'x')).status).toBe(400);
    expect((await call('GET', 'events?offset=x')).status).toBe(200);
    expect((await call('POST', 'events/Noop', { not: 'a string' })).status).toBe(201);
  });

  it('keeps conversations and closes them', async () => {
    const { call } = await start();
    expect((await call('GET', 'conversations/bob')).status).toBe(404);
    expect((await call('POST', 'conversations/bob', 'hi')).status).toBe(201);
    expect((await call('GET', 'conversations/bob')).json).toMatchObject({
      username: 'bob',
      messages: [{ direction: 'Out', message: 'hi' }],
    });
    expect((await call('DELETE', 'conversations/bob')).status).toBe(204);
    expect((await call('GET', 'conversations')).json).toEqual([]);
    expect((await call('GET', 'conversations?includeInactive=true')).json).toHaveLength(1);
  });
});
