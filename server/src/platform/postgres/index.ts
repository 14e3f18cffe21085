export { findRunningPostgres } from './attach.ts';
export { createDatabaseIfMissing } from './create-database.ts';
export { PostgresProblem, type PostgresProblemCode } from './problems.ts';
export { startEmbeddedPostgres } from './start.ts';
export type { EmbeddedConnection, EmbeddedOptions, EmbeddedPostgres, Progress, SupervisorLog } from './types.ts';
