import { describe, expect, test } from 'vitest';
import {
  batches,
  batchId,
  enqueue,
  legacy,
  listOf,
  never,
  ofBatch,
  ofUser,
  path,
  scriptedDaemons,
  wire,
} from '../testing/transfer-scene.ts';

const daemon = scriptedDaemons();

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

  test('409 without a transfer is a number that is used up, not a refusal', async () => {
    const ended = { json: { id: batchId, transfers: [] } };
    const made = await daemon({
      [batches]: () => ({ status: 409 }),
      [ofBatch]: () => ended,
      [ofUser]: () => ({ status: 404 }),
    });
    expect(await enqueue(made)).toMatchObject({ kind: 'not-now', code: 'batch_used_up' });
  });

  test('a connection that breaks is no fault: what arrived is taken over, what did not is asked for once more', async () => {
    let arrives = true;
    let asked = 0;
    const made = await daemon({
      [batches]() {
        asked += 1;
        return asked % 2 === 1 ? { drop: true } : { status: 201, json: { batch: { transfers: [wire()] } } };
      },
      [ofBatch]: () =>
        arrives ? { json: { transfers: [wire({ id: 'T7', state: 'Completed, Succeeded' })] } } : { status: 404 },
      [ofUser]: () => ({ status: 404 }),
    });
    expect(await enqueue(made)).toEqual({ kind: 'already-active', transferId: 't7' });
    expect(asked).toBe(1);
    arrives = false;
    asked = 0;
    expect(await enqueue(made)).toEqual({ kind: 'accepted', transferId: 't1' });
    expect(asked).toBe(2);
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
