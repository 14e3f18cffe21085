import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Slow Song', artist: 'Gray Owls' } } as const;
const path = 'Music\\Gray Owls\\First Light\\Slow Song.mp3';
const longQueue = { queue: { positions: 500, msPerPosition: 3_600_000 } };

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse({
    env: { SEARCH_TIMEOUT_MS: '6000', MATCH_MIN_BITRATE_KBPS: '0', DOWNLOAD_HEDGE_AFTER_S: '86400' },
    peers: [
      { username: 'first', speedBps: 9_000_000, files: [{ path, audio, behaviour: longQueue }] },
      { username: 'second', speedBps: 1_000_000, files: [{ path, audio, behaviour: longQueue }] },
    ],
  });
  // more than one portion of wishes that nobody offers, until far from now
  await sql`insert into wishes (recording_key, search_text, title, artists, stage, state, reason_code, reason, next_attempt_at)
    select 'k' || n, 'nobody waiting ' || n, 'Waiting ' || n, array['Nobody'], 'search', 'waiting', 'nothing_found', 'Nobody offers it.',
      '2099-01-01' from generate_series(1, 250) n`.execute(house.db);
  await sql`insert into wishes (recording_key, search_text, title, artists, stage, state)
    values ('done', 'nobody filed', 'Filed', array['Nobody'], 'publish', 'done')`.execute(house.db);
});
afterAll(() => house.close());

/** What these tests look at. */
interface Answer {
  readonly matched: number | null;
  readonly taken: number;
  readonly taken_ids: readonly number[];
  readonly anew: number;
  readonly refused: readonly { readonly code: string; readonly sentence: string; readonly count: number }[];
  readonly next: number | null;
}
interface Proof {
  readonly wish: { readonly stage: string; readonly state: string; readonly next_attempt_at: string | null };
  readonly origins: readonly { readonly list: string; readonly name: string | null; readonly line: number }[];
  readonly events: readonly { readonly kind: string; readonly reason: { readonly code: string } | null }[];
  readonly candidates: readonly { readonly id: number; readonly username: string; readonly pinned: boolean }[];
  readonly transfers: readonly { readonly username: string; readonly state: string }[];
}
const bulk = async (body: object): Promise<Answer> =>
  (await house.post('/wishes/bulk', body)).body as unknown as Answer;
const proofOf = async (id: number): Promise<Proof> => (await house.get(`/wishes/${id}/proof`)).body as unknown as Proof;
async function portions(body: object): Promise<Answer[]> {
  const answers = [await bulk(body)];
  for (let next = answers[0]?.next ?? null; next !== null; next = answers.at(-1)?.next ?? null)
    answers.push(await bulk({ ...body, after: next }));
  return answers;
}
const sum = (answers: readonly Answer[]): number => answers.reduce((total, { taken }) => total + taken, 0);
const statesOf = async (): Promise<Record<string, number>> => {
  const rows = await house.db
    .selectFrom('wishes')
    .select(['state', sql<number>`count(*)`.as('n')])
    .where('search_text', 'like', 'nobody waiting%')
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};
const nobody = { state: 'waiting', query: 'nobody waiting' };

test('all that match a filter are counted, cancelled portion by portion, and come back exactly as they waited', async () => {
  expect(await bulk({ action: 'cancel', filter: nobody, dry_run: true })).toMatchObject({ matched: 250, taken: 0 });
  const cancelled = await portions({ action: 'cancel', filter: nobody });
  expect(cancelled.length).toBeGreaterThan(1);
  expect(sum(cancelled)).toBe(250);
  expect(await statesOf()).toEqual({ cancelled: 250 });
  const back = await portions({ action: 'restore', filter: { state: 'cancelled', query: 'nobody waiting' } });
  expect([sum(back), back.reduce((total, { anew }) => total + anew, 0)]).toEqual([250, 0]);
  expect(await statesOf()).toEqual({ waiting: 250 });
  const [one] = back[0]?.taken_ids ?? [];
  const proof = await proofOf(one ?? 0);
  expect(proof.wish).toMatchObject({ stage: 'search', next_attempt_at: '2099-01-01T00:00:00.000Z' });
  expect(proof.events.map(({ kind }) => kind)).toEqual(['cancelled', 'restored']);
});

test('named wishes: those that do not allow it are refused with the reason, the others are changed', async () => {
  const rows = await house.db.selectFrom('wishes').select(['id', 'state']).orderBy('id').execute();
  const filed = rows.find(({ state }) => state === 'done')?.id ?? 0;
  const [first, second] = rows.map(({ id }) => id);
  const answer = await bulk({ action: 'priority', priority: 9, ids: [first, second, filed, 999_999, first] });
  expect(answer).toMatchObject({ taken: 2, taken_ids: [first, second], next: null });
  expect(answer.refused).toEqual([
    { code: 'already_filed', sentence: 'It is filed already.', count: 1 },
    { code: 'not_found', sentence: 'There is no such wish.', count: 1 },
  ]);
  expect((await house.get(`/wishes/${first}`)).body).toMatchObject({ priority: 9, state: 'waiting' });
  expect(await bulk({ action: 'restore', ids: [first] })).toMatchObject({
    taken: 0,
    refused: [{ code: 'nothing_to_take_back', count: 1 }],
  });
});

