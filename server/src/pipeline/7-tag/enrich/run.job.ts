import { Type } from 'typebox';
import { type JobDefinition, JobFailure, type Jobs, rowId } from '#jobs';
import type { LibraryStore } from '#library';
import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import type { Enrichment } from './enrich.job.ts';
import type { MetadataRun, RunStore } from './run.store.ts';

/** What the pass over the library needs. */
export interface MetadataRunDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly store: RunStore;
  readonly library: Pick<LibraryStore, 'countPresent' | 'presentAfter'>;
  readonly enrichment: Pick<Enrichment, 'runNow' | 'include'>;
  /** The download that brought the file of a wish. */
  readonly downloadOf: (wishId: number) => Promise<number | null>;
  /** Told when a pass begins or ends (activity, contract §8.4). */
  readonly tell: (
    status: 'started' | 'already_running' | 'stopped' | 'completed' | 'failed',
    run: MetadataRun,
  ) => Promise<void>;
  /** Files of one job; more begin a new one, so that nothing runs for hours. */
  readonly filesPerJob?: number;
}

/** The job of one part of a pass. */
export const metadataRunJobType = 'metadata_update';

/** How the job ranks; a person waits for it, but not at the screen. */
export const metadataRunShape = {
  priority: 60,
  timeoutMs: 30 * 60_000,
  maxAttempts: 12,
  payload: Type.Object({ runId: rowId, part: Type.Integer() }),
};

/**
 * Brings metadata up to date over the whole library, one file after the other. How far it has come is stored after every file, so a killed process
 * goes on where it was; a service that cannot be asked makes the pass wait, a file that cannot be helped is counted and passed over.
 */
export function createMetadataRuns(deps: MetadataRunDeps) {
  const { db, jobs, store } = deps;
  const filesPerJob = deps.filesPerJob ?? 50;
  const enqueue = (trx: Db, runId: number, part: number): Promise<void> =>
    jobs.enqueue({ type: metadataRunJobType, payload: { runId, part }, key: `metadata-run:${runId}` }, trx);

  async function part(run: MetadataRun, signal: AbortSignal): Promise<void> {
    let { processed, failures } = run;
    const files = await deps.library.presentAfter(run.last_file_id, filesPerJob);
    for (const file of files) {
      signal.throwIfAborted();
      const downloadId = file.wishId === null ? null : await deps.downloadOf(file.wishId);
      if (!(await store.change(run.id, { current_download_id: downloadId }))) return;
      const problem = await one(file.id, signal);
      processed += 1;
      if (problem !== null) failures += 1;
      const end = problem === null ? { last_completed_id: downloadId } : { last_failed_id: downloadId };
      const rest = { current_download_id: null, last_file_id: file.id, error: problem };
      if (!(await store.change(run.id, { processed, failures, ...end, ...rest }))) return;
    }
    await db.transaction().execute(async (trx) => {
      if (files.length === filesPerJob) {
        if (await store.change(run.id, { part: run.part + 1 }, trx)) await enqueue(trx, run.id, run.part + 1);
        return;
      }
      await store.change(run.id, { status: 'completed', completed_at: new Date(), error: null }, trx);
    });
    const now = await store.find(run.id);
    if (now?.status === 'completed') await deps.tell('completed', now);
  }

  /** Brings one file up to date; answers why it could not, or `null`. Throws when the pass must wait. */
  async function one(fileId: number, signal: AbortSignal): Promise<string | null> {
    try {
      await deps.enrichment.include(fileId, 'metadata');
      await deps.enrichment.runNow(fileId, 'metadata', true, signal);
      return null;
    } catch (error) {
      const outside = error instanceof JobFailure && error.cause instanceof ServiceFault;
      if (outside || signal.aborted || !(error instanceof Error)) throw error;
      return error.message;
    }
  }

  const definition: JobDefinition = {
    type: metadataRunJobType,
    pool: 1,
    ...metadataRunShape,
    async run(payload, { signal }) {
      const run = await store.find(Number(payload['runId']));
      if (run === null || run.status !== 'running' || run.part !== Number(payload['part'])) return;
      try {
        await part(run, signal);
      } catch (error) {
        await store.change(run.id, { error: error instanceof Error ? error.message : String(error) });
        throw error;
      }
    },
    async onDead(payload, failure) {
      const id = Number(payload['runId']);
      const values = { status: 'failed' as const, error: failure.message, completed_at: new Date() };
      const now = (await store.change(id, { ...values, current_download_id: null })) ? await store.find(id) : null;
      if (now !== null) await deps.tell('failed', now);
    },
  };

  return {
    definition,
    newest: () => store.newest(),
    /** Begins a pass; while one is running nothing else happens, and the history says so. */
    async start(): Promise<void> {
      const total = await deps.library.countPresent();
      const run = await db.transaction().execute(async (trx) => {
        const begun = await store.begin(trx, total);
        if (begun?.status === 'running') await enqueue(trx, begun.id, 0);
        return begun;
      });
      if (run !== null) return await deps.tell('started', run);
      const running = await store.newest();
      if (running !== null) await deps.tell('already_running', running);
    },
    /** Ends the running pass after the file that it is at. */
    async stop(): Promise<void> {
      const before = await store.newest();
      await store.stop();
      if (before?.status === 'running') await deps.tell('stopped', before);
    },
  };
}

/** The passes over the library. */
export type MetadataRuns = ReturnType<typeof createMetadataRuns>;
