import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { openHttpHouse } from '#test/http-house';
import { createWishStore, trackOfRow } from '#wishes';
import { candidateFile } from '../stage/match.store.ts';
import { aliasRoutes, caseRoutes, createAliasBook, createAliasStore, createCaseStore } from './index.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof openHttpHouse>>;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const store = createAliasStore(db);
  const book = createAliasBook(store);
  house = await openHttpHouse([
    aliasRoutes({ store, book }),
    caseRoutes({
      store: createCaseStore(db),
      async wish(id) {
        const [row] = await createWishStore(db).rowsById([id]);
        return row === undefined ? null : trackOfRow(row);
      },
      fileOf: (wishId, candidateId) => candidateFile(db, wishId, candidateId),
      name: (wanted) => book.name(wanted),
    }),
  ]);
});
afterAll(async () => {
  await house.close();
  await database.drop();
});
afterEach(() => sql`truncate wishes, matching_cases, artist_aliases restart identity cascade`.execute(database.db));

async function offer(path: string, title = 'Isobel', artist = 'Björk') {
  const { db } = database;
  const row = { recording_key: title, search_text: '', title, artists: [artist], album: 'Post', duration_ms: 300_500 };
  const wish = await db.insertInto('wishes').values(row).returning('id').executeTakeFirstOrThrow();
  const file = await db
    .insertInto('candidates')
    .values({ wish_id: wish.id, username: 'peer', path, size_bytes: 9_000_000, length_s: 300 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { wish_id: wish.id, candidate_id: file.id };
}
/** What these tests look at; each answer has some of it. */
interface Body {
  readonly id: number;
  readonly items: readonly {
    readonly id: number;
    readonly name: string;
    readonly agrees: boolean;
    readonly files: readonly { readonly reasons: readonly unknown[] }[];
  }[];
  readonly agreeing: number;
  readonly next_after_id: number | null;
  readonly cases: readonly unknown[];
  readonly error: {
    readonly message: string;
    readonly meta: { readonly fields: readonly { readonly name: string }[] };
  };
}
const ask = async (method: string, path: string, body?: unknown) =>
  (await house.ask(method, path, body)) as unknown as { readonly status: number; readonly json: Body };
const report = (body: unknown) => ask('POST', '/matching/cases', body);
const list = (query = '') => ask('GET', `/matching/cases${query}`);
const exported = () => ask('GET', '/matching/cases/export');
const load = (body: unknown) => ask('POST', '/matching/cases/import', body);

const folder = new URL('../cases/', import.meta.url);
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name: name.replace('.json', ''),
    ...(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { lesson: string; files: { path: string }[] }),
  }));

test('a reported file is listed with what is right, what the engine says now, and why', async () => {
  const studio = await offer('Music\\Björk\\Post\\Isobel.flac');
  const done = await report({ ...studio, right: 'other', lesson: ' My copy is a cover! ', note: 'I listened.' });
  expect(done.status).toBe(201);
  const { json } = await list();
  expect(json).toMatchObject({ agreeing: 0, next_after_id: null });
  expect(json.items).toMatchObject([
    {
      id: done.json.id,
      name: 'my-copy-is-a-cover',
      lesson: 'My copy is a cover!',
      note: 'I listened.',
      agrees: false,
      wish: { title: 'Isobel', artists: ['Björk'], album: 'Post', seconds: 300.5 },
      files: [
        { path: 'Music\\Björk\\Post\\Isobel.flac', seconds: 300, verdict: 'reject', said: 'auto', agrees: false },
      ],
    },
  ]);
  expect(json.items[0]?.files[0]?.reasons[0]).toMatchObject({ rule: expect.any(String), sentence: expect.any(String) });
});

test('a name that is learned later makes the engine agree', async () => {
  const file = await offer('Music\\Ada Quist\\Post\\01 Isobel.flac', 'Isobel', 'Zed Morrow');
  await report({ ...file, right: 'same', lesson: 'Her other name' });
  expect((await list()).json).toMatchObject({ agreeing: 0, items: [{ files: [{ verdict: 'auto' }] }] });
  await house.ask('PUT', '/matching/aliases/Zed%20Morrow', { aliases: ['Ada Quist'] });
  expect((await list()).json).toMatchObject({ agreeing: 1, items: [{ files: [{ said: 'auto' }] }] });
});

test('the same report twice is one case, and another of the same lesson has a name of its own', async () => {
  const first = await offer('Björk\\Isobel (Live).mp3');
  const second = await offer('Björk\\Enjoy (Live).mp3', 'Enjoy');
  const ids = [];
  for (const file of [first, first, second])
    ids.push((await report({ ...file, right: 'other', lesson: 'ライブ' })).json.id);
  expect(ids[0]).toBe(ids[1]);
  const { json } = await list();
  expect(json.items.map((each) => each.name)).toEqual(['ライブ', 'ライブ-2']);
  expect(json.agreeing).toBe(2);
});

test('cases outlive their wish, are removed one by one, and come in pages', async () => {
  for (const title of ['One', 'Two', 'Three'])
    await report({ ...(await offer(`Björk\\${title}.mp3`, title)), right: 'same', lesson: title });
  await sql`truncate wishes cascade`.execute(database.db);
  const first = (await list('?limit=2')).json;
  expect(first.items).toHaveLength(2);
  expect((await list(`?limit=2&after_id=${first.next_after_id}`)).json).toMatchObject({
    items: [{ name: 'three' }],
    next_after_id: null,
  });
  const [gone] = first.items;
  expect((await ask('DELETE', `/matching/cases/${gone?.id}`)).status).toBe(204);
  expect((await ask('DELETE', `/matching/cases/${gone?.id}`)).status).toBe(404);
  expect((await list()).json.items).toHaveLength(2);
});

