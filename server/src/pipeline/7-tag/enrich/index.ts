export {
  createEnrichment,
  type Enrichment,
  type EnrichmentDeps,
  enrichmentJobType,
  enrichmentShapes,
} from './enrich.job.ts';
export { createEnrichmentStore } from './enrich.store.ts';
export { type DownloadedFile, type MetadataRouteDeps, metadataRoutes } from './metadata.routes.ts';
export { createMetadataEnricher } from './metadata.ts';
export { createMetadataRuns, metadataRunJobType, metadataRunShape } from './run.job.ts';
export { createRunStore } from './run.store.ts';
export { summaryOf } from './summary.ts';
