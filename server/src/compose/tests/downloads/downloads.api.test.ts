import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const song = 'Music\\Artist - Album\\03 - Good Song.mp3';
const second = 'Shared\\Second Band - Second Try.mp3';
const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Good Song', artist: 'Artist' } } as const;

let house: ApiHouse;

beforeAll(async () => {
  house = await openApiHouse({
    env: { RETRY_POLICY_RELOAD_S: '0' },
    peers: [
      { username: 'giver', speedBps: 2_000_000, files: [{ path: song, audio }] },
      {
        username: 'queuer',
        speedBps: 2_000_000,
        files: [1, 2, 3].map((n) => ({
          path: `Shared\\Busy Band - Busy Song ${n}.mp3`,
          audio,
          behaviour: { queue: { positions: 40, msPerPosition: 600_000 } },
        })),
      },
      { username: 'sleeper', speedBps: 2_000_000, files: [{ path: second, audio }] },
      {
        username: 'breaker',
        speedBps: 2_000_000,
        files: [{ path: 'Shared\\Broken Band - Broken Song.mp3', audio, behaviour: { failAtPercent: 40 } }],
      },
    ],
  });
  await house.setting('RETRY_DOWNLOAD_BASE_SECONDS', '0.3');
  await house.setting('RETRY_DOWNLOAD_MAX_ATTEMPTS', '2');
  await house.setting('RETRY_MATCH_MAX_ATTEMPTS', '2');
});
afterAll(() => house.close());

const create = (username: string, ...files: object[]) => house.post('/download', { username, files });
const activityOf = async (status: string) =>
  (await house.get(`/activity?type=download&status=${status}&limit=200`)).body.items;

describe('a download by hand', () => {
  test('goes through the one pipeline and ends filed, without its size being told', async () => {
    const made = await create('giver', { filename: song });
    expect(made.status).toBe(202);
    expect(made.body).toMatchObject({
      status: 'queued',
      skipped: [],
      downloads: [{ filename: song, state: 'queued', progress: 0, priority: 0, username: 'giver' }],
    });
    const id = made.body.download_id;
    const done = await house.until(
      `/download/${id}`,
      (body) => body.state === 'completed' && body.organized_path !== null,
    );
    expect(done).toMatchObject({ progress: 100, status: 'completed', title: 'Good Song', artists: ['Artist'] });
    const wish = await house.until(`/wishes/${done.wish_id}`, (body) => body.state === 'done');
    expect(wish.file.path).toContain('Good Song');
    expect((await readdir(house.musicDir, { recursive: true })).some((path) => path.endsWith('.mp3'))).toBe(true);
    const again = await create('giver', { filename: song, size: 1 });
    expect([again.status, again.body.error?.meta.skipped[0]?.reason]).toEqual([409, 'already_filed']);
    expect((await house.post(`/download/${id}/requeue`)).status).toBe(409);
    expect((await activityOf('queued')).map((each) => each.details.download_id)).toContain(id);
  });

  test('is listed while it waits, changes its priority with its wish, and is cancelled for good', async () => {
    const made = await create('queuer', { filename: 'Shared\\Busy Band - Busy Song 1.mp3', liked: true });
    const id = made.body.download_id;
    expect(made.body.downloads[0]?.priority).toBe(10);
    await house.until('/downloads', (body) => body.downloads.some((each) => each.id === id));
    const changed = await house.patch(`/download/${id}/priority`, { priority: 77 });
    expect([changed.status, changed.body.priority]).toEqual([200, 77]);
    expect((await house.get(`/wishes/${changed.body.wish_id}`)).body.priority).toBe(77);
    await house.until(`/soulseek/download/${id}/queue`, (body) => typeof body.queue_position === 'number');
    expect((await house.get(`/soulseek/download/${id}`)).body).toMatchObject({ username: 'queuer' });
    const gone = await house.delete(`/download/${id}`);
    expect(gone.body).toEqual({ status: 'cancelled', download_id: id });
    expect((await house.get(`/wishes/${changed.body.wish_id}`)).body.state).toBe('cancelled');
    expect((await house.delete(`/download/${id}`)).status).toBe(409);
    await expect
      .poll(async () => (await activityOf('download_cancelled')).map((each) => each.details.download_id))
      .toContain(id);
    const retried = await house.post(`/download/${id}/retry`);
    expect(retried.status).toBe(202);
    expect(retried.body.download_id).not.toBe(id);
    expect((await activityOf('download_retried'))[0]?.details.retried_from).toBe(id);
    await house.delete(`/download/${retried.body.download_id}`);
    let requeued = await house.post(`/soulseek/downloads/${id}/requeue`);
    // what was just cancelled may still be in the hands of its job
    while (requeued.body.error?.meta.reason === 'busy')
      requeued = await house.post(`/soulseek/downloads/${id}/requeue`);
    expect([requeued.status, requeued.body]).toEqual([202, { status: 'enqueued' }]);
    expect((await house.post(`/soulseek/downloads/${id}/requeue`)).status).toBe(409);
    expect((await house.delete(`/soulseek/download/${id}`)).body).toEqual({ cancelled: true });
  });

  test('of a file that the peer does not share, or that is no audio, is refused with the field', async () => {
    const missing = await create('giver', { filename: 'Music\\Artist - Album\\99 - None.mp3' });
    expect([missing.status, missing.body.error?.meta.fields[0]?.name]).toEqual([400, 'files.0.filename']);
    const picture = await create('giver', { filename: 'Music\\cover.jpg', size: 5 });
    expect([picture.status, picture.body.error?.code]).toEqual([400, 'VALIDATION_ERROR']);
    const offline = await create('nobody', { filename: 'a\\b.mp3' });
    expect([offline.status, offline.body.error?.code]).toEqual([502, 'DEPENDENCY_ERROR']);
  });
});

