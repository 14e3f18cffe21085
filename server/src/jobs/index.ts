export { type JobEvent, type JobEvents, logJobEvent } from './events.ts';
export { JobFailure, type Patience, type StoredFailure, storedFailure } from './failure.ts';
export { createOrchestrator, type Orchestrator } from './orchestrator.ts';
export { createPolicies, type Policies } from './policy.ts';
export { readPriorities } from './priorities.ts';
export type { QueueConnection } from './queue.ts';
export { orchestratorSettings, poolSettings, retrySettings, typeRetrySettings, workerName } from './settings.ts';
export { createTimers, type Timer, type Timers } from './timers.ts';
export type { JobContext, JobDefinition, Jobs, JobTypes, NewJob } from './types.ts';
