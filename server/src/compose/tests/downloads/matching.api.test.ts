import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const tagged = (title: string) => ({ format: 'mp3', durationMs: 4000, tags: { title, artist: 'Gray Owls' } }) as const;
const file = (title: string) => ({ path: `Music\\Gray Owls\\First Light\\${title}.mp3`, audio: tagged(title) });

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse({
    env: { SEARCH_TIMEOUT_MS: '6000', MATCH_MIN_BITRATE_KBPS: '0' },
    peers: [
      { username: 'giver', speedBps: 2_000_000, files: [file('Good Song'), file('Other Song')] },
      {
        username: 'breaker',
        speedBps: 9_000_000,
        files: [{ ...file('Good Song'), behaviour: { failAtPercent: 40 } }],
      },
    ],
  });
});
afterAll(() => house.close());

/** What these tests look at; each answer has some of it. */
interface Seen {
  readonly id: number;
  readonly job_id: string;
  readonly wish_id: number;
  readonly ok: boolean;
  readonly type: string;
  readonly kind: string;
  readonly state: string;
  readonly username: string;
  readonly errors: readonly unknown[];
  readonly items: readonly Seen[];
  readonly metadata: { readonly username: string };
  readonly wish: unknown;
  readonly searches: readonly unknown[];
  readonly candidates: readonly (Seen & { readonly reasons: readonly unknown[] })[];
  readonly transfers: readonly (Seen & { readonly finished_at: string | null; readonly created_at: string })[];
  readonly verified: readonly unknown[];
  readonly file: { readonly path: string; readonly tags: unknown };
  readonly moves: readonly Seen[];
  readonly reason_code: string | null;
}
const seen = (answer: { readonly body: unknown }): Seen => answer.body as Seen;
async function imported(...lines: string[]): Promise<readonly Seen[]> {
  const { job_id } = seen(await house.post('/spotify/import/free', { tracks: lines }));
  const body = await house.until(`/spotify/import/jobs/${job_id}/items`, (now) =>
    seen({ body: now }).items.every(({ state }) => state !== 'registered' && state !== 'normalized'),
  );
  return seen({ body }).items;
}

async function one(line: string): Promise<Seen> {
  const [item] = await imported(line);
  if (item === undefined) throw new Error('The import has no line.');
  return item;
}

test('Smart Search asks the network once for all pages and shows the library beside it', async () => {
  const first = seen(await house.post('/search', { query: 'Gray Owls - Good Song' }));
  expect(first.ok).toBe(true);
  expect(first.errors).toMatchObject([{ source: 'spotify', reason: 'not_configured' }]);
  expect(first.items.map((each) => each.metadata.username).sort()).toEqual(['breaker', 'giver']);
  expect(first.items[0]).toMatchObject({
    title: 'Good Song',
    artist: 'Gray Owls',
    album: 'First Light',
    metadata: { verdict: 'auto' },
  });
  const searches = async () => (await house.db.selectFrom('searches').select('query').execute()).length;
  const spent = await searches();
  await house.post('/search', { query: 'gray owls - good song', pagination: { page: 2, size: 1 }, sort: 'bitrate' });
  expect(await searches()).toBe(spent);
  expect(spent).toBe(1);
});

test('the proof of a filed wish tells everything from the query to the path', async () => {
  const item = await one('Gray Owls - Good Song');
  await house.until(`/wishes/${item.wish_id}`, (body) => body.state === 'done', 40_000);
  const answer = await house.get(`/wishes/${item.wish_id}/proof`);
  const proof = seen(answer);
  expect(answer.status).toBe(200);
  expect(proof.wish).toMatchObject({ title: 'Good Song', state: 'done' });
  expect(proof.searches[0]).toMatchObject({ query: expect.any(String), state: 'done' });
  expect(proof.candidates.map((each) => each.username).sort()).toEqual(['breaker', 'giver']);
  expect(proof.candidates[0]?.reasons[0]).toMatchObject({ rule: expect.any(String), sentence: expect.any(String) });
  const [failed, delivered] = proof.transfers;
  expect(failed).toMatchObject({ username: 'breaker', state: 'failed', reason: { sentence: expect.any(String) } });
  expect(failed?.finished_at ?? failed?.created_at).toMatch(/^\d{4}-/);
  expect(delivered).toMatchObject({ username: 'giver', state: 'completed', progress: 100 });
  expect(proof.verified).toMatchObject([{ download_id: delivered?.id, verdict: 'accepted' }]);
  // The line names no album; the fetched file's path does.
  expect(proof.file).toMatchObject({
    path: expect.stringContaining('Gray Owls/First Light/Good Song'),
    facts: { format: 'mp3' },
  });
  expect(proof.file.tags).toMatchObject({ title: 'Good Song', artists: ['Gray Owls'], album: 'First Light' });
  expect(proof.moves.map((each) => [each.kind, each.state])).toEqual([
    ['place', 'done'],
    ['tag', 'done'],
  ]);
  expect((await house.get('/wishes/999999/proof')).status).toBe(404);
  const report = { wish_id: item.wish_id, candidate_id: proof.candidates[0]?.id, right: 'same', lesson: 'Plain names' };
  expect((await house.post('/matching/cases', report)).status).toBe(201);
  expect((await house.get('/matching/cases')).body).toMatchObject({
    agreeing: 1,
    items: [{ name: 'plain-names', agrees: true, wish: { title: 'Good Song' }, files: [{ said: 'auto' }] }],
  });
});

