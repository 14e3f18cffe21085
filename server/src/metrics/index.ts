export { createWorkerMetrics, type WorkerMetrics, type WorkerState, workerStates } from './workers.ts';
