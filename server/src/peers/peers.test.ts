import Fastify from 'fastify';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { peerRoutes } from './peers.routes.ts';
import { createPeerStore } from './peers.store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await sql`truncate peers`.execute(database.db);
});
afterAll(() => database.drop());

test('experiences are counted and averaged, and a bad file takes its delivery back', async () => {
  const peers = createPeerStore(database.db);
  await peers.report({ username: 'bob', kind: 'delivered', firstByteS: 10, speedBps: 1000 });
  await peers.report({ username: 'bob', kind: 'delivered', firstByteS: 20, speedBps: 2000 });
  await peers.report({ username: 'bob', kind: 'failed', sentence: 'It broke off.' });
  await peers.report({ username: 'bob', kind: 'bad-file', sentence: 'The file holds no music.' });
  const bob = await peers.find('bob');
  expect(bob).toMatchObject({ delivered: 1, failed: 1, bad_files: 1, refused: 0, speed_bps: 1300 });
  expect(bob?.first_byte_s).toBeCloseTo(13);
  expect(bob?.trust).toBeCloseTo(0.4);
  expect(bob?.sentence).toBe('Has delivered 1 of 3 files. One was bad.');
  expect(bob?.last_failure).toBe('The file holds no music.');
});

test('old experiences fade when they are read and when new ones are added', async () => {
  const { db } = database;
  const peers = createPeerStore(db);
  for (let time = 0; time < 8; time += 1) await peers.report({ username: 'eve', kind: 'failed' });
  const before = (await peers.find('eve'))?.trust ?? 1;
  await sql`update peers set weighed_at = now() - interval '60 days'`.execute(db);
  const after = (await peers.find('eve'))?.trust ?? 0;
  expect([before, after].map((trust) => Math.round(trust * 100))).toEqual([10, 25]);
  await peers.report({ username: 'eve', kind: 'delivered' });
  const row = await db.selectFrom('peers').selectAll().executeTakeFirstOrThrow();
  expect(row.bad_weight).toBeCloseTo(2);
  expect(row.good_weight).toBeCloseTo(1);
  expect(row.failed).toBe(8);
});

test('an experience that is rolled back is forgotten', async () => {
  const peers = createPeerStore(database.db);
  const undone = database.db.transaction().execute(async (trx) => {
    await peers.report({ username: 'bob', kind: 'delivered' }, trx);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await peers.find('bob')).toBeNull();
});

test('the routes page, sort and find peers, also those with odd names', async () => {
  const peers = createPeerStore(database.db);
  const odd = 'a/b ü%';
  for (let time = 0; time < 3; time += 1) await peers.report({ username: odd, kind: 'delivered' });
  await peers.report({ username: 'bob', kind: 'refused' });
  await peers.report({ username: 'al', kind: 'failed' });
  const app = Fastify();
  await app.register(peerRoutes(peers));
  const get = async (url: string) => (await app.inject({ url })).json();
  const names = async (query: string) =>
    (await get(`/peers?${query}`)).items.map((each: { username: string }) => each.username);
  expect(await names('sort=delivered&limit=1')).toEqual([odd]);
  expect(await names('sort=failed&limit=1')).toEqual(['al']);
  expect(await names('sort=username')).toEqual([odd, 'al', 'bob']);
  expect(await names('sort=username&offset=2')).toEqual(['bob']);
  expect((await get('/peers?limit=1')).total).toBe(3);
  expect((await get(`/peers/${encodeURIComponent(odd)}`)).delivered).toBe(3);
  expect((await app.inject({ url: '/peers?sort=worst' })).statusCode).toBe(400);
  expect((await app.inject({ url: '/peers/nobody' })).statusCode).toBe(404);
  await app.close();
});
