import { afterEach, describe, expect, test } from 'vitest';
import { settingsWith } from '#test/settings';
import { createSlskd } from './adapter.ts';
import { type ScriptedDaemon, scriptedDaemon } from './testing/scripted-daemon.ts';

const id = '11111111-1111-4111-8111-111111111111';
const signal = new AbortController().signal;
let daemon: ScriptedDaemon | null = null;
afterEach(async () => {
  await daemon?.close();
  daemon = null;
});

const script = {
  'POST /searches': () => ({ json: { id, state: 'Requested' } }),
  'PUT /searches/:id': () => ({}),
  'DELETE /searches/:id': () => ({ status: 204 }),
  'GET /searches/:id/responses': () => ({ json: [] }),
};
const ended = { json: { id, state: 'Completed, TimedOut', isComplete: true, endedAt: '2026-01-01T00:00:10Z' } };

describe('slskd is asked', () => {
  test('at SLSKD_HOST and SLSKD_PORT, unless SLSKD_BASE_URL says otherwise', async () => {
    daemon = await scriptedDaemon({ ...script, 'GET /searches/:id': () => ended });
    const { port } = new URL(daemon.url);
    const ask = async (env: Record<string, string>) => {
      const settings = settingsWith({ SLSKD_POLL_MS: '20', SLSKD_RETRY_MAX: '0', ...env }).slskd;
      const slskd = createSlskd({ settings, onFault: () => undefined, pausesMs: [0] });
      try {
        return (await slskd.search.search({ id, text: 'some song', signal })).kind;
      } finally {
        await slskd.close();
      }
    };
    expect(await ask({ SLSKD_HOST: '127.0.0.1', SLSKD_PORT: port })).toBe('answered');
    const before = daemon.seen.length;
    // nobody is at port 1
    const elsewhere = { SLSKD_HOST: '127.0.0.1', SLSKD_PORT: port, SLSKD_BASE_URL: 'http://127.0.0.1:1' };
    expect(await ask(elsewhere).catch((error: { code: string }) => error.code)).toBe('unreachable');
    expect(daemon.seen).toHaveLength(before);
  });

  test('for as many peers and files as SLSKD_SEARCH_RESPONSE_LIMIT and SLSKD_SEARCH_FILE_LIMIT say', async () => {
    const { searchResponseLimit, searchFileLimit } = settingsWith({
      SLSKD_SEARCH_RESPONSE_LIMIT: '31',
      SLSKD_SEARCH_FILE_LIMIT: '415',
    }).slskd;
    const settings = { searchResponseLimit, searchFileLimit };
    daemon = await scriptedDaemon({ ...script, 'GET /searches/:id': () => ended }, { settings });
    await daemon.slskd.search.search({ id, text: 'some song', signal });
    const body = daemon.seen.find((call) => call.method === 'POST')?.body;
    expect(body).toMatchObject({ responseLimit: 31, fileLimit: 415 });
  });
});

test('a search that slskd does not begin within SLSKD_SEARCH_QUEUE_MAX_MS is stopped and put off', async () => {
  const { searchQueueMaxMs } = settingsWith({ SLSKD_SEARCH_QUEUE_MAX_MS: '100' }).slskd;
  let stopped = false;
  const waits = { json: { id, state: 'Requested', isComplete: false, responseCount: 0 } };
  daemon = await scriptedDaemon(
    {
      ...script,
      'PUT /searches/:id': () => ((stopped = true), {}),
      'GET /searches/:id': () => (stopped ? ended : waits),
    },
    { settings: { searchQueueMaxMs } },
  );
  const answer = await daemon.slskd.search.search({ id, text: 'some song', signal });
  expect([stopped, answer]).toEqual([true, expect.objectContaining({ kind: 'not-now', code: 'daemon_busy' })]);
});
