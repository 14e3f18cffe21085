import { parse } from 'csv-parse/sync';
import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWishStore, wishExportRoutes } from './index.ts';

let database: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  database = await createTestDatabase();
  app = Fastify();
  await app.register(wishExportRoutes(createWishStore(database.db)));
  await sql`insert into wishes (recording_key, search_text, title, artists, stage, state, created_at)
    select 'k' || n, 'artist ' || n, 'Title ' || n, array['Artist ' || n, 'Guest'], (array['search', 'match', 'download'])[n % 3 + 1],
      (array['queued', 'waiting', 'done'])[n % 2 * 2 + 1], now() - n * interval '1 second' from generate_series(1, 1200) n`.execute(
    database.db,
  );
  await sql`update wishes set title = '=HYPERLINK("http://x")' where recording_key = 'k1'`.execute(database.db);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

it('writes every wish that matches, in the order of the list, whatever their number', async () => {
  const answer = await app.inject('/wishes/export?format=json');
  expect(answer.headers['content-disposition']).toBe('attachment; filename="wishes.json"');
  const all = answer.json<{ title: string; artists: string[]; state: string }[]>();
  expect(all).toHaveLength(1200);
  expect(all[1]).toMatchObject({ title: 'Title 2', artists: ['Artist 2', 'Guest'], state: 'queued' });
  expect((await app.inject('/wishes/export?format=json&state=done&query=artist%201199')).json()).toHaveLength(1);
  expect((await app.inject('/wishes/export?format=json&state=cancelled')).json()).toEqual([]);
});

it('writes a table in which no cell is a formula', async () => {
  const answer = await app.inject('/wishes/export?state=done');
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  const rows = parse<Record<string, string>>(answer.body, { columns: true });
  expect(rows).toHaveLength(600);
  expect(rows[0]).toMatchObject({ title: `'=HYPERLINK("http://x")`, artists: 'Artist 1; Guest', state: 'done' });
});

it('counts by state, and those under way by station', async () => {
  const { body } = await app.inject('/wishes/stats');
  expect(JSON.parse(body)).toEqual({
    by_state: { queued: 600, active: 0, waiting: 0, review: 0, done: 600, cancelled: 0 },
    by_stage: { search: 200, match: 200, download: 200, verify: 0, organise: 0, tag: 0, publish: 0 },
  });
});

it('refuses a state or format that it does not know', async () => {
  expect((await app.inject('/wishes/export?state=lost')).statusCode).toBe(400);
  expect((await app.inject('/wishes/export?format=xml')).statusCode).toBe(400);
});
