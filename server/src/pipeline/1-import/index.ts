export { backfillJob, backfillJobShape, backfillJobType, backfillTimer } from './backfill/backfill.job.ts';
export { createBackfillStore } from './backfill/backfill.store.ts';
export { createLookupStore } from './backfill/lookups.store.ts';
export { createUploadStore } from './free/uploads.store.ts';
export { createHandOver, type ImportedJob, importJob, importJobType } from './import.job.ts';
export { type ImportRouteDeps, importRoutes } from './import.routes.ts';
export { createImportStore, type ImportStore } from './import.store.ts';
export { linksJob, linksJobShape, linksJobType, linksTimer } from './links/links.job.ts';
export { createLinkStore } from './links/links.store.ts';
export { createLinkReader } from './links/read-link.ts';
export { importsOfWish, wishesOfImport } from './origins.ts';
export type {
  ChooseTrack,
  FoundTrack,
  NotNow,
  PublicPlaylists,
  SpotifyAccess,
  SpotifyForImports,
  WishIntake,
} from './ports.ts';
export { type ImportSettings, importSettings } from './settings.ts';
export { itemsOfWishSettled, type WishOutcome } from './settled.ts';
export { createSubmissions } from './submission.ts';