describe('retries and dead letters', () => {
  test('a peer that was offline is asked again by itself and delivers', async () => {
    const listed = await house.get('/soulseek/user/sleeper/directory?path=Shared');
    const size = (JSON.parse(listed.text) as { files: { size: number }[] }[])[0]?.files[0]?.size;
    house.standIn.control.setPresence('sleeper', false);
    const made = await create('sleeper', { filename: second, size });
    const id = made.body.download_id;
    const failed = await house.until(`/download/${id}`, (body) => body.next_retry_at !== null);
    expect(failed).toMatchObject({ state: 'failed', reason: 'peer_offline', retry_count: 1 });
    house.standIn.control.setPresence('sleeper', true);
    const done = await house.until(`/download/${id}`, (body) => body.state === 'completed');
    expect(done.retry_count).toBeGreaterThan(0);
    expect((await activityOf('download_retry_scheduled')).map((each) => each.details.download_id)).toContain(id);
    await expect
      .poll(async () => (await activityOf('download_retry_completed')).map((each) => each.details.download_id))
      .toContain(id);
  });

  test('after the last try it is a dead letter that says what happened, and a person may try again or purge it', async () => {
    const made = await create('breaker', { filename: 'Shared\\Broken Band - Broken Song.mp3' });
    const id = made.body.download_id;
    const dead = await house.until(`/download/${id}`, (body) => body.state === 'dead_letter');
    expect(dead).toMatchObject({ retry_count: 2, next_retry_at: null });
    expect(dead.last_error).not.toBeNull();
    const wish = await house.until(`/wishes/${dead.wish_id}`, (body) => body.state === 'waiting');
    expect(wish.reason.code).toBe('download_dead_letter');
    const list = await house.get('/dlq');
    expect(list.body).toMatchObject({ ok: true, error: null, data: { total: 1, page: 1, page_size: 25 } });
    const item = list.body.data.items[0] ?? { reason: '', remedy: '' };
    expect(item).toMatchObject({ id: String(id), entity: 'download', retry_count: 2, username: 'breaker' });
    expect(item.remedy.length).toBeGreaterThan(10);
    const stats = await house.get('/dlq/stats');
    expect(stats.body.data).toEqual({ total: 1, by_reason: { [item.reason]: 1 }, last_24h: 1 });
    expect((await house.get(`/dlq?reason=${item.reason}`)).body.data.total).toBe(1);
    expect((await house.get('/dlq?reason=nonsense')).body.data.total).toBe(0);
    expect((await house.get('/downloads?status=failed')).body.downloads[0]?.id).toBe(id);
    expect((await house.post(`/soulseek/downloads/${id}/requeue`)).body.error?.meta.reason).toBe('dead_letter');
    expect((await house.post(`/download/${id}/retry`)).status).toBe(409);

    const requeued = await house.post('/dlq/requeue', { ids: [String(id)] });
    expect(requeued.body.data).toEqual({ requeued: [String(id)], skipped: [] });
    expect((await activityOf('download_retry_failed')).map((each) => each.details.download_id)).toEqual([id]);
    await expect.poll(async () => (await activityOf('download_retry_failed')).length).toBe(2);
    expect((await house.get(`/download/${id}`)).body).toMatchObject({ state: 'dead_letter', retry_count: 2 });

    expect((await house.post('/dlq/requeue', { ids: [id, 999_999] })).status).toBe(404);
    expect((await house.post('/dlq/purge', { ids: [id] })).body.data).toEqual({ purged: 1 });
    expect((await house.get(`/download/${id}`)).status).toBe(404);
  });

  test('what is no dead letter is skipped with the reason', async () => {
    const made = await create('queuer', { filename: 'Shared\\Busy Band - Busy Song 2.mp3' });
    const id = made.body.download_id;
    const answer = await house.post('/dlq/requeue', { ids: [id] });
    expect(answer.body.data.skipped).toEqual([{ id: String(id), reason: 'already_queued' }]);
    await house.delete(`/download/${id}`);
    const later = await house.post('/dlq/requeue', { ids: [id] });
    expect(later.body.data.skipped).toEqual([{ id: String(id), reason: 'not_dead_letter' }]);
  });

  test('dead jobs of any type are listed, run again and purged', async () => {
    const dead = async (type: string, payload: object) => {
      const row = JSON.stringify({ type, payload });
      const why = JSON.stringify({ code: 'it_broke', message: 'It broke.', remedy: 'Mend it.' });
      const { rows } = await sql<{
        id: string;
      }>`insert into pgboss.job (name, data, source_output) values ('jobs_dead', ${row}::jsonb, ${why}::jsonb) returning id`.execute(
        house.db,
      );
      return rows[0]?.id ?? '';
    };
    const old = await dead('tag', { wishId: 123_456, revision: 0 });
    const lost = await dead('import', { jobId: 'job_gone' });
    const list = await house.get('/dlq/jobs');
    expect(list.body.data.total).toBe(2);
    expect(list.body.data.items[0]).toMatchObject({
      entity: 'job',
      reason: 'it_broke',
      message: 'It broke.',
      remedy: 'Mend it.',
    });
    expect((await house.get('/dlq/jobs?type=tag')).body.data.items.map((each) => each.id)).toEqual([old]);
    const requeued = await house.post('/dlq/jobs/requeue', { ids: [old, lost] });
    expect(requeued.body.data).toEqual({ requeued: [lost], skipped: [{ id: old, reason: 'out_of_date' }] });
    const third = await dead('tag', { wishId: 1, revision: 0 });
    expect((await house.post('/dlq/jobs/purge', { ids: [third] })).body.data).toEqual({ purged: 1 });
    expect((await house.get('/dlq/jobs')).body.data.total).toBe(0);
  });
});

