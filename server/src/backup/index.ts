export { backupRoutes } from './backup.routes.ts';
export { checkBackup } from './check.ts';
export { BackupProblem, type BackupSummary } from './format.ts';
export { type BackupKeeper, backUpDatabase, createBackupKeeper } from './keeper.ts';
export { restoreBackup } from './restore.ts';
export { backupSettings } from './settings.ts';
