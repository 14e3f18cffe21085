import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const path = 'Music\\Artist - Album\\01 - Sound.mp3';
const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Sound' } } as const;
let house: ApiHouse;

beforeAll(async () => {
  house = await openApiHouse({
    // one search a minute, so that the second one finds the budget spent
    env: { SEARCH_BUDGET_COUNT: '1', SEARCH_BUDGET_WINDOW_S: '60' },
    peers: [
      { username: 'giver', speedBps: 2_000_000, description: 'Take what you like', files: [{ path, audio }] },
      { username: 'a/b?%', speedBps: 2_000_000, files: [{ path, audio }] },
    ],
  });
});
afterAll(() => house.close());

const uploads = async (which = '') => (await house.get(`/soulseek/uploads${which}`)).body.uploads;

test('says whether Soulseek can be used', async () => {
  expect((await house.get('/soulseek/status')).body).toMatchObject({ status: 'connected', logged_in: true });
});

test('a search by hand finds files, and the next one waits for the budget that all searches share', async () => {
  const found = await house.post('/soulseek/search', { query: 'artist sound' });
  expect(found.status).toBe(200);
  expect(found.body.results.find((each) => each.username === 'giver')).toMatchObject({
    filename: path,
    bitrate: expect.any(Number),
  });
  const spent = await house.post('/soulseek/search', { query: 'artist sound' });
  expect([spent.status, spent.body.error?.code, spent.body.error?.meta.reason]).toEqual([
    429,
    'RATE_LIMITED',
    'search_budget_spent',
  ]);
  expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('asks people for what they say and share, whatever their name', async () => {
  expect((await house.get('/soulseek/user/giver/info')).body).toMatchObject({ description: 'Take what you like' });
  expect((await house.get('/soulseek/user/giver/status')).body).toMatchObject({ presence: 'Online' });
  expect((await house.get('/soulseek/user/giver/address')).body).toMatchObject({ port: 2234 });
  expect((await house.get('/soulseek/user/giver/browse')).body).toMatchObject({ directoryCount: 1 });
  expect((await house.get('/soulseek/user/giver/browsing_status')).body).toMatchObject({ percentComplete: 100 });
  const folder = await house.get(`/soulseek/user/giver/directory?path=${encodeURIComponent('Music\\Artist - Album')}`);
  expect(JSON.parse(folder.text)).toMatchObject([{ fileCount: 1 }]);
  expect((await house.get(`/soulseek/user/${encodeURIComponent('a/b?%')}/info`)).status).toBe(200);
});

test('somebody who is not there is a 502 with a sentence and a remedy', async () => {
  const answer = await house.get('/soulseek/user/nobody/info');
  expect(answer.status).toBe(502);
  expect(answer.body.error).toMatchObject({ code: 'DEPENDENCY_ERROR', meta: { upstream_status: 404 } });
  expect(answer.body.error?.message).toMatch(/^Failed to ask for information of nobody: .*offline/);
  expect(answer.body.error?.meta.remedy).toMatch(/\w/);
  expect((await house.get('/soulseek/user/nobody/browsing_status')).status).toBe(404);
});

test('lists uploads, shows one, stops one, and hides the ended ones', async () => {
  house.standIn.control.addUpload({ username: 'taker', filename: 'music\\x.flac', size: 10 });
  house.standIn.control.addUpload({
    username: 'taker',
    filename: 'music\\y.flac',
    size: 10,
    state: 'Completed, Succeeded',
  });
  expect(await uploads()).toMatchObject([{ filename: 'music\\x.flac' }]);
  expect(await uploads('/all')).toHaveLength(2);
  const id = String((await uploads())[0]?.id);
  expect((await house.get(`/soulseek/upload/${id}`)).body).toMatchObject({ username: 'taker' });
  expect((await house.delete(`/soulseek/upload/${id}`)).body).toEqual({ cancelled: true });
  expect((await house.delete(`/soulseek/upload/${id}`)).status).toBe(409);
  expect(await uploads()).toEqual([]);
  expect(JSON.parse((await house.delete('/soulseek/uploads/completed')).text)).toEqual({ removed: 2 });
  expect(await uploads('/all')).toEqual([]);
  expect((await house.get(`/soulseek/upload/${id}`)).status).toBe(404);
});

test('what is handed to slskd only is listed there, is not ours, and stays when ours are hidden', async () => {
  const handed = await house.post('/soulseek/enqueue', { username: 'giver', files: [{ filename: path }] });
  expect(JSON.parse(handed.text)).toMatchObject({ enqueued: [{ filename: path }], failed: [] });
  await house.until('/soulseek/downloads/all', ({ downloads }) => downloads[0]?.state === 'Completed, Succeeded');
  expect((await house.get('/soulseek/downloads')).body.downloads).toEqual([]);
  expect(JSON.parse((await house.delete('/soulseek/downloads/completed')).text)).toEqual({ removed: 0 });
  expect((await house.get('/soulseek/downloads/all')).body.downloads).toHaveLength(1);
  const offline = await house.post('/soulseek/enqueue', { username: 'nobody', files: [{ filename: path, size: 5 }] });
  expect([offline.status, offline.body.error?.code]).toEqual([502, 'DEPENDENCY_ERROR']);
});

test('a download through this door goes through the pipeline', async () => {
  const made = await house.post('/soulseek/download', { username: 'a/b?%', files: [{ filename: path }] });
  const { status, detail } = JSON.parse(made.text) as { status: string; detail: { download_id: number } };
  expect([made.status, status]).toEqual([200, 'queued']);
  await house.until(`/download/${detail.download_id}`, (body) => body.organized_path !== null);
});

test('when slskd is down everything says so and nothing hangs; when it returns all is well', async () => {
  await house.standIn.control.goDown();
  for (const route of ['/soulseek/uploads', '/soulseek/downloads/all', '/soulseek/user/giver/info']) {
    const answer = await house.get(route);
    expect([route, answer.status, answer.body.error?.code]).toEqual([route, 502, 'DEPENDENCY_ERROR']);
    expect(answer.body.error?.message).toMatch(/^Failed to /);
  }
  const blind = await house.post('/download', { username: 'giver', files: [{ filename: path }] });
  expect(blind.status).toBe(502);
  await house.standIn.control.comeUp();
  await house.until('/soulseek/uploads/all', (body) => Array.isArray(body.uploads), 30_000);
});
