export { createUploadStore } from './free/uploads.store.ts';
export { createHandOver, importJob, importJobType } from './import.job.ts';
export { type ImportRouteDeps, importRoutes } from './import.routes.ts';
export { createImportStore, type ImportStore } from './import.store.ts';
export type { WishIntake } from './ports.ts';
export { type ImportSettings, importSettings } from './settings.ts';
export { itemsOfWishSettled, type WishOutcome } from './settled.ts';
export { createSubmissions } from './submission.ts';
