import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { trackOfRow, type Wish } from '#wishes';
import { judge } from '../match.ts';
import { defaultQualityProfile } from '../quality.ts';
import { createMatchStage, type KnownPeer } from './match.stage.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await sql`truncate wishes, searches, candidates, downloads restart identity cascade`.execute(database.db);
});
afterAll(() => database.drop());

async function scene(known: Readonly<Record<string, KnownPeer>>, canSearchOn = false) {
  const { db } = database;
  const row = await db
    .insertInto('wishes')
    .values({ recording_key: 'k', search_text: '', title: 'Teardrop', artists: ['Massive Attack'], stage: 'match' })
    .returningAll()
    .executeTakeFirstOrThrow();
  const path = 'Music\\Massive Attack\\Mezzanine\\Massive Attack - Teardrop.flac';
  await db
    .insertInto('candidates')
    .values(
      ['al', 'bob', 'cy'].map((username) => ({ wish_id: row.id, username, path, size_bytes: 1e6, extension: 'flac' })),
    )
    .execute();
  const wish: Wish = {
    id: row.id,
    track: trackOfRow(row),
    stage: 'match',
    state: 'active',
    cause: null,
    priority: 0,
    attempts: 0,
    revision: 1,
    libraryFileId: null,
  };
  const stage = createMatchStage({
    db,
    judge: (wanted, files, memory) => judge(wanted, files, defaultQualityProfile, memory),
    peers: async () => new Map(Object.entries(known)),
    canSearchOn: async () => canSearchOn,
  });
  return {
    db,
    async run() {
      const outcome = await stage.run(wish, { signal: new AbortController().signal, jobId: 'j' });
      await db.transaction().execute(async (trx) => outcome.commit?.(trx));
      return outcome;
    },
    ranked: () => db.selectFrom('candidates').selectAll().orderBy('rank').execute(),
  };
}

const recordSaid = (sentence: string) => ({ code: 'peer_record', facts: {}, sentence });

test('of equal copies the peer that kept its word comes first, the one that failed last, and the reason says so', async () => {
  const it = await scene({
    al: { trust: 0.2, record: recordSaid('Has delivered 0 of 3 files.') },
    cy: { trust: 0.8, record: recordSaid('Has delivered 4 of 4 files.') },
  });
  expect((await it.run()).kind).toBe('next');
  const ranked = await it.ranked();
  expect(ranked.map((each) => each.username)).toEqual(['cy', 'bob', 'al']);
  expect(JSON.stringify(ranked[0]?.reasons)).toContain('Has delivered 4 of 4 files.');
});

test.each([
  ['goes back to search at once while questions are unasked', true, 'back'],
  ['waits when everything was asked', false, 'wait'],
])('when every right peer failed, the wish %s', async (_name, canSearchOn, kind) => {
  const it = await scene({}, canSearchOn);
  await sql`update candidates set outcome = 'failed'`.execute(it.db);
  expect((await it.run()).kind).toBe(kind);
});
