import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { type JobDefinition, JobFailure, type Jobs, rowId, type Timer } from '#jobs';
import type { Db } from '#platform/database';
import { FileProblem } from '#platform/files';
import { scanAlone } from './alone.ts';
import { mostFilesGone, type Refusal, suspiciousLosses } from './losses.ts';
import { passOver } from './pass.ts';
import type { ChangedFolder, ScanRun, ScanRuns } from './runs.store.ts';
import { endOfPaths, type PassDeps, type StretchResult } from './stretch.ts';
import type { ScanMode } from './types.ts';

/** What scanning needs. */
export interface ScanDeps extends PassDeps {
  readonly jobs: Jobs;
  readonly runs: ScanRuns;
  /** Seconds between scans by themselves; 0: none. */
  readonly intervalS: number;
  /**
   * Meets wishes with what is in the library now; answers how many. `null`: all that wait may be met, otherwise those for these recordings.
   */
  readonly settle: (recordings: StretchResult['recordings'] | null, signal: AbortSignal) => Promise<number>;
  /** Told of everything that people who look on should see. */
  readonly changed: () => void;
  /** Told when a scan begins or ends, for the history. */
  readonly tell: (status: 'started' | 'completed' | 'stopped' | 'failed', run: ScanRun) => Promise<void>;
  readonly onFault: (error: unknown) => void;
  /** How long a job goes on before it hands over to a new one; nothing runs for hours. */
  readonly partMs?: number;
}

/** The job of a part of a scan of the whole folder, and the one that looks at folders in which something has changed. */
export const scanJobType = 'library_scan';
export const scanFoldersJobType = 'library_scan_folders';

/** How they rank: people wait for an import and for their music rather than for this. */
const scanShape = {
  priority: 70,
  timeoutMs: 60 * 60_000,
  maxAttempts: 12,
  payload: Type.Object({ scanId: rowId, part: Type.Integer({ minimum: 0 }) }),
};
const foldersShape = { priority: 80, timeoutMs: 60 * 60_000, maxAttempts: 12, payload: Type.Object({}) };
export const scanJobShapes = new Map([
  [scanJobType, scanShape],
  [scanFoldersJobType, foldersShape],
] as const);

const partMs = 5 * 60_000;
const busyPauseMs = 1000;
const foldersEveryMs = 30_000;
const foldersAtOnce = 100;
/** More recordings than these are not kept in mind; then all wishes that wait are looked at. */
const mostRecordings = 2000;

/**
 * Scans of the music folder as jobs. How far one has come is stored with every stretch, so a killed process goes on where it was; an index in the
 * database lets one run at a time, a lock keeps two processes from working on it at once.
 */
