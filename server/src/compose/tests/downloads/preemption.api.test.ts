import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Song', artist: 'Artist' } } as const;
const names = ['one', 'two', 'three', 'four', 'five'];
const fileOf = (name: string): string => `Shared\\${name} Band - ${name} Song.mp3`;

let house: ApiHouse;

beforeAll(async () => {
  house = await openApiHouse({
    env: { SYNC_WORKER_CONCURRENCY: '1', DOWNLOAD_POLL_MS: '50', DOWNLOAD_POLL_IDLE_MS: '100' },
    // asked for a file they say nothing, so that it holds its place without a byte
    peers: names.map((username) => ({
      username,
      speedBps: 2_000_000,
      files: [{ path: fileOf(username), audio, behaviour: { neverAnswers: true } }],
    })),
  });
});
afterAll(() => house.close());

async function wish(username: string, priority: number): Promise<number> {
  const made = await house.post('/download', { username, files: [{ filename: fileOf(username), priority }] });
  return made.body.download_id ?? 0;
}

const marks = async (): Promise<Record<string, string | null>> => {
  const rows = await house.db
    .selectFrom('downloads')
    .select(['username', 'state', 'transfer_state', 'reason_code'])
    .orderBy('id')
    .execute();
  return Object.fromEntries(
    rows.map((row) => [row.username, row.state === 'cancelled' ? row.reason_code : row.transfer_state]),
  );
};
const settle = (expected: Record<string, string>) =>
  expect.poll(marks, { timeout: 60_000, interval: 50 }).toEqual(expected);

test('SYNC_WORKER_CONCURRENCY is how many downloads are under way; more urgent ones take their places past it, and then those of idle ones', async () => {
  const first = await wish('one', 0);
  await settle({ one: 'requested' });
  await wish('two', 0);
  await settle({ one: 'requested', two: 'waiting' });
  await wish('three', 5);
  await wish('four', 6);
  await settle({ one: 'requested', two: 'waiting', three: 'requested', four: 'requested' });
  // every place is taken, also those for urgent ones
  const last = await wish('five', 6);
  await settle({ one: 'requested', two: 'waiting', three: 'requested', four: 'requested', five: 'waiting' });

  expect((await house.patch(`/download/${last}/priority`, { priority: 9 })).status).toBe(200);
  // the file of "one" gave way: its wish waits for its turn with a new download
  await settle({ one: 'waiting', two: 'waiting', three: 'requested', four: 'requested', five: 'requested' });
  expect((await house.get(`/download/${first}`)).body).toMatchObject({ state: 'cancelled', reason: 'preempted' });
  const { items } = (await house.get('/activity?type=download&status=sync_job_preempted')).body;
  expect(items).toMatchObject([{ details: { download_id: first, username: 'one', reason: { code: 'preempted' } } }]);
  expect(JSON.stringify(items[0])).toContain(`Download ${last} is more urgent (priority 9 over 0)`);
  // the daemon has been told, too
  const stopped = house.standIn.control.requests.filter((each) => each.method === 'DELETE');
  expect(stopped.map((each) => each.path).join(' ')).toContain('/transfers/downloads/one/');
});

test('sync_worker_concurrency among the settings counts from the next look on', async () => {
  const held = async (): Promise<unknown> =>
    (JSON.parse((await house.get('/settings')).text) as { settings: object }).settings;
  expect(await held()).toMatchObject({ sync_worker_concurrency: '1', matching_worker_batch_size: '10' });
  expect((await house.post('/settings', { key: 'sync_worker_concurrency', value: 'many' })).status).toBe(400);
  expect((await house.post('/settings', { key: 'sync_worker_concurrency', value: '5' })).status).toBe(200);
  expect(await held()).toMatchObject({ sync_worker_concurrency: '5' });
  await settle({ one: 'requested', two: 'requested', three: 'requested', four: 'requested', five: 'requested' });
  await house.post('/settings', { key: 'sync_worker_concurrency', value: null });
  expect(await held()).toMatchObject({ sync_worker_concurrency: '1' });
});

test('matching_confidence_threshold among the settings decides what the matching routes call a match', async () => {
  const wanted = { id: 'track-1', name: 'Good Song', artists: [{ name: 'Gray Owls' }], duration_ms: 200_000 };
  const candidate = { id: 'p1', title: 'Good Songs', artist: 'Gray Owls', duration: 200_000 };
  const ask = async (): Promise<{ readonly best_match: object | null; readonly confidence: number }> =>
    JSON.parse(
      (await house.post('/matching/spotify-to-plex', { spotify_track: wanted, candidates: [candidate] })).text,
    );
  await house.post('/settings', { key: 'matching_confidence_threshold', value: '0' });
  const lenient = await ask();
  expect(lenient.best_match).toMatchObject({ id: 'p1' });
  expect(lenient.confidence).toBeLessThan(1);
  await house.post('/settings', { key: 'matching_confidence_threshold', value: '1' });
  expect((await ask()).best_match).toBeNull();
});