test('what the library holds is not fetched again, however it is spelled, and Smart Search finds it', async () => {
  const before = (await house.db.selectFrom('searches').select('id').execute()).length;
  const [same, slip] = await imported('GRAY OWLS - Good Song', 'The Gray Owls - GOOD SONG!');
  expect(same).toMatchObject({ state: 'skipped' });
  expect([same?.reason_code, slip?.reason_code]).toEqual(['already_owned', 'already_owned']);
  await house.db
    .insertInto('library_files')
    .values({
      path: 'Else/Not Wished.flac',
      size_bytes: 1,
      format: 'flac',
      title: 'Not Wished',
      artists: ['Élsewhere'],
      search_text: 'élsewhere not wished',
      recording_key: 'elsewhere|notwished|',
      match_text: 'elsewhere not wished',
    })
    .execute();
  const key = await house.db
    .selectFrom('library_files')
    .select('recording_key')
    .where('title', '=', 'Good Song')
    .executeTakeFirst();
  expect(key?.recording_key).toContain('goodsong');
  const own = await one('Elsewherre - Not Wished');
  const found = seen(await house.post('/search', { query: 'elsewhere wished', sources: ['library'] }));
  expect(found.items.map((each) => each.type).sort()).toEqual(['artist', 'track']);
  const view = seen(await house.get(`/wishes/${own.wish_id}`));
  expect(own).toMatchObject({ state: 'skipped', reason_code: 'already_owned' });
  expect(view).toMatchObject({ state: 'done', file: { path: 'Else/Not Wished.flac' } });
  expect((await house.db.selectFrom('searches').select('id').execute()).length).toBe(before);
});

test('a choice by hand is fetched although the engine likes another file better', async () => {
  const item = await one('Gray Owls - Missing Song');
  await house.until(`/wishes/${item.wish_id}`, (body) => body.state === 'waiting' || body.state === 'review');
  const offered = { username: 'giver', wish_id: item.wish_id, path: 'Music\\Gray Owls\\First Light\\Other Song.mp3' };
  const row = await house.db
    .insertInto('candidates')
    .values({ ...offered, size_bytes: 0, verdict: 'reject', score: 0.1 })
    .onConflict((conflict) => conflict.columns(['wish_id', 'username', 'path']).doUpdateSet({ score: 0.1 }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const chosen = await house.post(`/wishes/${item.wish_id}/choose`, { candidate_id: row.id });
  expect(chosen.status).toBe(200);
  const body = await house.until(
    `/wishes/${item.wish_id}/proof`,
    (now) => (seen({ body: now }).transfers[0]?.state ?? 'queued') !== 'queued',
  );
  const proof = seen({ body });
  expect(proof.transfers[0]).toMatchObject({ username: 'giver', filename: offered.path, candidate_id: row.id });
  expect(proof.candidates.find((each) => each.id === row.id)).toMatchObject({ pinned: true });
});

test('a choice by hand teaches another name of the artist, which is shown and can be forgotten', async () => {
  const { wish_id: id } = await one('The Ashen Birds - Hidden Tune');
  await house.until(`/wishes/${id}`, (body) => body.state === 'waiting', 40_000);
  const path = 'Music\\Gray Owls\\First Light\\Hidden Tune.mp3';
  const row = { wish_id: id, username: 'giver', path, size_bytes: 100_000, extension: 'mp3' };
  const { id: candidate } = await house.db
    .insertInto('candidates')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  expect((await house.post(`/wishes/${id}/choose`, { candidate_id: candidate })).status).toBe(200);
  const known = seen(await house.get('/matching/aliases'));
  expect(known.items).toMatchObject([
    { artist: 'The Ashen Birds', aliases: [], learned: [{ alias: 'Gray Owls', path }] },
  ]);
  const address = `/matching/aliases/${encodeURIComponent('The Ashen Birds')}/learned/${encodeURIComponent('Gray Owls')}`;
  expect((await house.delete(address)).status).toBe(204);
  expect(seen(await house.get('/matching/aliases')).items).toEqual([]);
  expect((await house.delete(address)).status).toBe(404);
});

test('the figures of the last request of known tracks are kept', async () => {
  const parsed = await house.post('/spotify/free/parse', {
    lines: ['Fee Figures - One', 'Fee Figures - Two', 'fee figures - one'],
  });
  const { items } = JSON.parse(parsed.text) as { items: object[] };
  expect((await house.post('/spotify/free/enqueue', { items })).body).toMatchObject({ queued: 2, skipped: 1 });
  const rows = await house.db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'like', 'metrics.spotify_free.%')
    .execute();
  expect(Object.fromEntries(rows.map(({ key, value }) => [key, value]))).toEqual({
    'metrics.spotify_free.last_queued': '2',
    'metrics.spotify_free.last_skipped': '1',
  });
});