describe('a job that fails for good', () => {
  test.each([
    ['download', 'download', 'sync_job_failed', { wishId: 'seven', revision: 0 }],
    ['match', 'metadata', 'matching_job_failed', { wishId: 1, revision: 2 ** 40 }],
  ])('of the stage %s is in the history and a dead letter with its reason', async (type, kind, status, payload) => {
    const data = JSON.stringify({ type, payload });
    await sql`insert into pgboss.job (name, data, group_id, group_tier, dead_letter)
      values ('jobs', ${data}::jsonb, ${type}, ${type}, 'jobs_dead')`.execute(house.db);
    const { items } = await house.until(`/activity?type=${kind}&status=${status}`, (body) => body.items.length === 1);
    expect(items[0]?.details).toMatchObject({ job_type: type, stop_reason: 'payload_invalid' });
    let answer = await house.get(`/dlq/jobs?type=${type}`);
    while (answer.body.data.items.length === 0) answer = await house.get(`/dlq/jobs?type=${type}`);
    expect(answer.body.data.items[0]).toMatchObject({ reason: 'payload_invalid', tries: 1, payload });
    expect(answer.text).toContain(type === 'match' ? 'revision' : 'wishId must');
  });
});

describe('lists and exports', () => {
  test('pages, statuses and totals agree', async () => {
    const all = (await house.get('/downloads?all=true&limit=100')).body.downloads;
    const stats = (await house.get('/downloads/stats')).body;
    expect(stats.total).toBe(all.length);
    const first = (await house.get('/downloads?all=true&limit=1')).body.downloads;
    const next = (await house.get('/downloads?all=true&limit=1&offset=1')).body.downloads;
    expect([first[0]?.id, next[0]?.id]).toEqual([all[0]?.id, all[1]?.id]);
    const cancelled = (await house.get('/downloads?status=cancelled&limit=100')).body.downloads;
    expect(cancelled.length).toBe(stats.cancelled);
    expect((await house.get('/downloads?status=PENDING')).status).toBe(200);
    const old = (await house.get('/soulseek/downloads')).body;
    expect(old.retryable_states).toEqual(['completed', 'failed']);
    expect(old.downloads.every((each) => !['queued', 'downloading', 'cancelled'].includes(each.state))).toBe(true);
  });

  test('exports are CSV without formulas, or JSON, within dates', async () => {
    await house.db
      .insertInto('downloads')
      .values({ username: '=cmd()', filename: '+evil,"x".mp3', batch_id: crypto.randomUUID(), state: 'failed' })
      .execute();
    const csv = await house.get('/downloads/export?format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [head, first] = csv.text.split('\r\n');
    expect(head).toBe('id,filename,status,progress,username,created_at,updated_at');
    expect(first).toContain(`"'+evil,""x"".mp3",failed,0,'=cmd(),`);
    const json = await house.get('/downloads/export?status=failed');
    expect(JSON.parse(json.text)[0]).toMatchObject({
      username: '=cmd()',
      status: 'failed',
      wish_id: null,
      artists: [],
    });
    expect((await house.get('/downloads/export?to=2001-01-01')).body).toEqual([]);
    const { id } = JSON.parse(json.text)[0] as { id: number };
    const many = Array.from({ length: 999 }, (_, at) => 900_000_000 + at);
    const chosen = (await house.get(`/downloads/export?ids=${[id, ...many].join(',')}`)).body as unknown as {
      id: number;
    }[];
    expect(chosen.map((each) => each.id)).toEqual([id]);
    expect((await house.get('/downloads/export?ids=1,x')).status).toBe(400);
  });

  test('the history is filtered, counted, exported and live', async () => {
    const queued = (await house.get('/activity?type=download&status=queued&limit=1')).body;
    expect(queued.items).toHaveLength(1);
    expect(queued.total_count).toBeGreaterThan(2);
    const csv = await house.get('/activity/export?format=csv&type=download&limit=2');
    expect(csv.headers.get('content-disposition')).toMatch(/activity_history_\d{4}-\d{2}-\d{2}\.csv/);
    expect(csv.text.trim().split('\r\n')).toHaveLength(3);
    expect((await house.get('/activity/export?status=queued')).body).toHaveLength(queued.total_count);
    const seen: unknown[] = [];
    const stop = house.feed.subscribe((event) => event.event === 'activity' && seen.push(event.data));
    const made = await create('queuer', { filename: 'Shared\\Busy Band - Busy Song 3.mp3' });
    stop();
    await house.delete(`/download/${made.body.download_id}`);
    expect(seen).toContainEqual(expect.objectContaining({ type: 'download', status: 'queued' }));
  });
});

describe('bad input', () => {
  const huge = 'x'.repeat(501);
  test.each([
    ['GET', '/downloads?limit=0', undefined, 400],
    ['GET', '/downloads?limit=101', undefined, 400],
    ['GET', '/downloads?limit=ten', undefined, 400],
    ['GET', '/downloads?offset=-1', undefined, 400],
    ['GET', '/downloads?status=sleeping', undefined, 400],
    ['GET', '/downloads?status=constructor', undefined, 400],
    ['GET', '/downloads?all=perhaps', undefined, 400],
    ['GET', '/downloads/export?format=xml', undefined, 400],
    ['GET', '/downloads/export?from=yesterday', undefined, 400],
    ['GET', '/downloads/export?from=2026-02-30T25:00', undefined, 400],
    ['GET', '/downloads/export?from=2026-02-02&to=2026-02-01', undefined, 400],
    ['GET', '/download/0', undefined, 400],
    ['GET', '/download/abc', undefined, 400],
    ['GET', '/download/1.5', undefined, 400],
    ['GET', '/download/2147483648', undefined, 400],
    ['GET', '/download/2147483647', undefined, 404],
    ['DELETE', '/download/2147483647', undefined, 404],
    ['POST', '/download/2147483647/retry', undefined, 404],
    ['POST', '/download/2147483647/requeue', undefined, 404],
    ['PATCH', '/download/2147483647/priority', { priority: 1 }, 404],
    ['PATCH', '/download/1/priority', { priority: 'high' }, 400],
    ['PATCH', '/download/1/priority', { priority: 1.5 }, 400],
    ['PATCH', '/download/1/priority', { priority: 1001 }, 400],
    ['PATCH', '/download/1/priority', {}, 400],
    ['POST', '/download', {}, 400],
    ['POST', '/download', { username: 'giver', files: [] }, 400],
    ['POST', '/download', { username: ' ', files: [{ filename: 'a.mp3', size: 1 }] }, 400],
    ['POST', '/download', { username: huge, files: [{ filename: 'a.mp3', size: 1 }] }, 400],
    ['POST', '/download', { username: 'a\u0000b', files: [{ filename: 'a.mp3', size: 1 }] }, 400],
    ['POST', '/download', { username: 'giver', files: [{}] }, 400],
    ['POST', '/download', { username: 'giver', files: [{ filename: 'a\u0000.mp3', size: 1 }] }, 400],
    ['POST', '/download', { username: 'giver', files: [{ filename: 'a\\..\\b.mp3', size: 1 }] }, 400],
    ['POST', '/download', { username: 'giver', files: [{ filename: 'a.mp3', size: -1 }] }, 400],
    ['POST', '/download', { username: 'giver', files: [{ filename: 'a.mp3', priority: 'top' }] }, 400],
    ['POST', '/download', { username: 'giver', files: [{ filename: 'a.mp3', size: 1, title: '\u0000' }] }, 400],
    ['GET', '/dlq?page=0', undefined, 400],
    ['GET', '/dlq?page_size=101', undefined, 400],
    ['GET', '/dlq?order_by=password', undefined, 400],
    ['GET', '/dlq?order_dir=up', undefined, 400],
    ['GET', '/dlq?from=x', undefined, 400],
    ['POST', '/dlq/requeue', { ids: [] }, 400],
    ['POST', '/dlq/requeue', { ids: ['x'] }, 400],
    ['POST', '/dlq/requeue', { ids: ['9999999999'] }, 400],
    ['POST', '/dlq/requeue', { ids: Array.from({ length: 501 }, (_, n) => n + 1) }, 400],
    ['POST', '/dlq/purge', {}, 400],
    ['POST', '/dlq/purge', { ids: [1], older_than: '2026-01-01' }, 400],
    ['POST', '/dlq/purge', { older_than: 'soon' }, 400],
    ['GET', '/dlq/jobs?type=DROP%20TABLE', undefined, 400],
    ['POST', '/dlq/jobs/requeue', { ids: ['x'] }, 400],
    ['POST', '/dlq/jobs/purge', {}, 400],
    ['GET', '/activity?limit=201', undefined, 400],
    ['GET', '/activity?type=', undefined, 400],
    ['GET', '/activity/export?format=xls', undefined, 400],
    ['GET', '/activity/export?limit=0', undefined, 400],
    ['GET', '/activity/export?from=2026-02-02&to=2026-02-01', undefined, 400],
    ['POST', '/soulseek/search', { query: '' }, 400],
    ['POST', '/soulseek/search', { query: '   ' }, 400],
    ['POST', '/soulseek/search', { query: 'a\u0000b' }, 400],
    ['GET', '/soulseek/download/not-an-id', undefined, 400],
    ['GET', '/soulseek/download/2147483647', undefined, 404],
    ['GET', '/soulseek/download/2147483648', undefined, 404],
    ['GET', '/soulseek/download/9999999999/queue', undefined, 404],
    ['GET', '/soulseek/download/00000000-0000-0000-0000-000000000001', undefined, 404],
    ['DELETE', '/soulseek/download/abc', undefined, 400],
    ['POST', '/soulseek/downloads/2147483647/requeue', undefined, 404],
    ['GET', '/soulseek/upload/1', undefined, 400],
    ['GET', '/soulseek/user/giver/directory', undefined, 400],
    ['GET', '/soulseek/user/giver/directory?path=%20', undefined, 400],
  ] as const)('%s %s %j → %i with a reason', async (method, path, body, status) => {
    const call = { GET: house.get, POST: house.post, PATCH: house.patch, DELETE: house.delete }[method];
    const answer = await call(path, body as never);
    expect([answer.status, answer.body.error?.message]).toEqual([status, expect.stringMatching(/.{8}/)]);
    const code = status === 404 ? 'NOT_FOUND' : 'VALIDATION_ERROR';
    expect(answer.body).toMatchObject({ ok: false, error: { code } });
    if (status === 400) expect(answer.body.error?.meta.fields[0]?.name).toMatch(/\w/);
  });
});
