import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, silentLog, type TestDatabase } from '#test/database';
import { migrate, migrateDown, migrationState } from './migrate.ts';
import { migrationsFolder } from './migrations.ts';
import { openDatabase } from './open.ts';
import { MigrationFailedError, SchemaTooNewError } from './problems.ts';

let test: TestDatabase;
let folder: string;

beforeEach(async () => {
  test = await createTestDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'harmony-migrations-'));
});
afterEach(async () => {
  await test.drop();
  await rm(folder, { recursive: true });
});

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const tableExists = async (name: string) =>
  (await sql<{ found: boolean }>`select to_regclass(${name}) is not null as found`.execute(test.db)).rows[0]?.found;

describe('migrating', () => {
  it('runs every file of the program once, and nothing the second time', async () => {
    const all = (await readdir(migrationsFolder))
      .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
      .map((name) => name.replace('.sql', ''));
    expect(await migrationState(test.db)).toMatchObject({ state: 'behind', applied: null, pending: all });
    expect(await migrate(test.db)).toEqual(all);
    expect(await migrate(test.db)).toEqual([]);
    expect(await migrationState(test.db)).toMatchObject({
      state: 'current',
      applied: all.at(-1),
      latest: all.at(-1),
      pending: [],
    });
  });

  it('may be started by several processes at once: each file runs in one of them', async () => {
    await put('0001_slow.sql', `create table first (id int); select pg_sleep(0.1); insert into first values (1);`);
    await put('0002_next.sql', `create table second as select * from first;`);
    const others = Array.from({ length: 3 }, () =>
      openDatabase({ connection: test.connection, maxConnections: 2, log: silentLog }),
    );
    const ran = await Promise.all(others.map(({ db }) => migrate(db, { folder })));
    await Promise.all(others.map(({ close }) => close()));
    expect(ran.flat().sort()).toEqual(['0001_slow', '0002_next']);
    const { rows } = await sql<{ count: number }>`select count(*) from second`.execute(test.db);
    expect(rows[0]?.count).toBe(1);
  });

  it('leaves nothing behind when a file fails, not even of the files before it, and names the file', async () => {
    await put('0001_good.sql', 'create table good (id int);');
    await put('0002_bad.sql', 'create table half (id int); select 1 / 0;');
    const failure = await migrate(test.db, { folder }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MigrationFailedError);
    expect((failure as Error).message).toBe('Migration 0002_bad failed: division by zero');
    expect([await tableExists('good'), await tableExists('half')]).toEqual([false, false]);
    await put('0002_bad.sql', 'create table half (id int);');
    expect(await migrate(test.db, { folder })).toEqual(['0001_good', '0002_bad']);
  });

  it('refuses a database that a newer program migrated, and changes nothing in it', async () => {
    await put('0001_old.sql', 'create table old (id int);');
    await put('0002_new.sql', 'create table new (id int);');
    await migrate(test.db, { folder });
    await rm(join(folder, '0002_new.sql'));
    const failure = await migrate(test.db, { folder }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SchemaTooNewError);
    expect((failure as SchemaTooNewError).unknown).toEqual(['0002_new']);
    expect((await migrationState(test.db, { folder })).state).toBe('newer');
    expect(await tableExists('new')).toBe(true);
  });

  it('goes back one step where a file says how, and says so where none does', async () => {
    await put('0001_a.sql', 'create table a (id int);');
    await put('0002_b.sql', 'create table b (id int);');
    await put('0002_b.down.sql', 'drop table b;');
    await migrate(test.db, { folder });
    expect(await migrateDown(test.db, { folder })).toBe('0002_b');
    expect(await tableExists('b')).toBe(false);
    await expect(migrateDown(test.db, { folder })).rejects.toThrow(/0001_a.*no way back/);
    expect(await migrate(test.db, { folder })).toEqual(['0002_b']);
  });

  it.each([
    ['a name without a number', ['first.sql'], /0001_what_it_does/],
    ['one number twice', ['0001_a.sql', '0001_b.sql'], /number 0001/],
    ['a way back without a way there', ['0001_a.sql', '0002_b.down.sql'], /0002_b/],
  ])('refuses %s', async (_what, names, message) => {
    await mkdir(folder, { recursive: true });
    for (const name of names) await put(name, 'select 1');
    await expect(migrate(test.db, { folder })).rejects.toThrow(message);
  });
});

describe('the job queue beside it', () => {
  it('sends a job inside our transaction, and takes it back with a rollback', async () => {
    const boss = new PgBoss({ db: fromKysely(test.db), schema: 'pgboss' });
    await boss.start();
    await boss.createQueue('jobs');
    const committed = await test.db
      .transaction()
      .execute((trx) => boss.send('jobs', { n: 1 }, { db: fromKysely(trx) }));
    await test.db
      .transaction()
      .execute(async (trx) => {
        await boss.send('jobs', { n: 2 }, { db: fromKysely(trx) });
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    const jobs = await boss.fetch('jobs', { batchSize: 10 });
    await boss.stop({ graceful: false });
    expect(jobs.map(({ id, data }) => ({ id, data }))).toEqual([{ id: committed, data: { n: 1 } }]);
  });
});
