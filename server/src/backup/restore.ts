import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrationsInTransaction, type TransactionMigrations } from '#platform/database';
import { readBackup } from './check.ts';
import {
  type BackupHead,
  BackupProblem,
  type BackupSummary,
  type BackupSums,
  nameOf,
  type TableShape,
} from './format.ts';
import { dropFunctions, holdTriggers, jobTable, liftForeignKeys, listTables, quoted, quotedTable } from './tables.ts';

/** Tables that a Harmony that was only started fills by itself. */
const filledByStart = new Set([
  'public.timers',
  'public.settings',
  'public.settings_history',
  'public.activity_events',
  'public.service_paces',
  nameOf(jobTable),
]);

/**
 * Puts the content of a backup in the place of everything in the database, in one transaction: it ends with all of it or with what was there before, also
 * when it is killed. A backup of an earlier Harmony is brought to the current schema on the way. The queue's own tables must exist; its jobs are replaced.
 * Throws `BackupProblem`: the backup is not whole or newer than this program, the database has content and `replace` is false, or another Harmony uses it.
 */
export async function restoreBackup(options: {
  readonly client: ClientBase;
  readonly file: string;
  readonly replace: boolean;
}): Promise<BackupSummary> {
  const { client, file } = options;
  // The whole file is proved first, so that a damaged one does not even touch the database.
  await readBackup(file, {});
  await client.query('begin');
  try {
    await refuseOthers(client);
    const before = await listTables(client);
    if (!options.replace) await refuseContent(client, before);
    const mine = before.filter((table) => table.schema === 'public');
    await client.query(
      `drop table if exists ${[...mine.map(quotedTable), 'schema_migrations', 'schema_migrations_lock'].join(', ')} cascade`,
    );
    await dropFunctions(client);
    const migrations = migrationsInTransaction(client);
    const filler = createFiller(client, file, migrations);
    const summary = await readBackup(file, filler);
    await client.query('commit');
    return summary;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function createFiller(client: ClientBase, file: string, migrations: TransactionMigrations) {
  let open: { table: TableShape; stream: ReturnType<typeof copyFrom> } | null = null;

  let putBack: () => Promise<void> = () => Promise.resolve();

  async function close(): Promise<void> {
    if (open === null) return;
    open.stream.end();
    await finished(open.stream);
    if (open.table.schema === jobTable.schema) await moveJobs(client, open.table);
    open = null;
  }

  return {
    async head(head: BackupHead): Promise<void> {
      if (!(await migrations.to(head.migration)))
        throw new BackupProblem(
          `${file} was written by a newer Harmony (${head.harmony}, ${head.migration}).`,
          'Install that version or a newer one, then restore.',
        );
      const [addKeys, letTriggersWork] = [await liftForeignKeys(client), await holdTriggers(client)];
      putBack = async () => {
        await addKeys();
        await letTriggersWork();
      };
      await client.query(`delete from ${quotedTable(jobTable)}`);
    },
    async rows(table: TableShape, data: Buffer): Promise<void> {
      if (open !== null && nameOf(open.table) !== nameOf(table)) await close();
      if (open === null) {
        const jobs = table.schema === jobTable.schema;
        if (jobs) await makeJobStage(client, table);
        const target = jobs ? quoted(stage) : quotedTable(table);
        const stream = client.query(copyFrom(`copy ${target} (${table.columns.map(quoted).join(', ')}) from stdin`));
        // the fault comes with the next write or the end
        stream.on('error', () => undefined);
        open = { table, stream };
      }
      if (open.stream.errored !== null) throw open.stream.errored;
      if (!open.stream.write(data)) await Promise.race([once(open.stream, 'drain'), finished(open.stream)]);
    },
    async end(sums: BackupSums): Promise<void> {
      await close();
      for (const [name, last] of Object.entries(sums.sequences)) {
        await client.query(
          `select setval(format('public.%I', $1::text)::regclass, $2) where to_regclass(format('public.%I', $1::text)) is not null`,
          [name, last],
        );
      }
      await putBack();
      await migrations.toLatest();
    },
  };
}

const stage = 'restored_jobs';

/** The queue's library may have other columns than the one that wrote the backup, so its rows come in as text first. */
async function makeJobStage(client: ClientBase, table: TableShape): Promise<void> {
  const columns = table.columns.map((column) => `${quoted(column)} text`).join(', ');
  await client.query(`create temp table ${quoted(stage)} (${columns}) on commit drop`);
}

async function moveJobs(client: ClientBase, table: TableShape): Promise<void> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname::text as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname = any($2)`,
    [quotedTable(jobTable), table.columns],
  );
  const names = rows.map((row) => quoted(row.name)).join(', ');
  const values = rows.map((row) => `${quoted(row.name)}::${row.type}`).join(', ');
  await client.query(`insert into ${quotedTable(jobTable)} (${names}) select ${values} from ${quoted(stage)}`);
}

async function refuseOthers(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name in ('harmony', 'harmony-jobs')`,
  );
  if ((rows[0]?.n ?? 0) > 0)
    throw new BackupProblem(
      'Another Harmony is using this database.',
      'Stop every harmony serve and harmony work first.',
    );
}

async function refuseContent(client: ClientBase, tables: readonly TableShape[]): Promise<void> {
  for (const table of tables) {
    if (filledByStart.has(nameOf(table))) continue;
    const { rows } = await client.query<{ some: boolean }>(`select exists (select from ${quotedTable(table)}) as some`);
    if (rows[0]?.some === true)
      throw new BackupProblem(
        `The database has content already (${nameOf(table)}).`,
        'With --replace everything in it is replaced by the backup; make a backup of it before.',
      );
  }
}
