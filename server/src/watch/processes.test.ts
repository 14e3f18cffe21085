import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { movedClock } from '#test/clock';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { type Child, startChild } from '../../../scripts/demo/processes.ts';
import { createMusicBrainzStandIn } from '../../../stand-ins/musicbrainz/index.ts';
import { mbid } from '../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../stand-ins/worlds/releases.ts';

const child = fileURLToPath(new URL('../../test/watch-house.child.ts', import.meta.url));
const at = '2026-03-01T09:00:00Z';
const clock = movedClock(at);
const releases = ['A', 'B', 'C', 'D', 'E', 'F'];
const songs = releases.flatMap((title) => [`${title} One`, `${title} Two`]);
const standIn = createMusicBrainzStandIn({
  world: releasesOf(releases.map((title) => ({ title, date: '2026-03-01' }))),
  now: () => clock.now(),
  intervalMs: 0,
});
let database: TestDatabase;
let house: WatchHouse;
const children: Child[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await standIn.start();
  house = await openWatchHouse({ world: releasesOf([]), at, beside: { clock, database, standIn } });
});
beforeEach(async () => {
  await sql`truncate artists, wishes, activity_events, musicbrainz_cache, service_paces restart identity cascade`.execute(
    house.db,
  );
  house.queue.length = 0;
  standIn.clearFaults();
  clock.set(at);
  await house.post('/watchlist', { artist_key: `musicbrainz:${mbid('artist', 1)}` });
});
afterAll(async () => {
  for (const each of children) each.process.kill('SIGKILL');
  await house.close();
  await standIn.stop();
  await database.drop();
});

/** Another process that looks at the artist. */
function look(): Child {
  const orders = { connection: database.connection, standInUrl: standIn.url, at };
  const started = startChild(['--no-warnings', child, JSON.stringify(orders)], {});
  children.push(started);
  return started;
}

async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await is()); await new Promise((wake) => setTimeout(wake, 5)))
    if (Date.now() > end) throw new Error('It never came to that.');
}

/** Statements of other processes that wait for a lock, of a table or a row. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    house.db,
  );
  return rows[0]?.n ?? 0;
}

/** Holds a table while `during` runs. */
async function holding(table: string, during: () => Promise<void>): Promise<void> {
  await house.db.transaction().execute(async (trx) => {
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx);
    await during();
  });
}

async function kill(process: Child): Promise<void> {
  const gone = new Promise((resolve) => process.process.once('exit', resolve));
  process.process.kill('SIGKILL');
  await gone;
}

const states = async (): Promise<string[]> => {
  const rows = await house.db.selectFrom('artist_releases').select('state').orderBy('title').execute();
  return rows.map((row) => row.state);
};
const found = async (): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from activity_events where type = 'watchlist'`.execute(house.db);
  return rows[0]?.n ?? 0;
};

/** Every release is wished once and said once. */
async function expectAll(): Promise<void> {
  expect(await states()).toEqual(releases.map(() => 'wished'));
  expect((await house.wishes()).map((wish) => wish.title).toSorted()).toEqual(songs);
  expect(await found()).toBe(releases.length);
}

test('a process that is killed between two releases, and one that is killed while a release becomes wishes, lose nothing and wish nothing twice', async () => {
  // the third release's tracks are asked for, the answer never comes
  standIn.fault({ path: '/release?', after: 2, fault: { kind: 'hang' } });
  const asked = standIn.requests.length;
  const first = look();
  await until(() => standIn.requests.slice(asked).filter(({ path }) => path.includes('/release?')).length === 3);
  await kill(first);
  expect((await states()).filter((state) => state === 'wished')).toHaveLength(2);
  expect(await house.wishes()).toHaveLength(4);

  // wishes are made, their places on the release are not
  await holding('artist_release_tracks', async () => {
    const second = look();
    await until(async () => (await waiting()) === 1);
    await kill(second);
  });
  await until(async () => (await waiting()) === 0);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from wishes where id not in (select wish_id from artist_release_tracks where wish_id is not null)`.execute(
    house.db,
  );
  expect(rows[0]?.n).toBe(0);

  // nobody says that the two are gone: the timer takes the artist again after an hour
  house.queue.length = 0;
  clock.advance(61 * 60_000);
  expect((await house.tick()).enqueued).toBe(1);
  await expectAll();
});

test('two processes that look at the same artist at the same moment wish every release once', async () => {
  const both: Child[] = [];
  await holding('artist_releases', async () => {
    both.push(look(), look());
    await until(async () => (await waiting()) === 2);
  });
  await Promise.all(both.map((each) => each.line((line) => (line === 'done' ? true : null))));
  await expectAll();
});
