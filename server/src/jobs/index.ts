export { JobFailure, type Patience, type StoredFailure, storedFailure } from './failure.ts';
export { createOrchestrator, type Orchestrator, type QueueConnection } from './orchestrator.ts';
export type { JobContext, JobDefinition, Jobs, NewJob } from './types.ts';
