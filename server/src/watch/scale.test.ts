import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { releasesOf } from '../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const artists = 5000;

beforeAll(async () => {
  house = await openWatchHouse({
    world: releasesOf([]),
    at: '2026-03-01T09:00:00Z',
    env: { WATCHLIST_MAX_PER_TICK: '100' },
  });
  const now = sql`timestamptz '2026-03-01T09:00:00Z'`;
  await sql`
    insert into artists (artist_key, source, source_id, name, search_text, version, etag, created_at, updated_at)
    select 'spotify:a' || n, 'spotify', 'a' || n, 'Artist ' || n, 'artist ' || n, 'v', 'e', ${now}, ${now}
    from generate_series(1, ${artists}) n`.execute(house.db);
  await sql`insert into artist_identities select source, source_id, id from artists`.execute(house.db);
  await sql`
    insert into artist_watchlist (artist_id, artist_key, priority, watch_since, next_due_at, created_at, updated_at)
    select id, artist_key, id % 7, '2026-01-01', ${now} + make_interval(mins => (id % 1440)::int) - interval '12 hours', ${now}, ${now}
    from artists`.execute(house.db);
  await sql`
    insert into artist_releases (artist_id, artist_key, source, source_id, title, group_key, release_date, release_type, state, out_on,
      found_at, version, etag, created_at, updated_at)
    select id, artist_key, 'spotify', id || '-' || n, 'Record ' || n, 'album|record' || n, day, 'album',
      case when day > '2026-03-01' then 'upcoming' else 'known' end, day, ${now}, 'v', 'e', ${now}, ${now}
    from artists, generate_series(1, 10) n,
      lateral (select to_char(date '2026-03-20' - (n * 97 + id % 60)::int, 'YYYY-MM-DD') as day) d`.execute(house.db);
  await sql`vacuum analyze artists, artist_watchlist, artist_releases, artist_identities`.execute(house.db);
});
afterAll(() => house.close());

test('a look for due artists among 5,000 takes its hundred and reads no table whole that grows with releases', async () => {
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const before = performance.now();
    const result = await house.room.tick();
    times.push(performance.now() - before);
    expect(result.enqueued).toBe(100);
    house.queue.length = 0;
    await house.db
      .updateTable('artist_watchlist')
      .set({ enqueued_at: null, next_due_at: new Date('2026-03-02T00:00:00Z') })
      .where('enqueued_at', 'is not', null)
      .execute();
  }
  const median = times.toSorted((a, b) => a - b)[10] ?? 0;
  process.stdout.write(
    `tick over ${artists} artists: median ${median.toFixed(1)} ms, highest ${Math.max(...times).toFixed(1)} ms\n`,
  );
});

test.each([
  [
    'due entries',
    `select id from artist_watchlist where paused_at is null and next_due_at <= '2026-03-01T09:00:00Z' and (enqueued_at is null or enqueued_at <= '2026-03-01') order by priority desc, next_due_at, id limit 20 for update skip locked`,
    'artist_releases',
  ],
  [
    'announced releases whose day has come',
    `update artist_watchlist set next_due_at = now() where next_due_at >= '2026-03-02' and artist_id in (select artist_id from artist_releases where state = 'upcoming' and inactive_at is null and out_on <= '2026-03-01')`,
    'artist_releases',
  ],
  [
    'the calendar',
    `select r.id from artist_releases r join artist_watchlist w on w.artist_id = r.artist_id join artists a on a.id = r.artist_id where r.inactive_at is null and r.out_on >= '2026-03-01' and r.out_on <= '2026-03-10' order by r.out_on, r.id limit 500`,
    'artist_releases',
  ],
  [
    'what of an artist waits',
    `select id from artist_releases where artist_id = 77 and inactive_at is null and state in ('new', 'upcoming') and (out_on is null or out_on <= '2026-03-01') limit 1`,
    'artist_releases',
  ],
  [
    'an artist’s releases',
    `select * from artist_releases where artist_id = 77 and inactive_at is null order by release_date desc nulls last, updated_at desc, id limit 200`,
    'artist_releases',
  ],
  ['the list', `select * from artist_watchlist order by priority desc, id limit 100`, 'artist_watchlist'],
  ['artists by name', `select * from artists order by name collate "C", id limit 25`, 'artists'],
])('%s: by an index', async (_what, query, table) => {
  const plan = await house.database.pool.query<{ 'QUERY PLAN': string }>(`explain ${query}`);
  const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).not.toContain(`Seq Scan on ${table}`);
});