test('the next try of those that wait can be had now', async () => {
  const [{ id } = { id: 0 }] = await house.db.selectFrom('wishes').select('id').orderBy('id').limit(1).execute();
  expect(await bulk({ action: 'requeue', ids: [id] })).toMatchObject({ taken: 1 });
  const proof = await proofOf(id);
  expect(proof.events.map(({ kind }) => kind)).toContain('requeued');
});

test.each([
  [{ action: 'cancel' }, 'ids'],
  [{ action: 'cancel', ids: [1], filter: {} }, 'filter'],
  [{ action: 'priority', ids: [1] }, 'priority'],
  [{ action: 'cancel', ids: [1], priority: 3 }, 'priority'],
  [{ action: 'cancel', ids: [1], dry_run: true }, 'dry_run'],
  [{ action: 'cancel', ids: [] }, 'ids'],
  [{ action: 'cancel', ids: Array.from({ length: 201 }, (_, at) => at + 1) }, 'ids'],
  [{ action: 'explode', ids: [1] }, 'action'],
  [{ action: 'cancel', filter: { state: 'lost' } }, 'state'],
  [{ action: 'cancel', filter: { list: "import:'; drop table wishes" } }, 'list'],
])('a request that cannot be meant is refused and names the field (%#)', async (body, field) => {
  const answer = await house.post('/wishes/bulk', body);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(field);
});

test('a list narrows the page, the file and a deed for many; the wish knows where it was asked for', async () => {
  const { job_id: job } = (await house.post('/spotify/import/free', { tracks: ['Gray Owls - Slow Song'] }))
    .body as unknown as { job_id: string };
  const list = encodeURIComponent(`import:${job}`);
  const page = (await house.until(
    `/wishes?list=${list}`,
    (body) => (body as unknown as { items: unknown[] }).items.length === 1,
  )) as unknown as { items: { id: number; title: string }[] };
  expect(page.items).toMatchObject([{ title: 'Slow Song' }]);
  expect((await house.get(`/wishes/export?format=json&list=${list}`)).body).toHaveLength(1);
  expect((await house.get('/wishes?list=import:nothing')).body).toMatchObject({ items: [] });
  expect((await house.get('/wishes?list=nonsense')).status).toBe(400);
  expect(await bulk({ action: 'priority', priority: 5, filter: { list: `import:${job}` } })).toMatchObject({
    taken: 1,
  });
  const id = page.items[0]?.id ?? 0;
  expect((await proofOf(id)).origins).toMatchObject([{ list: `import:${job}`, name: null, line: 1 }]);

  // and another candidate is chosen, then the choice is taken back: what the rules rank first is asked again
  await house.until(`/wishes/${id}/proof`, (body) =>
    (body as unknown as Proof).transfers.some(({ state }) => state === 'queued'),
  );
  const other = (await proofOf(id)).candidates.find(({ username }) => username === 'second');
  expect((await house.post(`/wishes/${id}/choose`, { candidate_id: other?.id })).status).toBe(200);
  await house.until(`/wishes/${id}/proof`, (body) =>
    (body as unknown as Proof).transfers.some(({ username, state }) => username === 'second' && state === 'queued'),
  );
  expect(await bulk({ action: 'restore', ids: [id] })).toMatchObject({ taken: 1, anew: 0 });
  const after = (await house.until(`/wishes/${id}/proof`, (body) => {
    const { transfers } = body as unknown as Proof;
    return transfers.at(-1)?.username === 'first' && transfers.at(-1)?.state === 'queued' && transfers.length === 3;
  })) as unknown as Proof;
  expect(after.candidates.some(({ pinned }) => pinned)).toBe(false);
  expect(after.events.map(({ kind }) => kind)).toEqual(['chosen', 'restored']);

  // in haste, too: what one choice began is never taken for what the next step needs
  for (let times = 0; times < 5; times += 1) {
    expect((await house.post(`/wishes/${id}/choose`, { candidate_id: other?.id })).status).toBe(200);
    expect(await bulk({ action: 'restore', ids: [id] })).toMatchObject({ taken: 1 });
  }
  const calm = (await house.until(`/wishes/${id}/proof`, (body) => {
    const { wish, transfers } = body as unknown as Proof;
    return wish.stage === 'download' && wish.state === 'active' && transfers.some(({ state }) => state === 'queued');
  })) as unknown as Proof;
  expect(calm.transfers.filter(({ state }) => state === 'queued').map(({ username }) => username)).toEqual(['first']);
  // and a candidate of nobody stops nothing
  expect((await house.post(`/wishes/${id}/choose`, { candidate_id: 999_999 })).status).toBe(409);
  expect((await proofOf(id)).transfers.filter(({ state }) => state === 'queued')).toHaveLength(1);
});
