export { createDatabaseIfMissing } from './create-database.ts';
export { PostgresProblem, type PostgresProblemCode } from './problems.ts';
export {
  type EmbeddedConnection,
  type EmbeddedOptions,
  type EmbeddedPostgres,
  type SupervisorLog,
  startEmbeddedPostgres,
} from './start.ts';
