import type { FastifyPluginAsync } from 'fastify';
import type { JobDefinition, Timer } from '#jobs';

/**
 * What a room beside the journey brings into the house. Each wing is built in a file of its own (`compose/<room>.ts`) and listed in `wings.ts`;
 * its types of jobs are also listed in `job-types.ts`, its routes in `describe.ts`.
 */
export interface Wing {
  readonly jobs?: readonly JobDefinition[];
  readonly timers?: readonly Timer[];
  /** Below the base path. */
  readonly routes?: readonly FastifyPluginAsync[];
  /** Beside the base path. */
  readonly rootRoutes?: readonly FastifyPluginAsync[];
  /** Called once everything is built and jobs may run, before the timers. */
  start?(): Promise<void>;
  /** Called once jobs and timers have stopped; lets go of connections and threads. */
  stop?(): Promise<void>;
}
