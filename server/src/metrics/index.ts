export { createMatchingMetrics, type JudgedFile, type MatchingMetrics } from './matching.ts';
export {
  createStaleWatch,
  createWorkerMetrics,
  type WorkerMetrics,
  type WorkerState,
  workerStates,
} from './workers.ts';
