import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { makeQueueTables } from '#jobs';
import { toPgOptions } from '#platform/database';
import { createTestDatabase } from '#test/database';
import { openHttpHouse } from '#test/http-house';
import { settingsWith } from '#test/settings';
import { createBackups } from '../../house/backups.ts';

test('backups go to BACKUP_DIR, which holds the newest BACKUP_KEEP of them', async () => {
  const database = await createTestDatabase();
  const root = await mkdtemp(join(tmpdir(), 'backups-'));
  const elsewhere = join(root, 'other disk');
  await mkdir(elsewhere);
  const old = [1, 2, 3].map((day) => `harmony-2020010${day}-040000.tar.gz`);
  for (const name of old) await writeFile(join(elsewhere, name), 'an old one');
  await makeQueueTables(toPgOptions(database.connection));
  const wing = createBackups({
    settings: settingsWith({ DATA_DIR: join(root, 'data'), BACKUP_DIR: elsewhere, BACKUP_KEEP: '2' }),
    connection: database.connection,
    activity: { record: async () => undefined } as never,
    log: pino({ level: 'silent' }),
  });
  const http = await openHttpHouse(wing.routes ?? []);
  try {
    expect((await http.ask('POST', '/backups')).status).toBe(201);
    const names = (await readdir(elsewhere)).toSorted();
    expect(names).toEqual([old[2], expect.stringMatching(/^harmony-202[6-9]\d{4}-\d{6}\.tar\.gz$/)]);
  } finally {
    await http.close();
    await database.drop();
    await rm(root, { recursive: true, force: true });
  }
});
