import { setTimeout as pause } from 'node:timers/promises';
import { JobFailure, type NewJob } from '#jobs';
import { createLibraryStore } from '#library';
import {
  createScanIndex,
  createScanner,
  createScanProblems,
  createScanRuns,
  createScans,
  type ScanDeps,
} from '#library/scan';
import type { Db } from '#platform/database';
import { createFolderGuard } from '#platform/files';

/** The scan of one music folder with its real database and thread; its jobs run when the test says so. */
export function createScanHouse(options: { readonly db: Db; readonly musicDir: string } & Partial<ScanDeps>) {
  const { db, musicDir } = options;
  const library = createLibraryStore(db);
  const guard = createFolderGuard({
    root: musicDir,
    name: 'music folder',
    setting: 'MUSIC_DIR',
    reserveBytes: 0,
    expected: { sample: () => library.sample() },
  });
  const waiting: NewJob[] = [];
  const told: string[] = [];
  const scanner = createScanner();
  const runs = createScanRuns(db);
  const problems = createScanProblems(db);
  const scans = createScans({
    guard,
    scanner,
    runs,
    problems,
    index: createScanIndex(db),
    skip: () => [],
    jobs: { enqueue: async (job) => void waiting.push(...(Array.isArray(job) ? (job as NewJob[]) : [job as NewJob])) },
    intervalS: 0,
    settle: () => Promise.resolve(0),
    changed: () => undefined,
    tell: async (status) => void told.push(status),
    onFault: (error) => {
      throw error;
    },
    ...options,
  });

  /** Runs one job as the queue would: again while another process is at it. */
  async function run(job: Pick<NewJob, 'type' | 'payload'>, signal = new AbortController().signal): Promise<void> {
    const definition = scans.definitions.find(({ type }) => type === job.type);
    for (;;) {
      try {
        return await definition?.run(job.payload, { jobId: 'test', attempt: 1, signal });
      } catch (error) {
        if (!(error instanceof JobFailure) || error.code !== 'library_scan_busy') throw error;
        await pause(20);
      }
    }
  }

  return {
    scans,
    runs,
    problems,
    library,
    told,
    run,
    /** Jobs that were queued and not run yet. */
    waiting,
    /** Runs what waits, and what follows from it. */
    async drain(): Promise<number> {
      let jobs = 0;
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        await run(job);
        jobs += 1;
      }
      return jobs;
    },
    /** One whole scan from beginning to end. */
    async scan(mode: 'changes' | 'all' | 'thorough' = 'changes', acceptLosses = false) {
      await scans.start({ mode, startedBy: 'person', acceptLosses });
      await this.drain();
      const newest = await runs.newest();
      if (newest === null) throw new Error('There is no scan.');
      return newest;
    },
    rows: () => db.selectFrom('library_files').selectAll().orderBy('path').execute(),
    close: () => scanner.close(),
  };
}

/** The house as tests hold it. */
export type ScanHouse = ReturnType<typeof createScanHouse>;
