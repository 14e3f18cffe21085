import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createLiveFeed, type LiveEvent } from '#activity';
import { type Channel, createChannel } from '#platform/database';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createRelay, type Relay } from '../../wings/relay.ts';

let database: TestDatabase;
let open: { relay: Relay; channel: Channel }[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());
afterEach(async () => {
  for (const { relay, channel } of open) {
    await relay.stop();
    await channel.close();
  }
  open = [];
});

/** One process: what its people see, which wishes it was told of, how often its monitor was called. */
async function startProcess() {
  const heard: { kind: string; value: unknown }[] = [];
  const waiting: (() => void)[] = [];
  const hear = (kind: string, value: unknown): void => {
    heard.push({ kind, value });
    for (const check of waiting) check();
  };
  const feed = createLiveFeed();
  feed.subscribe(({ event, data }: LiveEvent) => hear(event, data));
  const channel = createChannel({
    connection: database.connection,
    name: 'relay_test',
    place: 77,
    onMessage: (text) => relay.receive(text),
    onGap: () => undefined,
    onFault: () => undefined,
  });
  const relay = createRelay({
    send: (text) => channel.send(text),
    feed,
    everyMs: 20,
    onWish: (id) => hear('told of wish', id),
    onWake: () => hear('monitor', null),
    onFault: (error) => hear('fault', error),
  });
  const { alone } = await channel.open();
  if (alone) await channel.settled();
  open.push({ relay, channel });
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (heard.length >= count) resolve();
      };
      waiting.push(check);
      check();
    });
  return { relay, heard, until };
}

test('an event of one process is seen by the people of the other, once, and only once by its own', async () => {
  const here = await startProcess();
  const there = await startProcess();
  here.relay.feed.publish('ingest', { id: 'job_1' });
  there.relay.feed.publish('library', { wish_id: 4 });
  await here.until(2);
  await there.until(2);
  expect(here.heard).toEqual([
    { kind: 'ingest', value: { id: 'job_1' } },
    { kind: 'library', value: { wish_id: 4 } },
  ]);
  expect(there.heard).toHaveLength(2);
});

test('a burst of changed wishes travels as ids, each once, however many', async () => {
  const here = await startProcess();
  const there = await startProcess();
  for (let id = 1; id <= 1000; id += 1) {
    here.relay.wish(id);
    here.relay.wish(id);
  }
  await there.until(1000);
  expect(there.heard.map((entry) => entry.value)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1));
  expect(here.heard).toEqual([]);
});

test('what is too big for a notification goes without its details, and the monitor is called wherever it runs', async () => {
  const here = await startProcess();
  const there = await startProcess();
  here.relay.feed.publish('activity', { type: 'wish', status: 'done', details: { text: 'ü'.repeat(9000) } });
  here.relay.wakeMonitor();
  await there.until(2);
  expect(there.heard).toEqual([
    { kind: 'activity', value: { type: 'wish', status: 'done' } },
    { kind: 'monitor', value: null },
  ]);
});
