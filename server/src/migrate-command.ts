import { sql } from 'kysely';
import { type Db, migrate, migrateDown, migrationState } from '#platform/database';
import { createLog } from '#platform/log';
import { exit, openConfigured, say, tell } from './commands.ts';
import { type AllSettings, knownSecrets } from './settings.ts';

const usage = 64;
const forms = 'harmony migrate, harmony migrate --back-to NUMBER (for example 0170)';

/**
 * `harmony migrate`: brings the database to the current schema and ends. `--back-to NUMBER`: undoes the migrations after that one, so that an earlier
 * version can use the database; what only the newer schema can hold is lost. Answers the exit code.
 */
export async function migrateCommand(settings: AllSettings, args: readonly string[]): Promise<number> {
  const [flag, number, ...rest] = args;
  const back = flag === '--back-to' && number !== undefined && /^\d{4}$/.test(number) && rest.length === 0;
  if (flag !== undefined && !back) {
    process.stderr.write(`harmony: migrate does not know "${args.join(' ')}". Forms: ${forms}.\n`);
    return usage;
  }
  const log = createLog(settings.log, undefined, knownSecrets(settings));
  try {
    const database = await openConfigured(settings, log, () => undefined);
    try {
      if (back) await goBack(database.db, number);
      else await migrate(database.db);
      const state = await migrationState(database.db);
      say(`the database is at ${state.applied ?? 'an empty schema'}.`);
    } finally {
      await database.closeAll();
    }
    return exit.ok;
  } catch (error) {
    return tell(error);
  }
}

/** Undoes migrations, the newest first, each in a transaction of its own; killed in between, it is run again. */
async function goBack(db: Db, number: string): Promise<void> {
  if (await othersUse(db))
    throw refusal('Another Harmony uses this database.', 'Stop every harmony serve and harmony work, then try again.');
  const { pending, applied } = await migrationState(db);
  const known = pending.some((name) => name.startsWith(`${number}_`));
  if (applied === null || known || applied.slice(0, 4) < number)
    throw refusal(`The database is at ${applied ?? 'an empty schema'}, before ${number}.`, 'Run harmony migrate.');
  for (;;) {
    const { applied: at } = await migrationState(db);
    if (at === null || at.slice(0, 4) <= number) return;
    say(`undone: ${(await migrateDown(db)) ?? at}`);
  }
}

/** Connections that a house which serves or works has open as long as it runs. */
async function othersUse(db: Db): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and application_name in ('harmony-jobs', 'harmony-channel')`.execute(db);
  return (rows[0]?.n ?? 0) > 0;
}

function refusal(sentence: string, remedy: string): Error {
  return Object.assign(new Error(sentence), { remedy });
}
