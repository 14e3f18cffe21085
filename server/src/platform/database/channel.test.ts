import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { type Channel, createChannel } from './channel.ts';

let database: TestDatabase;
let open: Channel[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());
afterEach(async () => {
  for (const channel of open) await channel.close();
  open = [];
});

function make(name = 'test_channel') {
  const heard: string[] = [];
  const next: ((text: string) => void)[] = [];
  const gap = Promise.withResolvers<void>();
  const channel = createChannel({
    connection: database.connection,
    name,
    place: 99,
    onMessage(text) {
      heard.push(text);
      next.shift()?.(text);
    },
    onGap: () => gap.resolve(),
    onFault: () => undefined,
  });
  open.push(channel);
  return { channel, heard, message: () => new Promise<string>((resolve) => next.push(resolve)), gap: gap.promise };
}

test('the first is alone; who comes later waits until it has settled, and is not', async () => {
  const first = make();
  expect(await first.channel.open()).toEqual({ alone: true });
  const second = make();
  let entered = false;
  const entering = second.channel.open().then((place) => {
    entered = true;
    return place;
  });
  await sql`select pg_sleep(0.2)`.execute(database.db);
  expect(entered).toBe(false);
  await first.channel.settled();
  expect(await entering).toEqual({ alone: false });
  await first.channel.close();
  await second.channel.close();
  expect(await make().channel.open()).toEqual({ alone: true });
});

test('what one sends the others hear', async () => {
  const first = make();
  const second = make();
  await first.channel.open();
  await first.channel.settled();
  await second.channel.open();
  const heard = second.message();
  await first.channel.send('hello');
  expect(await heard).toBe('hello');
});

test('a broken session is made anew, hears again and keeps its place', async () => {
  const first = make();
  await first.channel.open();
  await first.channel.settled();
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'harmony-channel'
    and datname = current_database()`.execute(database.db);
  await first.gap;
  const heard = first.message();
  await sql`select pg_notify('test_channel', 'back')`.execute(database.db);
  expect(await heard).toBe('back');
  expect(await make().channel.open()).toEqual({ alone: false });
});
