import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

/** Three files of a peer with an endless queue, and more failed downloads than one portion. */

const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Busy Song', artist: 'Busy Band' } } as const;
const files = [1, 2, 3].map((n) => `Shared\\Busy Band - Busy Song ${n}.mp3`);

let house: ApiHouse;
let waiting: number[];
beforeAll(async () => {
  const behaviour = { queue: { positions: 500, msPerPosition: 3_600_000 } };
  house = await openApiHouse({
    peers: [{ username: 'queuer', speedBps: 2_000_000, files: files.map((path) => ({ path, audio, behaviour })) }],
  });
  // of an earlier time: their wishes are gone, and they are no audio, so each is refused when it is tried again
  await sql`insert into downloads (username, filename, state, size_bytes, batch_id)
    select 'gone', 'Old/Artist ' || n || ' - Song ' || n || '.txt', case when n % 2 = 0 then 'failed' else 'cancelled' end, 5000,
      gen_random_uuid() from generate_series(1, 150) n`.execute(house.db);
  const made = await house.post('/download', { username: 'queuer', files: files.map((filename) => ({ filename })) });
  waiting = made.body.downloads.map(({ id }) => id).toSorted((a, b) => b - a);
}, 60_000);
afterAll(() => house.close());

interface Answer {
  readonly matched: number | null;
  readonly taken: number;
  readonly taken_ids: readonly number[];
  readonly refused: readonly { readonly code: string; readonly sentence: string; readonly count: number }[];
  readonly next: number | null;
}
const bulk = async (body: object): Promise<Answer> =>
  (await house.post('/downloads/bulk', body)).body as unknown as Answer;
async function portions(body: object): Promise<Answer[]> {
  const answers = [await bulk(body)];
  for (let next = answers[0]?.next ?? null; next !== null; next = answers.at(-1)?.next ?? null)
    answers.push(await bulk({ ...body, below: next }));
  return answers;
}

test('a filter says how many it means for a deed before anything is done', async () => {
  expect(await bulk({ action: 'cancel', filter: {}, dry_run: true })).toMatchObject({ matched: 3, taken: 0 });
  expect(await bulk({ action: 'retry', filter: {}, dry_run: true })).toMatchObject({ matched: 150 });
  expect(await bulk({ action: 'retry', filter: { status: 'failed' }, dry_run: true })).toMatchObject({ matched: 75 });
  expect(await bulk({ action: 'retry', filter: { query: '15 song' }, dry_run: true })).toMatchObject({ matched: 3 });
  expect(await bulk({ action: 'cancel', filter: { status: 'failed' }, dry_run: true })).toMatchObject({ matched: 0 });
  expect((await house.get('/downloads/stats')).body).toMatchObject({ queued: 3, failed: 75, cancelled: 75 });
});

test('a priority is given to all that match, and to their wishes', async () => {
  const answer = await bulk({ action: 'priority', priority: 100, filter: { query: 'busy song' } });
  expect(answer).toMatchObject({ taken: 3, taken_ids: waiting, refused: [], next: null });
  for (const id of waiting) {
    const { priority, wish_id } = (await house.get(`/download/${id}`)).body;
    expect(priority).toBe(100);
    expect((await house.get(`/wishes/${wish_id}`)).body.priority).toBe(100);
  }
});

test('named ones are stopped; asked again they are left alone with the reason, and each can be tried again', async () => {
  const unknown = 2_000_000_000;
  const old = (await bulk({ action: 'retry', filter: {}, dry_run: true })).matched;
  const ids = [...waiting, unknown];
  expect(await bulk({ action: 'cancel', ids })).toMatchObject({
    taken_ids: waiting,
    refused: [{ code: 'not_found', count: 1 }],
    next: null,
  });
  const again = await bulk({ action: 'cancel', ids: waiting });
  expect(again).toMatchObject({ taken: 0, refused: [{ code: 'ended', sentence: expect.any(String), count: 3 }] });
  expect(await bulk({ action: 'retry', filter: {}, dry_run: true })).toMatchObject({ matched: (old ?? 0) + 3 });
  const back = await bulk({ action: 'retry', ids: waiting });
  expect(back).toMatchObject({ taken_ids: waiting, refused: [] });
  await house.until('/downloads/stats', (body) => (body as unknown as { queued: number }).queued === 3);
});

test('more than one portion is gone through newest first, refusals are counted by reason, and the end is reached', async () => {
  const answers = await portions({ action: 'retry', filter: { query: 'gone old' } });
  expect(answers).toHaveLength(2);
  const refused = answers.flatMap((answer) => answer.refused);
  expect(answers.map(({ taken }) => taken)).toEqual([0, 0]);
  expect(refused.reduce((sum, { count }) => sum + count, 0)).toBe(150);
  expect(new Set(refused.map(({ code }) => code)).size).toBe(1);
});

test.each([
  [{ action: 'retry' }, 'ids'],
  [{ action: 'retry', ids: [1], filter: {} }, 'filter'],
  [{ action: 'priority', ids: [1] }, 'priority'],
  [{ action: 'cancel', ids: [1], priority: 5 }, 'priority'],
  [{ action: 'cancel', ids: [1], dry_run: true }, 'dry_run'],
  [{ action: 'cancel', filter: { status: 'nonsense' } }, 'status'],
  [{ action: 'eat', ids: [1] }, 'action'],
  [{ action: 'cancel', ids: [] }, 'ids'],
  [{ action: 'cancel', ids: [0] }, 'ids'],
  [{ action: 'cancel', ids: Array.from({ length: 101 }, (_, at) => at + 1) }, 'ids'],
  [{ action: 'cancel', filter: { query: 'x'.repeat(201) } }, 'query'],
])('%j is refused, naming %s', async (body, field) => {
  const answer = await house.post('/downloads/bulk', body);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(field);
});
