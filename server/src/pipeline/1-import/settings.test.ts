import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { settingsWith } from '#test/settings';
import { openHouse } from './cases/house.ts';

const of = (env: Record<string, string>) => settingsWith(env).import;
let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  Object.assign(house.settings, of({}));
  house.queued.length = 0;
  await sql`truncate ingest_jobs, wishes cascade`.execute(house.db);
});
afterAll(() => house.close());

const lines = (count: number): string[] => Array.from({ length: count }, (_, n) => `Artist ${n} - Song ${n}`);

test('FREE_IMPORT_MAX_UPLOAD_TRACKS entries are taken from a file, FREE_MAX_TRACKS_PER_REQUEST lines from a request', async () => {
  Object.assign(house.settings, of({ FREE_IMPORT_MAX_UPLOAD_TRACKS: '12', FREE_MAX_TRACKS_PER_REQUEST: '7' }));
  const left = (answer: Awaited<ReturnType<typeof house.send>>) => [
    answer.body.accepted.tracks,
    answer.body.skipped.tracks,
    answer.body.skipped.reason,
  ];
  expect(left(await house.upload(lines(20).join('\n')))).toEqual([12, 8, 'limit']);
  expect(left(await house.send({ tracks: lines(20) }))).toEqual([7, 13, 'limit']);
});

test.each([
  [{ INGEST_BATCH_SIZE: '4', FREE_BATCH_SIZE: '2' }, 5],
  [{ INGEST_BATCH_SIZE: '4', FREE_BATCH_SIZE: '10' }, 2],
])('wishes are handed over in portions of the larger of %j', async (env, portions) => {
  Object.assign(house.settings, of(env));
  const sent = await house.send({ tracks: lines(20) });
  expect(sent.body.accepted.batches).toBe(portions);
  await house.work();
  // what one transaction wrote has one moment
  const moments = await house.db.selectFrom('wishes').select('created_at').distinct().execute();
  expect(moments).toHaveLength(portions);
});

test("FREE_ACCEPT_USER_URLS takes the old addresses of a user's playlists", async () => {
  const url = `https://open.spotify.com/user/mira/playlist/${'c'.repeat(22)}`;
  const send = async () => {
    const answer = await fetch(`${house.base}/spotify/free/links`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url }),
    });
    return ((await answer.json()) as { accepted: readonly unknown[] }).accepted.length;
  };
  expect(await send()).toBe(0);
  Object.assign(house.settings, of({ FREE_ACCEPT_USER_URLS: 'true' }));
  expect(await send()).toBe(1);
});