export function createScans(deps: ScanDeps) {
  const { db, jobs, runs } = deps;

  const enqueue = (trx: Db, run: { id: number; part: number }): Promise<void> =>
    jobs.enqueue(
      { type: scanJobType, payload: { scanId: run.id, part: run.part }, key: `library-scan:${run.id}` },
      trx,
    );
  const enqueueFolders = (): Promise<void> =>
    jobs.enqueue({ type: scanFoldersJobType, payload: {}, key: 'library-scan-folders', idempotencyKey: 'folders' });

  async function end(
    run: ScanRun,
    status: 'completed' | 'stopped' | 'failed',
    why: Refusal | null = null,
  ): Promise<void> {
    const ended = await runs.end(run.id, status, why);
    if (ended === null) return;
    deps.changed();
    await deps.tell(status, ended);
  }

  /** Goes on until the scan ends, or until it is time for a new job. */
  async function part(run: ScanRun, signal: AbortSignal): Promise<void> {
    if (run.position === null && run.seen === 0) {
      const refusal = await lossesAfterAll(run.accept_losses, (moved) => runs.addMoved(run.id, moved), signal);
      if (refusal !== null) return await end(run, 'failed', refusal);
    }
    const until = Date.now() + (deps.partMs ?? partMs);
    const order = {
      id: `scan ${run.id}`,
      scope: { folder: '', shallow: false },
      mode: run.mode,
      after: run.position,
      since: run.started_at,
    };
    let handedOver = false;
    const passed = await passOver(
      order,
      deps,
      async (trx, { counts, position }) => {
        if (handedOver || !(await runs.advance(trx, run.id, position, counts))) return false;
        if (position !== endOfPaths && Date.now() > until) {
          handedOver = true;
          await runs.change(trx, run.id, { part: run.part + 1 });
          await enqueue(trx, { id: run.id, part: run.part + 1 });
        }
        deps.changed();
        return true;
      },
      signal,
    );
    if (passed === 'ended' || handedOver) return;
    await finish(run, signal);
  }

  /** What looks like a loss may be a library that was renamed as a whole: it is found again before anything is missed. */
  async function lossesAfterAll(
    accepted: boolean,
    onMoved: (files: number) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Refusal | null> {
    const refusal = await suspiciousLosses(deps, accepted, signal);
    if (refusal?.code !== mostFilesGone) return refusal;
    let moved = 0;
    const scope = { folder: '', shallow: false };
    await passOver(
      { id: `moves ${randomUUID()}`, scope, mode: 'changes', after: null, since: new Date(), onlyMoves: true },
      deps,
      async (_trx, { counts }) => {
        moved += counts.moved;
        return true;
      },
      signal,
    );
    await onMoved(moved);
    return moved === 0 ? refusal : await suspiciousLosses(deps, accepted, signal);
  }

  async function finish(run: ScanRun, signal: AbortSignal): Promise<void> {
    const now = await runs.find(run.id);
    if (now?.status !== 'running') return;
    await deps.problems.forgetUnseen({ folder: '', shallow: false }, now.started_at);
    if (now.added + now.changed + now.returned > 0) {
      const settled = await deps.settle(null, signal);
      await runs.change(db, run.id, { settled: now.settled + settled });
    }
    await runs.forgetFoldersBefore(now.started_at);
    await end(run, 'completed');
    if ((await runs.folders(1)).length > 0) await enqueueFolders();
  }

  async function folders(signal: AbortSignal): Promise<void> {
    const newest = await runs.newest();
    // its end looks after the folders, too
    if (newest?.status === 'running') return;
    for (;;) {
      const noted = await runs.folders(foldersAtOnce);
      if (noted.length === 0) return;
      const refusal = await lossesAfterAll(false, () => Promise.resolve(), signal);
      if (refusal !== null) {
        for (const each of noted) await runs.forgetFolder(each);
        return;
      }
      const recordings: StretchResult['recordings'][number][] = [];
      let changes = 0;
      for (const each of noted) {
        const { folder, deep, notedAt } = each;
        const scope = { folder, shallow: !deep };
        await passOver(
          { id: `folder ${folder} ${notedAt.toISOString()}`, scope, mode: 'changes', after: null, since: notedAt },
          deps,
          async (_trx, { counts, recordings: found }) => {
            if (recordings.length <= mostRecordings) recordings.push(...found);
            const { added, changed, moved, returned, vanished } = counts;
            changes += added + changed + moved + returned + vanished;
            return true;
          },
          signal,
        );
        await deps.problems.forgetUnseen(scope, notedAt);
        await runs.forgetFolder(each);
      }
      if (recordings.length > 0) await deps.settle(recordings.length > mostRecordings ? null : recordings, signal);
      if (changes > 0) deps.changed();
    }
  }

  /** One process at a time; a disk that is away ends a scan with its reason. */
  async function alone(work: () => Promise<void>): Promise<void> {
    if ((await scanAlone(db, work)) !== 'busy') return;
    throw new JobFailure({
      code: 'library_scan_busy',
      sentence: 'Another process of Harmony is scanning the music folder.',
      patience: { at: new Date(Date.now() + busyPauseMs) },
    });
  }

  const definitions: JobDefinition[] = [
    {
      type: scanJobType,
      pool: 1,
      ...scanShape,
      run: (payload, { signal }) =>
        alone(async () => {
          const run = await runs.find(Number(payload['scanId']));
          if (run === null || run.status !== 'running' || run.part !== Number(payload['part'])) return;
          try {
            await part(run, signal);
          } catch (error) {
            if (signal.aborted || !(error instanceof FileProblem)) throw error;
            await end(run, 'failed', error);
          }
        }),
      async onDead(payload, failure) {
        const run = await runs.find(Number(payload['scanId']));
        if (run !== null)
          await end(run, 'failed', { code: failure.code, sentence: failure.message, remedy: failure.remedy ?? '' });
      },
    },
    {
      type: scanFoldersJobType,
      pool: 1,
      ...foldersShape,
      run: (_payload, { signal }) =>
        alone(async () => {
          try {
            await folders(signal);
          } catch (error) {
            // the folder is away; whatever changes in it meanwhile is found by the next scan
            if (signal.aborted || !(error instanceof FileProblem)) throw error;
            deps.onFault(error);
          }
        }),
    },
  ];

  async function start(options: {
    readonly mode: ScanMode;
    readonly startedBy: 'person' | 'timer';
    readonly acceptLosses: boolean;
  }): Promise<boolean> {
    const { mode, startedBy, acceptLosses } = options;
    const run = await db.transaction().execute(async (trx) => {
      const begun = await runs.begin(trx, { mode, started_by: startedBy, accept_losses: acceptLosses });
      if (begun !== null) await enqueue(trx, begun);
      return begun;
    });
    if (run === null) return false;
    deps.changed();
    await deps.tell('started', run);
    return true;
  }

  const timers: Timer[] = [
    ...(deps.intervalS === 0
      ? []
      : [
          {
            name: 'library_scan',
            everyMs: deps.intervalS * 1000,
            work: () => start({ mode: 'changes', startedBy: 'timer', acceptLosses: false }),
          },
        ]),
    {
      name: 'library_scan_folders',
      everyMs: foldersEveryMs,
      work: async () => ((await runs.folders(1)).length > 0 ? await enqueueFolders() : undefined),
    },
  ];

  return {
    definitions,
    timers,
    runs,
    /** Begins a scan of the whole folder; `false`: one is running already. */
    start,
    /** Ends the running scan after the stretch that it is at; what it has found stays. */
    async stop(): Promise<void> {
      const newest = await runs.newest();
      if (newest?.status === 'running') await end(newest, 'stopped');
    },
    /** Something has changed in these folders: they are looked at soon. */
    async changedFolders(changed: readonly ChangedFolder[]): Promise<void> {
      await runs.noteFolders(changed);
      await enqueueFolders();
    },
  };
}

/** Scans of the music folder. */
export type Scans = ReturnType<typeof createScans>;
