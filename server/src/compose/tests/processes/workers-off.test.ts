import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#test/database';
import { importFile, importState } from '../../../../../scripts/demo/api.ts';
import { startChild } from '../../../../../scripts/demo/processes.ts';

test('with WORKERS_ENABLED=false serve takes requests and leaves the work to `harmony work`, whose figures are at WORK_PORT', async () => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'workers-off-'));
  const env = {
    HARMONY_ENV_FILE: '/dev/null',
    DATABASE_URL: database.connectionString,
    DATA_DIR: join(folder, 'data'),
    MUSIC_DIR: join(folder, 'music'),
    SLSKD_BASE_URL: 'http://127.0.0.1:1',
    HOST: '127.0.0.1',
    PORT: '0',
  };
  const serve = startChild(['server/src/main.ts', 'serve'], { ...env, WORKERS_ENABLED: 'false' });
  try {
    const url = await serve.line((line) => /ready after .* on (http:\S+)/.exec(line)?.[1] ?? null);
    const list = join(folder, 'list.txt');
    await writeFile(list, 'Artist - Song');
    const id = await importFile(url, list);
    const status = async () =>
      (await (await fetch(`${url}/api/v1/status`)).json()) as {
        workers: Record<string, { status: string; queue_size: number }>;
      };
    expect((await status()).workers['import']).toMatchObject({ status: 'unavailable', queue_size: 1 });
    const before = await importState(url, id);
    const keys = { FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: 'key-of-the-worker' };
    const work = startChild(['server/src/main.ts', 'work'], {
      ...env,
      ...keys,
      WORKERS_ENABLED: 'false',
      WORK_PORT: '0',
    });
    try {
      const figures = await work.line(
        (line) => /ready after .* for work, with figures on (http:\S+)/.exec(line)?.[1] ?? null,
      );
      await expect.poll(() => importState(url, id), { timeout: 30_000 }).not.toBe(before);
      expect((await status()).workers['import']).toMatchObject({ status: 'running' });
      // what this process did is counted in it, and shown to who has a key
      const scrape = async () => {
        const answer = await fetch(`${figures}/metrics`, { headers: { 'x-api-key': 'key-of-the-worker' } });
        return await answer.text();
      };
      await expect.poll(scrape, { timeout: 30_000 }).toMatch(/^harmony_jobs_total\{type="import",status="ok"\} [1-9]/m);
      expect((await fetch(`${figures}/metrics`)).status).toBe(401);
      expect((await fetch(`${figures}/api/health/ready`)).status).toBe(200);
      expect((await fetch(`${figures}/api/v1/wishes`, { headers: { 'x-api-key': 'key-of-the-worker' } })).status).toBe(
        404,
      );
    } finally {
      await work.stop();
    }
  } finally {
    await serve.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});