test('the engine’s own cases can be imported as they are, and it agrees with each', async () => {
  expect((await load({ cases: shipped })).json).toEqual({ added: shipped.length, known: 0 });
  const { json } = await list('?limit=200');
  expect(json.items.filter((each) => !each.agrees)).toEqual([]);
  expect(json.agreeing).toBe(shipped.length);
  expect((await exported()).json.cases).toEqual(shipped);
});

test('what was exported is imported elsewhere unchanged, and a second time it is known', async () => {
  await report({ ...(await offer('Björk\\Isobel.mp3')), right: 'same', lesson: 'Plain', note: 'x' });
  const before = (await exported()).json;
  expect((await load(before)).json).toEqual({ added: 0, known: 1 });
  await sql`truncate matching_cases`.execute(database.db);
  expect((await load(before)).json).toEqual({ added: 1, known: 0 });
  expect((await exported()).json).toEqual(before);
});

test('more cases than there is room for are refused', async () => {
  await sql`insert into matching_cases (name, lesson, wish, files)
    select 'n' || n, 'n', '{}', '[]' from generate_series(1, 1000) n`.execute(database.db);
  const { status, json } = await report({ ...(await offer('a.mp3')), right: 'same', lesson: 'One more' });
  expect(status).toBe(409);
  expect(json.error.message).toContain('1000');
});

const right = 'same';
test.each<[string, Record<string, unknown>]>([
  ['wish_id', { candidate_id: 1, right, lesson: 'x' }],
  ['wish_id', { wish_id: -1, candidate_id: 1, right, lesson: 'x' }],
  ['wish_id', { wish_id: 1e30, candidate_id: 1, right, lesson: 'x' }],
  ['candidate_id', { wish_id: 1, candidate_id: 'one', right, lesson: 'x' }],
  ['right', { wish_id: 1, candidate_id: 1, right: 'maybe', lesson: 'x' }],
  ['lesson', { wish_id: 1, candidate_id: 1, right }],
  ['lesson', { wish_id: 1, candidate_id: 1, right, lesson: '  ' }],
  ['lesson', { wish_id: 1, candidate_id: 1, right, lesson: '../..' }],
  ['lesson', { wish_id: 1, candidate_id: 1, right, lesson: 'a\u0000b' }],
  ['lesson', { wish_id: 1, candidate_id: 1, right, lesson: 'x'.repeat(301) }],
  ['note', { wish_id: 1, candidate_id: 1, right, lesson: 'x', note: 'x'.repeat(2001) }],
])('a report with a wrong %s is refused by name: %j', async (field, body) => {
  const { status, json } = await report(body);
  expect(status).toBe(400);
  expect(json.error.meta.fields[0]?.name).toBe(field);
});

test('a wish or a file that is not there is a 404, also a file of another wish', async () => {
  const one = await offer('Björk\\Isobel.mp3');
  const other = await offer('Björk\\Enjoy.mp3', 'Enjoy');
  for (const ids of [{ wish_id: 999_999 }, { candidate_id: 999_999 }, { candidate_id: other.candidate_id }])
    expect((await report({ ...one, ...ids, right, lesson: 'x' })).status).toBe(404);
  expect((await list()).json.items).toEqual([]);
});

const wish = { title: 'T', artists: ['A'], album: null, seconds: null };
const files = [{ path: 'A - T.mp3', seconds: null, verdict: 'auto' }];
test.each<[string, unknown]>([
  ['cases', {}],
  ['cases', { cases: [] }],
  ['cases', { cases: 'x' }],
  ['cases', { cases: Array.from({ length: 1001 }, () => ({ lesson: 'x', wish, files })) }],
  [
    'cases.1.lesson',
    {
      cases: [
        { lesson: 'x', wish, files },
        { lesson: '!?', wish, files },
      ],
    },
  ],
  ['cases.0.wish', { cases: [{ lesson: 'x', files }] }],
  ['cases.0.wish.title', { cases: [{ lesson: 'x', wish: { ...wish, title: 'a\u0000' }, files }] }],
  ['cases.0.wish.artists', { cases: [{ lesson: 'x', wish: { ...wish, artists: 'A' }, files }] }],
  ['cases.0.files', { cases: [{ lesson: 'x', wish, files: [] }] }],
  ['cases.0.files.0.path', { cases: [{ lesson: 'x', wish, files: [{ ...files[0], path: 'x'.repeat(10_001) }] }] }],
  ['cases.0.files.0.verdict', { cases: [{ lesson: 'x', wish, files: [{ ...files[0], verdict: 'good' }] }] }],
  ['cases.0.files.0.rule', { cases: [{ lesson: 'x', wish, files: [{ ...files[0], rule: '<b>' }] }] }],
])('an import with a wrong %s is refused whole', async (field, body) => {
  const { status, json } = await load(body);
  expect(status).toBe(400);
  expect(json.error.meta.fields[0]?.name).toContain(field);
  expect((await exported()).json.cases).toEqual([]);
});

test('empty, endless and broken texts of an import have an answer', async () => {
  const cases = ['', '!!!', 'x'.repeat(10_000), '\ud83c', '\u202e../'].map((text) => ({
    lesson: 'Odd',
    wish: { title: text, artists: [text.slice(0, 1000)], album: text, seconds: 0 },
    files: [{ path: `${text.slice(0, 9000)}.mp3`, seconds: 0, verdict: 'reject' }],
  }));
  expect((await load({ cases })).json).toEqual({ added: 5, known: 0 });
  const { status, json } = await list();
  expect(status).toBe(200);
  expect(json.items).toHaveLength(5);
});
