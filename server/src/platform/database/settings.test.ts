import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#test/database';
import { settingsWith } from '#test/settings';
import { openDatabase, resolveDatabase } from './index.ts';

const log = pino({ level: 'silent' });

test('POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER and POSTGRES_DB say which server, who, and which database', async () => {
  const database = await createTestDatabase();
  const { host, port, user, database: name, password } = database.connection;
  const settings = settingsWith({
    POSTGRES_HOST: host,
    POSTGRES_PORT: String(port),
    POSTGRES_USER: user,
    POSTGRES_DB: name,
    ...(password === undefined ? {} : { POSTGRES_PASSWORD: password }),
  });
  const choice = resolveDatabase({ ...settings.database, dataDir: '/nowhere' });
  if (choice.kind !== 'server') throw new Error('It must be the server that was named.');
  const opened = openDatabase({ connection: choice.connection, maxConnections: 1, log });
  try {
    const { rows } = await sql`
      select current_user as "user", current_database() as name, current_setting('port') as port`.execute(opened.db);
    expect(rows).toEqual([{ user, name, port: String(port) }]);
  } finally {
    await opened.close();
    await database.drop();
  }
});
