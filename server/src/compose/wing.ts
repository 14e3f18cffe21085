import type { JobDefinition, Timer } from '#jobs';

/**
 * What a room beside the journey brings into the house. Each wing is built in a file of its own (`compose/<room>.ts`), listed in `rooms.ts`;
 * its types of jobs are also listed in `job-types.ts`, its routes in `routes.ts`.
 */
export interface Wing {
  readonly jobs?: readonly JobDefinition[];
  readonly timers?: readonly Timer[];
  /** Called once everything is built and jobs may run, before the timers. */
  start?(): Promise<void>;
  /** Called once jobs and timers have stopped; lets go of connections and threads. */
  stop?(): Promise<void>;
}
