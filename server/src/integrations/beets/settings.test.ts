import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { settingsWith } from '#test/settings';
import { createBeets } from './adapter.ts';

let database: TestDatabase;
let dir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'harmony-beets-settings-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** A program of these shell lines in beet's place. */
async function beetsOf(lines: string, env: Record<string, string>) {
  const path = join(dir, `program-${Math.random().toString(36).slice(2)}`);
  await writeFile(path, `#!/bin/sh\n${lines}\n`);
  await chmod(path, 0o755);
  const settings = settingsWith({ BEETS_PROGRAM: path, ...env }).beets;
  return createBeets({ db: database.db, settings, musicDir: dir });
}

it('a call that goes through many files may take BEETS_IMPORT_TIMEOUT_MS, whatever others may take', async () => {
  const beets = await beetsOf('sleep 600', { BEETS_TIMEOUT_MS: '60000', BEETS_IMPORT_TIMEOUT_MS: '700' });
  const written = beets.write({ query: 'artist:x', preview: false });
  await expect(written).rejects.toMatchObject({ code: 'beets_hung', sentence: expect.stringContaining('1 s') });
});

it('the program works in BEETSDIR', async () => {
  const seen = join(dir, 'seen');
  const beets = await beetsOf(`echo "$BEETSDIR" > ${seen}`, { BEETSDIR: '/srv/beets' });
  await beets.fields();
  expect(await readFile(seen, 'utf8')).toBe('/srv/beets\n');
});
