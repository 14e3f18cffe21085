import { join } from 'node:path';
import type { Activity } from '#activity';
import { type BackupKeeper, backupRoutes, createBackupKeeper } from '#backup';
import type { DatabaseConnection } from '#platform/database';
import type { Logger } from '#platform/log';
import type { AllSettings } from '../../settings.ts';
import { version } from '../../version.ts';
import type { Wing } from '../wing.ts';

/** How often it is looked whether a backup is due; a missed one (the machine slept) is made up for soon. */
const lookEveryMs = 15 * 60_000;

/** The folder of automatic backups by these settings. */
export function backupKeeper(deps: {
  readonly settings: Pick<AllSettings, 'backup' | 'house'>;
  readonly connection: DatabaseConnection;
  readonly log: Logger;
}): BackupKeeper {
  const { backup, house } = deps.settings;
  const { connection, log } = deps;
  return createBackupKeeper({
    dir: backup.dir ?? join(house.dataDir, 'backups'),
    keep: backup.keep,
    connection,
    version,
    log,
  });
}

/** Backs the database up by itself and tells in the activity how it went. */
export function createBackups(deps: {
  readonly settings: AllSettings;
  readonly connection: DatabaseConnection;
  readonly activity: Activity;
  readonly log: Logger;
}): Wing {
  const { backup } = deps.settings;
  const keeper = backupKeeper(deps);
  // A disk that stays full is told once, not at every look.
  let told: string | null = null;
  const work = async (): Promise<void> => {
    try {
      if (!(await keeper.runIfDue(backup.everyHours * 3_600_000))) return;
      told = null;
      await deps.activity.record('backup', 'completed', { name: (await keeper.list())[0]?.name ?? '' });
    } catch (error) {
      const remedy = error instanceof Error && 'remedy' in error ? String(error.remedy) : undefined;
      const sentence = error instanceof Error ? error.message : String(error);
      if (told !== sentence)
        await deps.activity.record('backup', 'failed', {
          error: sentence,
          ...(remedy === undefined ? {} : { remedy }),
        });
      told = sentence;
      throw error;
    }
  };
  return {
    timers: backup.everyHours === 0 ? [] : [{ name: 'backup', everyMs: lookEveryMs, work }],
    routes: [backupRoutes({ keeper, everyHours: backup.everyHours, keep: backup.keep })],
  };
}
