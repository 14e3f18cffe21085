import type { TellMoved } from '#library';
import { createDuplicates, duplicatesRoutes } from '#library/duplicates';
import {
  createFolderWatch,
  createScanIndex,
  createScanner,
  createScanProblems,
  createScanRuns,
  createScans,
  type ScanRun,
  scanRoutes,
  suspiciousLosses,
  viewOfScan,
} from '#library/scan';
import type { OwnedSettlement } from '#pipeline';
import type { QualityProfile } from '#pipeline/match';
import type { Foundation } from '../foundation.ts';
import { isClearlyBetter } from '../journey/twins.ts';
import type { Wing } from '../wing.ts';

/** People see how a scan goes on so often. */
const tellEveryMs = 500;
/** Looking for some files before a scan begins takes no longer than this on a disk that answers. */
const lookMs = 30_000;

/** The scan of the music folder with what it means for wishes, the history and people who look on. */
export function createLibraryScan(deps: {
  readonly foundation: Pick<
    Foundation,
    'settings' | 'db' | 'kind' | 'jobs' | 'library' | 'guard' | 'activity' | 'relay' | 'onFault'
  >;
  readonly profile: () => QualityProfile;
  readonly settlement: OwnedSettlement;
  /** Files that are still to come; `null`: not known. */
  readonly slskdDownloads: () => string | null;
  /** Hears of files that were found under another path. */
  readonly moved: TellMoved | undefined;
}): Wing {
  const { settings, db, kind, jobs, library, guard, activity, relay } = deps.foundation;
  const { settlement } = deps;
  const { musicDir, trashDir } = settings.organise;
  const onFault = (error: unknown): void => deps.foundation.onFault('library scan', error);
  const skip = (): string[] => [trashDir, deps.slskdDownloads()].filter((folder) => folder !== null);
  const runs = createScanRuns(db);
  const problems = createScanProblems(db);
  const index = createScanIndex(db);
  const scanner = createScanner();

  let telling: NodeJS.Timeout | null = null;
  const tell = async (): Promise<void> => {
    telling = null;
    const run = await runs.newest();
    if (run !== null) relay.feed.publish('library_scan', viewOfScan(run));
    if (run?.status !== 'running') relay.feed.publish('library', { scan_id: run?.id ?? null });
  };
  const changed = (): void => {
    telling ??= setTimeout(() => void tell().catch(onFault), tellEveryMs);
  };

  const files = { musicDir, guard, index, problems, scanner, skip, moved: deps.moved };
  const scans = createScans({
    ...files,
    db,
    jobs,
    runs,
    intervalS: settings.libraryScan.intervalS,
    settle: (recordings, signal) => (recordings === null ? settlement.all(signal) : settlement.of(recordings, signal)),
    changed,
    tell: (status, run) => activity.record('library_scan', status, detailsOf(run)),
    onFault,
  });
  const watch = createFolderWatch({
    musicDir,
    skip,
    delayMs: settings.libraryScan.watchDelayMs,
    onChange: (folders) => scans.changedFolders(folders),
    onFault,
  });
  const duplicates = createDuplicates(db, (a, b) => isClearlyBetter(a, b, deps.profile()));
  return {
    jobs: scans.definitions,
    timers: [...scans.timers, duplicates.timer],
    routes: [
      scanRoutes({
        scans,
        problems,
        library,
        watch: () => watch.state(),
        intervalS: settings.libraryScan.intervalS,
        refusal: () => suspiciousLosses(files, true, AbortSignal.timeout(lookMs)),
      }),
      duplicatesRoutes(duplicates),
    ],
    async start() {
      // in the process that people talk to, so that they see whether it works; what it notes is done by any
      if (kind === 'serve' && settings.libraryScan.watch) watch.start();
    },
    async stop() {
      await watch.stop();
      if (telling !== null) clearTimeout(telling);
      await scanner.close();
    },
  };
}

function detailsOf(run: ScanRun): Record<string, unknown> {
  const { id, mode, started_by, seen, read, added, changed, moved, returned, vanished, failed, settled, error } = run;
  return {
    scan_id: id,
    mode,
    started_by,
    seen,
    read,
    added,
    changed,
    moved,
    returned,
    vanished,
    failed,
    settled,
    error,
  };
}
