import { setting } from '#platform/config';

/** How the house backs itself up. */
export const backupSettings = {
  dir: setting.path({
    name: 'BACKUP_DIR',
    default: null,
    doc: 'Folder for the automatic backups of the database; another disk than the one of DATA_DIR is best. Not set: backups in DATA_DIR.',
  }),
  everyHours: setting.int({
    name: 'BACKUP_INTERVAL_HOURS',
    default: 24,
    min: 0,
    max: 24 * 31,
    doc: 'How often the database is backed up by itself; 0: never.',
  }),
  keep: setting.int({
    name: 'BACKUP_KEEP',
    default: 7,
    min: 1,
    max: 1000,
    doc: 'How many automatic backups are kept; the oldest go first.',
  }),
};
