import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, peer, type SeenSearch, startBench, track } from './testing.ts';

let bench: Bench;
afterEach(() => bench.close());
const world = [
  peer('alice', [
    track('@@abcde\\Music\\AC-DC\\1980 - Back in Black\\06 - Back in Black.opus'),
    track('@@abcde\\Music\\AC-DC\\Live\\Back in Black (live).opus'),
  ]),
  peer(
    'bob',
    [track('Music/AC-DC/Back in Black.opus'), track('Music/AC-DC/locked/Back in Black.opus', { locked: true })],
    { answersAfterMs: 200, queueLength: 40 },
  ),
  peer('carol', [track('音楽\\宇多田ヒカル\\First Love\\04 First Love.opus')], { presence: 'answers-searches-only' }),
];
const start = async (options = {}): Promise<Bench> => {
  bench = await startBench(world, options);
  return bench;
};
const id = '6f2c3a52-6a51-4f10-9d8a-4a61a3d6f001';

describe('searches', () => {
  it('answers 200 with a running row, climbs counters with empty responses, then is complete before it has an end and responses', async () => {
    const { call, until } = await start({ timeScale: 1 });
    const posted = await call('POST', 'searches', { id, searchText: 'back in black', searchTimeout: 1000 });
    expect(posted.status).toBe(200);
    expect(posted.json).toMatchObject({ id, isComplete: false, responses: [] });
    const get = async () => (await call('GET', `searches/${id}?includeResponses=true`)).json as SeenSearch;
    const climbing = await until(get, (row) => row.responseCount > 0);
    expect([climbing.isComplete, climbing.responses]).toEqual([false, []]);
    const gap = await until(get, (row) => row.isComplete);
    expect([gap.state, gap.endedAt, gap.responses]).toEqual(['Completed, TimedOut', undefined, []]);
    const ended = await until(get, (row) => row.endedAt !== undefined);
    expect(ended).toMatchObject({ responseCount: 2, fileCount: 3, lockedFileCount: 1 });
    expect(ended.responses).toHaveLength(2);
    expect((await call('GET', `searches/${id}/responses`)).json).toEqual(ended.responses);
    expect(((await call('GET', 'searches')).json as SeenSearch[])[0]?.responses).toEqual([]);
  });

  it('shows files with the exact path, locked ones apart and never marked, lossless ones without bit rate', async () => {
    bench = await startBench([
      peer('dora', [
        { path: 'M\\x\\song one.flac', audio: { format: 'flac', durationMs: 61_000 } },
        { path: 'M\\x\\song two.mp3', audio: { format: 'mp3', durationMs: 61_000 }, locked: true },
        {
          path: 'M\\x\\song three.mp3',
          audio: { format: 'mp3', durationMs: 61_000 },
          reported: { bitRate: 320, length: null, size: 7 },
        },
      ]),
    ]);
    const { responses } = await bench.searched({ searchText: 'song', searchTimeout: 500 });
    expect(responses[0]).toMatchObject({
      username: 'dora',
      hasFreeUploadSlot: true,
      fileCount: 2,
      lockedFileCount: 1,
      files: [
        { filename: 'M\\x\\song one.flac', code: 1, length: 61, bitDepth: 16, sampleRate: 44_100, isLocked: false },
        { filename: 'M\\x\\song three.mp3', bitRate: 320, size: 7 },
      ],
      lockedFiles: [{ filename: 'M\\x\\song two.mp3', isLocked: false }],
    });
    const [flac, mp3] = (responses[0] as { files: object[] }).files;
    expect('bitRate' in (flac ?? {})).toBe(false);
    expect('length' in (mp3 ?? {})).toBe(false);
  });

  it('matches like the network: every word, any case, whole words, endings by star, exclusions, no folding of accents', async () => {
    bench = await startBench([peer('eve', [track('M\\Beyoncé\\Halo (Live).opus'), track('M\\Beyoncé\\Halo.opus')])]);
    const count = async (searchText: string) => (await bench.searched({ searchText, searchTimeout: 100 })).fileCount;
    expect(await count('BEYONCÉ halo')).toBe(2);
    expect(await count('beyonce halo')).toBe(0);
    expect(await count('hal')).toBe(0);
    expect(await count('*alo')).toBe(2);
    expect(await count('halo -live')).toBe(1);
  });

  it('finds words inside scripts that are written without blanks, and peers that will be offline when asked', async () => {
    await start();
    const { responses } = await bench.searched({ searchText: '宇多田 love', searchTimeout: 100 });
    expect(responses).toMatchObject([{ username: 'carol' }]);
  });

  it('gives nothing for a search with a blocked word', async () => {
    bench = await startBench([], { world: { peers: world, blockedWords: ['black'] } });
    expect((await bench.searched({ searchText: 'back in black', searchTimeout: 100 })).responseCount).toBe(0);
  });

  it('silently drops one-letter words, and refuses a text without any other, leaving an errored row', async () => {
    const { call, searched } = await start();
    // The stored text keeps them, and puts exclusions at the end.
    const found = await searched({ searchText: 'a -live back b black', searchTimeout: 100 });
    expect([found.searchText, found.fileCount]).toEqual(['a back b black -live', 1]);
    const refused = await call('POST', 'searches', { id, searchText: 'a b -live' });
    expect([refused.status, typeof refused.json]).toEqual([400, 'string']);
    expect((await call('GET', `searches/${id}`)).json).toMatchObject({ state: 'Completed, Errored' });
  });

  it.each([
    { searchText: '   ' },
    { searchText: 'back black', id: 'not-a-guid' },
    { searchText: 'back black', id: '6f2c3a526a514f109d8a4a61a3d6f001' },
    { searchText: 'back black', filterResponses: 'true' },
    { searchText: 'back black', searchTimeout: 99_999_999_999 },
    { searchText: 'back black', searchTimeout: 4 },
    { searchText: 'back black', responseLimit: -1 },
    { searchText: 'back black', fileLimit: 'many' },
    {},
  ])('refuses %j with a 400 and a JSON string', async (body) => {
    const { call } = await start();
    const reply = await call('POST', 'searches', body);
    expect([reply.status, typeof reply.json]).toEqual([400, 'string']);
  });

  it('takes milliseconds: a timeout of 15 ends with nothing', async () => {
    await start({ timeScale: 1 });
    expect(await bench.searched({ searchText: 'back in black', searchTimeout: 15 })).toMatchObject({
      responseCount: 0,
    });
  });

  it('takes numbers as strings and names in any case, and ignores unknown properties', async () => {
    await start();
    const row = await bench.searched({
      SEARCHTEXT: 'back in black',
      SearchTimeout: '500',
      responselimit: 1,
      nonsense: true,
    });
    expect(row).toMatchObject({ state: 'Completed, ResponseLimitReached', responseCount: 1 });
  });

  it('stops at the file limit and filters by the peers own queue length', async () => {
    await start();
    const text = { searchText: 'back in black', searchTimeout: 500 };
    expect(await bench.searched({ ...text, responseLimit: 0 })).toMatchObject({ responseCount: 1 });
    expect(await bench.searched({ ...text, fileLimit: 2 })).toMatchObject({
      state: 'Completed, FileLimitReached',
      fileCount: 2,
    });
    expect(await bench.searched({ ...text, maximumPeerQueueLength: 40 })).toMatchObject({ responseCount: 1 });
    expect(await bench.searched({ ...text, maximumPeerQueueLength: 40, filterResponses: false })).toMatchObject({
      responseCount: 2,
    });
  });

  it('accepts one POST at a time and answers 429 as a JSON string without Retry-After; 0.22 has no such limit', async () => {
    const both = () =>
      Promise.all(['one song', 'two song'].map((searchText) => bench.call('POST', 'searches', { searchText })));
    await start({ acceptMs: 300 });
    const replies = await both();
    expect(replies.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([200, 429]);
    const busy = replies.find((each) => each.status === 429);
    expect([typeof busy?.json, busy?.headers.get('retry-after')]).toEqual(['string', null]);
    await bench.close();
    await start({ version: '0.22.5', acceptMs: 300 });
    expect((await both()).map((each) => each.status)).toEqual([200, 200]);
  });

  it('runs two at once; the third is queued and its timeout starts only when it is sent', async () => {
    const { call, until, standIn } = await start({ timeScale: 2 });
    const ids = ['1', '2', '3'].map((n) => id.slice(0, -1) + n);
    for (const each of ids)
      await call('POST', 'searches', { id: each, searchText: 'back in black', searchTimeout: 3000 });
    const get = async (at: number) => (await call('GET', `searches/${ids[at]}`)).json as SeenSearch;
    expect(standIn.control.runningSearches()).toBe(2);
    expect((await get(2)).state).toBe('Queued');
    const third = await until(
      () => get(2),
      (row) => row.endedAt !== undefined,
    );
    expect(third.responseCount).toBe(2);
    expect((await get(0)).endedAt).toBeDefined();
  });

  it('cancels: ends as cancelled with what was heard; cancelling again is 200, an unknown id 404', async () => {
    const { call, until } = await start({ timeScale: 1 });
    await call('POST', 'searches', { id, searchText: 'back in black', searchTimeout: 60_000 });
    const get = async () => (await call('GET', `searches/${id}?includeResponses=true`)).json as SeenSearch;
    await until(get, (row) => row.responseCount > 0);
    expect((await call('PUT', `searches/${id}`)).status).toBe(200);
    const ended = await until(get, (row) => row.endedAt !== undefined);
    expect(ended.state).toBe('Completed, Cancelled');
    expect(ended.responses.length).toBeGreaterThan(0);
    expect((await call('PUT', `searches/${id}`)).status).toBe(200);
    expect((await call('PUT', 'searches/00000000-0000-0000-0000-000000000000')).status).toBe(404);
    expect((await call('GET', 'searches/not-a-guid/responses')).status).toBe(404);
  });

  it('deletes rows with 204 and then 404; deleting a running search does not free its place', async () => {
    const { call, standIn } = await start({ timeScale: 1 });
    await call('POST', 'searches', { id, searchText: 'back in black', searchTimeout: 2000 });
    expect((await call('DELETE', `searches/${id}`)).status).toBe(204);
    expect((await call('DELETE', `searches/${id}`)).status).toBe(404);
    expect(standIn.control.runningSearches()).toBe(1);
    expect((await call('GET', `searches/${id}`)).status).toBe(404);
  });

  it('answers 500 to an id that is taken', async () => {
    const { call } = await start();
    await call('POST', 'searches', { id, searchText: 'back in black' });
    const again = await call('POST', 'searches', { id, searchText: 'back in black' });
    expect([again.status, typeof again.json]).toEqual([500, 'string']);
  });

  it('answers 409 while logged out and leaves an errored row behind', async () => {
    const { call, standIn } = await start();
    standIn.control.disconnect();
    const reply = await call('POST', 'searches', { id, searchText: 'back in black' });
    expect(reply.status).toBe(409);
    expect(reply.json).toContain('must be connected and logged in');
    expect((await call('GET', `searches/${id}`)).json).toMatchObject({ state: 'Completed, Errored', isComplete: true });
  });

  it('finds out about nothing but exclusions before it looks at the link, about single characters after', async () => {
    const { call, standIn } = await start();
    standIn.control.disconnect();
    expect((await call('POST', 'searches', { searchText: '-live -demo' })).status).toBe(400);
    expect((await call('POST', 'searches', { searchText: 'a b' })).status).toBe(409);
  });

  it('ends running searches as errored with what was heard when the link is lost, and connects again by itself', async () => {
    const { call, until, standIn } = await start({ timeScale: 4 });
    await call('POST', 'searches', { id, searchText: 'back in black', searchTimeout: 60_000 });
    const get = async () => (await call('GET', `searches/${id}?includeResponses=true`)).json as SeenSearch;
    await until(get, (row) => row.responseCount > 0);
    standIn.control.dropLink();
    const ended = await until(get, (row) => row.endedAt !== undefined);
    expect(ended.state).toBe('Completed, Errored');
    expect(ended.responses.length).toBeGreaterThan(0);
    await until(
      async () => (await call('GET', 'server')).json as { isLoggedIn: boolean },
      (server) => server.isLoggedIn,
    );
  });

  it('bans the account that searches too fast: message from the server, link lost, 409, and an unread conversation', async () => {
    const { call, until } = await start({ timeScale: 2, searchBudget: { count: 2, perMs: 220_000 } });
    for (let i = 0; i < 3; i++) await call('POST', 'searches', { searchText: 'back in black', searchTimeout: 100 });
    expect((await call('POST', 'searches', { searchText: 'back in black' })).status).toBe(409);
    const messages = (await call('GET', 'conversations/server/messages?unAcknowledgedOnly=true')).json as {
      message: string;
    }[];
    expect(messages[0]?.message).toMatch(/banned for 30 minutes/);
    expect((await call('PUT', 'conversations/server')).status).toBe(200);
    expect((await call('GET', 'conversations/server/messages?unAcknowledgedOnly=true')).json).toEqual([]);
    const events = (await call('GET', 'events')).json as { type: string; data: string }[];
    expect(events.map((each) => each.type)).toContain('SoulseekClientDisconnected');
    const told = events.find((each) => each.type === 'PrivateMessageReceived');
    expect(JSON.parse(told?.data ?? '')).toMatchObject({ message: { username: 'server' } });
    // The daemon tries again by itself and is refused.
    await until(
      async () => (await call('GET', 'server')).json as { state: string },
      (server) => server.state === 'Connecting',
    );
    await until(
      async () => (await call('GET', 'server')).json as { state: string },
      (server) => server.state === 'Disconnected',
    );
  });
});
