/**
 * Keeps `server/schema.sql` and the generated table types equal to the migrations.
 *   node scripts/schema.ts --check   exit 1, with the repairing command, when they differ (default)
 *   node scripts/schema.ts --write   writes them
 * The migrations run in a throw-away embedded PostgreSQL, or on the server of TEST_DATABASE_URL.
 */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type DatabaseConnection, toPgOptions } from '../server/src/platform/database/connection.ts';
import { parseDatabaseUrl } from '../server/src/platform/database/connection-string.ts';
import { migrate, openDatabase, withDatabase } from '../server/src/platform/database/index.ts';
import { readCatalog } from '../server/src/platform/database/schema/catalog.ts';
import { printSql } from '../server/src/platform/database/schema/print-sql.ts';
import { printTypes } from '../server/src/platform/database/schema/print-types.ts';
import { createDatabaseIfMissing, startEmbeddedPostgres } from '../server/src/platform/postgres/index.ts';

const root = join(import.meta.dirname, '..');
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

/** The files as they ought to be. */
async function generate(server: DatabaseConnection): Promise<Record<string, string>> {
  const name = `ht_${Date.now().toString(36)}_schema_${randomBytes(3).toString('hex')}`;
  await createDatabaseIfMissing(toPgOptions(server), name);
  const { db, close } = openDatabase({ connection: withDatabase(server, name), maxConnections: 1, log });
  try {
    await migrate(db);
    const catalog = await readCatalog(db);
    return {
      'server/schema.sql': printSql(catalog),
      'server/src/platform/database/schema.generated.ts': printTypes(catalog),
    };
  } finally {
    await close();
    const again = openDatabase({ connection: server, maxConnections: 1, log });
    await again.pool.query(`drop database "${name}" with (force)`);
    await again.close();
  }
}

async function withServer<T>(work: (server: DatabaseConnection) => Promise<T>): Promise<T> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined && url !== '') return work(parseDatabaseUrl(url));
  const embedded = await startEmbeddedPostgres({
    dataDir: join(tmpdir(), `harmony-schema-${randomBytes(4).toString('hex')}`),
    log,
    throwaway: true,
  });
  try {
    return await work(embedded.connection);
  } finally {
    await embedded.stop();
  }
}

const write = process.argv.includes('--write');
const stale: string[] = [];
for (const [file, wanted] of Object.entries(await withServer(generate))) {
  const path = join(root, file);
  if ((await readFile(path, 'utf8').catch(() => null)) === wanted) continue;
  stale.push(relative(root, path));
  if (write) await writeFile(path, wanted);
}
if (stale.length === 0) console.log('schema.sql and the table types agree with the migrations.');
else if (write) console.log(`Written: ${stale.join(', ')}`);
else {
  console.error(`These files do not agree with the migrations: ${stale.join(', ')}\nRepair: npm run schema`);
  process.exitCode = 1;
}
