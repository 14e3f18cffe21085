import { afterEach, describe, expect, test } from 'vitest';
import { ServiceFault } from '#platform/outbound';
import { type Script, type ScriptedDaemon, scriptedDaemon } from './testing/scripted-daemon.ts';

const id = '11111111-1111-4111-8111-111111111111';
const open: ScriptedDaemon[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function daemon(script: Script, more: Parameters<typeof scriptedDaemon>[1] = {}): Promise<ScriptedDaemon> {
  const made = await scriptedDaemon(
    {
      'POST /searches': () => ({ json: { id, state: 'Requested' } }),
      'PUT /searches/:id': () => ({}),
      'DELETE /searches/:id': () => ({ status: 204 }),
      'GET /searches/:id': () => ended(1),
      'GET /searches/:id/responses': () => ({ json: [peer('bob', ['M\\a.mp3'])] }),
      ...script,
    },
    more,
  );
  open.push(made);
  return made;
}

const ask = (made: ScriptedDaemon, signal: AbortSignal = new AbortController().signal) =>
  made.slskd.search.search({ id, text: 'some song', signal });
const endedAt = '2026-01-01T00:00:10Z';
const ended = (responseCount: number, state = 'Completed, TimedOut') => ({
  json: { id, state, isComplete: true, endedAt, responseCount, fileCount: responseCount },
});
const running = (responseCount = 0, state = 'InProgress') => ({
  json: { id, state, isComplete: false, responseCount },
});
const peer = (username: string, names: readonly string[], more: object = {}) => ({
  username,
  hasFreeUploadSlot: true,
  uploadSpeed: 1000,
  queueLength: 0,
  files: names.map((filename) => ({ filename, size: 5_000_000, bitRate: 320, length: 200 })),
  ...more,
});

describe('a search', () => {
  test('is sent with milliseconds, our own id, limits and the key, and is deleted afterwards', async () => {
    const made = await daemon({});
    const answer = await ask(made);
    expect(answer).toMatchObject({
      kind: 'answered',
      responseCount: 1,
      files: [{ username: 'bob', path: 'M\\a.mp3', extension: 'mp3', lengthS: 200, bitrateKbps: 320, freeSlot: true }],
    });
    const post = made.seen.find((call) => call.method === 'POST');
    expect(post?.body).toMatchObject({ id, searchText: 'some song', searchTimeout: 10_000, filterResponses: true });
    expect(post?.headers['x-api-key']).toBe('a-key-of-sixteen-characters');
    expect(made.calls().at(-1)).toBe(`DELETE /searches/${id}`);
  });

  test('waits for endedAt, not for isComplete', async () => {
    let polls = 0;
    const made = await daemon({
      'GET /searches/:id': () => {
        polls += 1;
        return polls < 4
          ? { json: { id, state: 'Completed, TimedOut', isComplete: true, responseCount: 1 } }
          : ended(1);
      },
      'GET /searches/:id/responses': () => ({ json: polls < 4 ? [] : [peer('bob', ['a.mp3'])] }),
    });
    expect(await ask(made)).toMatchObject({ kind: 'answered', files: [{ path: 'a.mp3' }] });
    expect(polls).toBe(4);
  });

  test('asks again when responses were counted but the list is still empty', async () => {
    let reads = 0;
    const made = await daemon({
      'GET /searches/:id/responses': () => {
        reads += 1;
        return { json: reads < 3 ? [] : [peer('bob', ['a.mp3'])] };
      },
    });
    expect(await ask(made)).toMatchObject({ files: [{ path: 'a.mp3' }] });
    expect(reads).toBe(3);
  });

  test('TimedOut is the normal end, and nothing found is an answer', async () => {
    const made = await daemon({
      'GET /searches/:id': () => ended(0),
      'GET /searches/:id/responses': () => ({ json: [] }),
    });
    expect(await ask(made)).toEqual({ kind: 'answered', responseCount: 0, fileCount: 0, files: [], complete: true });
  });

  test.each(['Completed, ResponseLimitReached', 'Completed, FileLimitReached', 'Completed, Cancelled'])(
    '“%s” is an answer that was cut off',
    async (state) => {
      const made = await daemon({
        'GET /searches/:id': () => ended(0, state),
        'GET /searches/:id/responses': () => ({ json: [] }),
      });
      expect(await ask(made)).toMatchObject({ kind: 'answered', complete: false });
    },
  );

  test('merges a peer who answers twice and takes the extension from the name', async () => {
    const files = [{ filename: 'x\\B.FLAC', size: 9, extension: '' }];
    const made = await daemon({
      'GET /searches/:id/responses': () => ({
        json: [peer('bob', ['a.mp3']), peer('bob', ['a.mp3']), peer('eve', [], { files })],
      }),
    });
    const answer = await ask(made);
    expect(answer.kind === 'answered' && answer.files.map((file) => [file.username, file.extension])).toEqual([
      ['bob', 'mp3'],
      ['eve', 'flac'],
    ]);
  });

  test('a name is never normalised: it is the key for downloading', async () => {
    const name = 'Mu\u0308nchen \\ a  b/c.mp3';
    const made = await daemon({ 'GET /searches/:id/responses': () => ({ json: [peer('bob', [name])] }) });
    const answer = await ask(made);
    expect(answer.kind === 'answered' && answer.files[0]?.path).toBe(name);
  });

  test('429 is patience, not failure', async () => {
    let posts = 0;
    const made = await daemon({
      'POST /searches': () => {
        posts += 1;
        return posts < 4 ? { status: 429, json: 'Only one concurrent operation is permitted' } : { json: { id } };
      },
    });
    expect((await ask(made)).kind).toBe('answered');
    expect(made.slskd.mood.read()).toMatchObject({ level: 0, lastProblem: null });
  });

  test('only one POST is under way at a time', async () => {
    let now = 0;
    let most = 0;
    const made = await daemon({
      'POST /searches': async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((done) => setTimeout(done, 10));
        now -= 1;
        return { json: { id } };
      },
    });
    await Promise.all([ask(made), ask(made), ask(made)]);
    expect(most).toBe(1);
  });

  test('409 is "not now", and the row it leaves behind is deleted', async () => {
    const made = await daemon({
      'POST /searches': () => ({ status: 409, json: 'The server connection must be connected and logged in' }),
    });
    expect(await ask(made)).toMatchObject({ kind: 'not-now', code: 'not_logged_in' });
    expect(made.calls()).toContain(`DELETE /searches/${id}`);
  });

  test('400 means that the question can never be asked', async () => {
    const made = await daemon({
      'POST /searches': () => ({ status: 400, json: 'Search text must contain more than one character' }),
    });
    expect(await ask(made)).toMatchObject({
      kind: 'refused',
      sentence: 'Search text must contain more than one character',
    });
  });

  test('a running search beyond our own limit is stopped, its answers so far are used', async () => {
    let stopped = false;
    const made = await daemon(
      {
        'GET /searches/:id': () => (stopped ? ended(1, 'Completed, Cancelled') : running(1)),
        'PUT /searches/:id': () => {
          stopped = true;
          return {};
        },
      },
      { settings: { searchMaxMs: 30 } },
    );
    expect(await ask(made)).toMatchObject({ kind: 'answered', files: [{ path: 'M\\a.mp3' }] });
  });

  test("waiting in slskd's own queue does not count as running", async () => {
    let polls = 0;
    const made = await daemon(
      {
        'GET /searches/:id': () => {
          polls += 1;
          return polls < 12 ? running(0, 'Queued') : ended(1);
        },
      },
      { settings: { searchMaxMs: 20 } },
    );
    expect((await ask(made)).kind).toBe('answered');
    expect(made.calls()).not.toContain(`PUT /searches/${id}`);
  });

  test('a restart that empties the counters is not "nothing found"', async () => {
    let polls = 0;
    const made = await daemon({
      'GET /searches/:id': () => {
        polls += 1;
        return polls < 3 ? running(7) : ended(0);
      },
    });
    expect(await ask(made)).toMatchObject({ kind: 'not-now', code: 'search_lost' });
  });

  test('a daemon that forgot the search (volatile, restarted) is not "nothing found" either', async () => {
    const made = await daemon({ 'GET /searches/:id': () => ({ status: 404 }) });
    expect(await ask(made)).toMatchObject({ kind: 'not-now', code: 'search_lost' });
  });

  test('short outages while polling are sat out', async () => {
    let polls = 0;
    const made = await daemon({
      'GET /searches/:id': () => {
        polls += 1;
        return polls < 4 ? { drop: true } : ended(1);
      },
    });
    expect((await ask(made)).kind).toBe('answered');
  });

  test('Errored without answers is "not now"', async () => {
    const made = await daemon({ 'GET /searches/:id': () => ended(0, 'Completed, Errored') });
    expect(await ask(made)).toMatchObject({ kind: 'not-now', code: 'search_errored' });
  });

  test('a POST whose answer was lost is traced by our id instead of being sent twice', async () => {
    const made = await daemon({ 'POST /searches': () => ({ drop: true }) });
    expect((await ask(made)).kind).toBe('answered');
    expect(made.seen.filter((call) => call.method === 'POST')).toHaveLength(1);
  });

  test('who gives up leaves no running search behind: stop, then delete', async () => {
    const stop = new AbortController();
    let stopped = false;
    const made = await daemon({
      'GET /searches/:id': () => {
        if (!stop.signal.aborted) stop.abort();
        return stopped ? ended(0, 'Completed, Cancelled') : running();
      },
      'PUT /searches/:id': () => {
        stopped = true;
        return {};
      },
    });
    await expect(ask(made, stop.signal)).rejects.toMatchObject({ code: 'aborted' });
    const calls = made.calls();
    expect(calls.indexOf(`PUT /searches/${id}`)).toBeGreaterThan(0);
    expect(calls.at(-1)).toBe(`DELETE /searches/${id}`);
  });

  test('abandoning an id that was never used is harmless', async () => {
    const made = await daemon({
      'PUT /searches/:id': () => ({ status: 404 }),
      'GET /searches/:id': () => ({ status: 404 }),
      'DELETE /searches/:id': () => ({ status: 404 }),
    });
    await made.slskd.search.abandon(id, new AbortController().signal);
    expect(made.faults).toEqual([]);
  });

  test.each([
    ['a web page', { text: '<!doctype html><html>', type: 'text/html' }, 'html_instead_of_json'],
    ['JSON cut short', { text: '{"id": "1', type: 'application/json' }, 'bad_json'],
    ['401', { status: 401 }, 'unauthorised'],
    ['403', { status: 403 }, 'forbidden'],
    ['500', { status: 500, json: 'Boom' }, 'service_error'],
    ['silence', { hang: true } as const, 'timeout'],
  ])('%s as the answer is a fault with a remedy', async (_name, reply, code) => {
    const made = await daemon(
      { 'POST /searches': () => reply, 'GET /searches/:id': () => ({ status: 404 }) },
      { settings: { timeoutMs: 150 } },
    );
    const fault = await ask(made).then(
      () => null,
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(ServiceFault);
    expect(fault).toMatchObject({ code, remedy: expect.stringMatching(/\w{3}/) });
  });
});
