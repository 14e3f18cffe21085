import { request as httpRequest } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, smallLimits } from './cases/house.ts';

describe('an import', () => {
  let house: Awaited<ReturnType<typeof openHouse>>;
  beforeAll(async () => {
    house = await openHouse(smallLimits);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    house.queued.length = 0;
    await sql`truncate ingest_jobs, wishes cascade`.execute(house.db);
  });

  test('is refused while too many are under way, and nothing of it is kept', async () => {
    for (const title of ['1', '2', '3']) await house.send({ tracks: [`A - ${title}`] });
    const refused = await house.send({ tracks: ['A - 4'] });
    expect(refused).toMatchObject({ status: 207, body: { ok: false, job_id: null, error: { code: 'BACKPRESSURE' } } });
    expect(await house.upload('A - 5')).toMatchObject({
      status: 207,
      body: { ok: false, error: { code: 'BACKPRESSURE' } },
    });
    await house.work();
    expect((await house.send({ tracks: ['A - 4'] })).status).toBe(202);
  });

  test('that was cut off with its process is forgotten and blocks nobody', async () => {
    await sql`insert into ingest_jobs (id, source, updated_at) select 'old' || n, 'FREE', now() - interval '1 hour' from generate_series(1, 5) n`.execute(
      house.db,
    );
    expect((await house.send({ tracks: ['A - B'] })).status).toBe(202);
    expect((await house.get('/jobs')).body.items).toHaveLength(1);
  });

  test('is listed newest first, and an unknown one is not found', async () => {
    const first = await house.send({ tracks: ['A - B'] });
    const second = await house.upload('C - D', 'Küche.txt');
    const { items } = (await house.get('/jobs?limit=2')).body;
    expect(items.map((job) => job.id)).toEqual([second.body.job_id, first.body.job_id]);
    expect(items[0]).toMatchObject({ file_name: 'Küche.txt', format: 'text' });
    for (const path of ['/jobs/nope', '/jobs/nope/items']) expect((await house.get(path)).status).toBe(404);
    expect((await house.get('/jobs?limit=1000')).status).toBe(400);
  });

  test.each([
    ['an empty file', '', 'empty_file'],
    ['white space', ' \r\n\r\n\t ', 'empty_file'],
    [
      'a picture named .csv',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(5000, 7)]),
      'not_text',
    ],
    ['random bytes', Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)), 'not_text'],
    ['a damaged ZIP archive', Buffer.from('PK\u0003\u0004 whatever'), 'broken_archive'],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'not_text'],
    ['a web page', '<!doctype html><html><body>Sign in</body></html>', 'web_page'],
    ['unknown columns', 'foo,bar,baz\n1,2,3\n4,5,6\n', 'unknown_columns'],
    ['a header and nothing else', 'title,artist\n', 'empty_list'],
    ['lines without artists', 'one\ntwo\nthree\n', 'no_usable_entries'],
    ['an empty JSON list', '[]', 'empty_list'],
    ['JSON of something else', '{"error":"unauthorised"}', 'no_usable_entries'],
  ])('of %s is refused as a whole', async (_name, contents, reason) => {
    const sent = await house.upload(contents);
    expect(sent).toMatchObject({
      status: 400,
      body: { ok: false, error: { code: 'VALIDATION_ERROR', meta: { reason } } },
    });
    expect(sent.body.error?.message.length).toBeGreaterThan(10);
    expect(await house.db.selectFrom('ingest_jobs').select('id').execute()).toEqual([]);
  });

  test('takes odd titles as data, and reasons only where nothing is left to search', async () => {
    const odd = [
      '../../etc/passwd',
      'CON',
      'x'.repeat(300),
      '\u202egpj.exe',
      '...',
      '🔥',
      'a\u0007b',
      '=1+1',
      "'; drop table wishes; --",
      '<script>',
    ];
    const refused = ['a\u0000b', 'x'.repeat(1001), '\u202e\u200b', ' '];
    const sent = await house.upload(
      `title,artist\n${[...odd, ...refused].map((title) => `"${title}",Someone`).join('\n')}`,
    );
    expect(sent).toMatchObject({
      status: 207,
      body: { accepted: { tracks: odd.length }, failed: { tracks: refused.length } },
    });
    await house.work();
    const { items } = (await house.get(`/jobs/${sent.body.job_id}/items`)).body;
    expect(items.filter((item) => item.state === 'failed').map((item) => item.reason_code)).toEqual([
      'nul_byte',
      'too_long',
      'no_title',
      'no_title',
    ]);
    const titles = (await house.db.selectFrom('wishes').select('title').execute()).map((wish) => wish.title);
    expect(titles).toContain('../../etc/passwd');
    expect(titles).toContain('a b');
  });

  test('takes the entries up to the limit of a file and says how many were left out', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `Artist ${index} - Song`).join('\n');
    const sent = await house.upload(lines);
    expect(sent).toMatchObject({
      status: 207,
      body: { accepted: { tracks: 3000 }, skipped: { tracks: 7000, reason: 'limit' } },
    });
    expect(sent.body.error?.message).toContain('7000');
  });

  test.each([
    ['a bit', 400_000],
    ['much', 2_900_000],
  ])('of a file that is %s too large is answered with 413 and leaves nothing behind', async (_name, size) => {
    const sent = await house.upload(`title,artist\n${'Song,Someone\n'.repeat(size / 13)}`);
    expect(sent).toMatchObject({
      status: 413,
      body: { error: { code: 'VALIDATION_ERROR', meta: { reason: 'too_large' } } },
    });
    expect(await house.db.selectFrom('ingest_jobs').select('id').execute()).toEqual([]);
  });

  test('of a file beyond any reason is cut off, and the server lives on', async () => {
    const answer = await house.upload('x'.repeat(8_000_000)).catch(() => null);
    expect([413, undefined]).toContain(answer?.status);
    expect((await house.send({ tracks: ['A - B'] })).status).toBe(202);
  });

  test('needs the field "file" in a multipart body', async () => {
    expect(await house.upload('A - B', 'x.txt', 'document')).toMatchObject({
      status: 400,
      body: { error: { meta: { reason: 'missing_file' } } },
    });
    const form = new FormData();
    form.append('note', 'no file');
    expect((await fetch(`${house.address}/free/upload`, { method: 'POST', body: form })).status).toBe(400);
    expect((await fetch(`${house.address}/free/upload`, { method: 'POST', body: 'A - B' })).status).toBe(415);
    expect(
      (
        await fetch(`${house.address}/free/upload`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })
      ).status,
    ).toBe(415);
  });

  test('whose multipart body is broken off is a 400, and one whose client leaves keeps nothing', async () => {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nA - B\r\n';
    const response = await fetch(`${house.address}/free/upload`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: head,
    });
    expect(response.status).toBe(400);
    await new Promise<void>((resolve) => {
      const leaving = httpRequest(`${house.address}/free/upload`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '5000' },
      });
      leaving.on('error', () => resolve());
      leaving.write(head, () => leaving.destroy(new Error('gone')));
    });
    await expect.poll(async () => await house.db.selectFrom('ingest_jobs').select('id').execute()).toEqual([]);
  });
});
