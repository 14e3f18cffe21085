export { type TidyDeps, tidyBatchFolders } from './batches/tidy.ts';
export { type Cancellations, createCancellations } from './cancel.ts';
export { changeOf, type DownloadChange } from './changes.ts';
export { createDownloadStage } from './download.stage.ts';
export {
  activeByState,
  countActive,
  type DownloadRow,
  forgiveTransfers,
  latestDownloads,
  parkedWishes,
} from './download.store.ts';
export { type LastFinished, lastFinished } from './last-finished.ts';
export type { MonitorDeps } from './monitor/memory.ts';
export { createTransferMonitor, type TransferMonitor } from './monitor/monitor.ts';
export type { RoundResult } from './monitor/round.ts';
export { type PeerExperience, type PeerNotes, reportBadFiles } from './peers.ts';
export type {
  EnqueueAnswer,
  EnqueueRequest,
  FileWhereabouts,
  Transfer,
  TransferFailure,
  TransferNetwork,
  TransferPhase,
} from './ports.ts';
export { type DownloadSettings, downloadSettings } from './settings.ts';
