import { resolve } from 'node:path';
import { Client } from 'pg';
import { backUpDatabase, checkBackup, restoreBackup } from '#backup';
import { makeQueueTables } from '#jobs';
import { type DatabaseConnection, migrate, resolveDatabase, toPgOptions } from '#platform/database';
import { createLog, type Logger } from '#platform/log';
import { findRunningPostgres } from '#platform/postgres';
import { exit, openConfigured, say, tell } from './commands.ts';
import type { AllSettings } from './settings.ts';
import { version } from './version.ts';

const usage = 64;

/** `harmony backup FILE`: writes the database into a new file, also while Harmony runs. Answers the exit code. */
export async function backupCommand(settings: AllSettings, args: readonly string[]): Promise<number> {
  const file = onlyFile('backup', args);
  if (file === null) return usage;
  const log = createLog(settings.log);
  try {
    await withDatabase(settings, log, async (connection) => {
      const { rows, bytes, head } = await backUpDatabase({ connection, file, version, log });
      say(
        `wrote ${rows} rows (${Math.ceil(bytes / 1024)} KiB, schema ${head.migration}) to ${file} and read them again.`,
      );
    });
    say(
      'tokens and passwords in it stay sealed: keep secrets.key of the data folder (or SECRETS_KEY) as well, elsewhere.',
    );
    return exit.ok;
  } catch (error) {
    return tell(error);
  }
}

/** `harmony restore FILE`: puts a backup into the database; Harmony must be stopped. Answers the exit code. */
export async function restoreCommand(settings: AllSettings, args: readonly string[]): Promise<number> {
  const flags = new Set(args.filter((arg) => arg.startsWith('-')));
  const unknown = [...flags].find((flag) => flag !== '--replace' && flag !== '--check');
  if (unknown !== undefined) {
    process.stderr.write(`harmony: restore does not know ${unknown}.\n`);
    return usage;
  }
  const file = onlyFile(
    'restore',
    args.filter((arg) => !flags.has(arg)),
  );
  if (file === null) return usage;
  const log = createLog(settings.log);
  try {
    if (flags.has('--check')) {
      const { rows, head } = await checkBackup(file);
      say(`${file} is whole: ${rows} rows of ${head.created_at}, Harmony ${head.harmony}, schema ${head.migration}.`);
      return exit.ok;
    }
    const database = await openConfigured(settings, log, () => undefined);
    try {
      await migrate(database.db);
      await makeQueueTables(toPgOptions(database.connection));
      await database.close();
      const client = new Client({ ...toPgOptions(database.connection), application_name: 'harmony-restore' });
      await client.connect();
      try {
        const { rows, head } = await restoreBackup({ client, file, replace: flags.has('--replace') });
        say(
          `restored ${rows} rows of ${head.created_at}. Start Harmony again; on another machine, put secrets.key into its data folder first.`,
        );
      } finally {
        await client.end();
      }
    } finally {
      await database.closeAll();
    }
    return exit.ok;
  } catch (error) {
    return tell(error);
  }
}

/** The embedded database of a running Harmony is used beside it; else it is started for as long as this takes. */
export async function withDatabase(
  settings: AllSettings,
  log: Logger,
  work: (connection: DatabaseConnection) => Promise<void>,
): Promise<void> {
  const choice = resolveDatabase({ ...settings.database, dataDir: settings.house.dataDir });
  const running = choice.kind === 'embedded' ? await findRunningPostgres(choice.dataDir) : null;
  if (running !== null) {
    await work(running);
    return;
  }
  const database = await openConfigured(settings, log, () => undefined);
  try {
    await work(database.connection);
  } finally {
    await database.closeAll();
  }
}

function onlyFile(command: string, args: readonly string[]): string | null {
  const [file, ...rest] = args;
  if (file !== undefined && rest.length === 0 && !file.startsWith('-') && file !== '') return resolve(file);
  process.stderr.write(
    `harmony: ${command} needs the name of one file, for example: harmony ${command} harmony-backup.tar.gz\n`,
  );
  return null;
}
