export { type AutosyncRouteDeps, autosyncRoutes } from './autosync.routes.ts';
export { wishSource } from './compare.ts';
export { createAutosyncListener } from './listener.ts';
export type { Account, AccountRow, ChosenReleases, NotNow, OwnedElsewhere, OwnWishes } from './ports.ts';
export { autosyncJobOf, autosyncJobShape, autosyncJobType, createAutosyncJob } from './run.job.ts';
export { createRunStore } from './runs.store.ts';
export { type AutosyncSettings, autosyncSettings } from './settings.ts';
export { createStarter } from './start.ts';
export { createTrackStore } from './tracks.store.ts';
