export { type Answered, createExporter, type Exporter } from './exporter.ts';
export type { ScrapeSources } from './gauges.ts';
export { createMatchingMetrics, type JudgedFile, type MatchingMetrics } from './matching.ts';
export { metricsRoutes } from './metrics.routes.ts';
export {
  createStaleWatch,
  createWorkerMetrics,
  type WorkerMetrics,
  type WorkerState,
  workerStates,
} from './workers.ts';
