import { describe, expect, test } from 'vitest';
import { listOf, never, scriptedDaemons, wire } from '../testing/transfer-scene.ts';

const daemon = scriptedDaemons();

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
