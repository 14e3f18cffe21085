import { Type } from 'typebox';
import { type JobDefinition, JobFailure, type Jobs, rowId, type Timer } from '#jobs';
import type { LibraryStore } from '#library';
import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import type { WishStore } from '#wishes';
import type { EnrichmentStore } from './enrich.store.ts';
import { type Enricher, type EnrichmentKind, type EnrichmentResult, enrichmentKinds } from './types.ts';

/** What enrichment needs. */
export interface EnrichmentDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly store: EnrichmentStore;
  readonly library: LibraryStore;
  readonly wishes: Pick<WishStore, 'find'>;
  readonly enrichers: readonly Enricher[];
  /** Whether files that were found rather than fetched may be written. */
  readonly writeFound: boolean;
  /** Told after something was found of a file. */
  readonly changed: (wishId: number) => void;
  /** Pools by kind, where a person set them. */
  readonly pools?: Partial<Readonly<Record<EnrichmentKind, number>>>;
}

/** The type of the job that finds a kind of thing out. */
export const enrichmentJobType = (kind: EnrichmentKind): string => kind;

/** Below everything of the journey: a wish is done without. */
const shape = {
  priority: 50,
  timeoutMs: 15 * 60_000,
  maxAttempts: 12,
  payload: Type.Object({ fileId: rowId, force: Type.Optional(Type.Boolean()) }),
};
export const enrichmentShapes = new Map(enrichmentKinds.map((kind) => [enrichmentJobType(kind), shape]));

const sweepEveryMs = 5 * 60_000;
const sweepLimit = 500;

/**
 * Enrichment beside the journey: each kind has a job of its own per file. Nothing of it can hold a wish up: what is not found is looked up again
 * after days, what failed after hours, and a feature that is switched on later finds everything that it missed.
 */
export function createEnrichment(deps: EnrichmentDeps) {
  const { db, jobs, store, library } = deps;
  const enricherOf = new Map(deps.enrichers.map((each) => [each.kind, each]));

  async function enqueue(fileId: number, kind: EnrichmentKind, force: boolean, trx?: Db): Promise<void> {
    const job = {
      type: enrichmentJobType(kind),
      payload: { fileId, force },
      key: `file:${fileId}`,
      idempotencyKey: `${fileId}`,
      priority: force ? 900 : 0,
    };
    await jobs.enqueue(job, trx);
  }

  /** Looks one kind up for one file, and stores what came of it. Answers `null` when there is nothing to do. */
  async function runNow(
    fileId: number,
    kind: EnrichmentKind,
    force: boolean,
    signal: AbortSignal,
  ): Promise<EnrichmentResult | null> {
    const enricher = enricherOf.get(kind);
    if (enricher === undefined || !(await enricher.enabled())) return null;
    const [file, earlier] = [await library.byId(fileId), await store.find(fileId, kind)];
    if (file === null || earlier === null) return null;
    if (earlier.status === 'done' && !force) return null;
    const wish = file.wishId === null ? null : await deps.wishes.find(file.wishId);
    const track = wish?.track ?? (await library.trackOf(fileId));
    if (track === null) return null;
    const writable = file.origin === 'wish' || deps.writeFound;
    const result = await askPatiently(() => enricher.run({ file, track, writable, earlier, force }, signal));
    if (signal.aborted || result.kind === 'gone') return result;
    await db.transaction().execute(async (trx) => {
      await result.commit?.(trx);
      if (result.kind === 'nothing') await store.nothing(trx, fileId, kind, result.sentence);
      else await store.done(trx, fileId, kind, { ...result, problem: result.problem ?? null });
    });
    if (result.kind === 'found' && wish !== null) deps.changed(wish.id);
    return result;
  }

  const definitions = enrichmentKinds.map(
    (kind): JobDefinition => ({
      type: enrichmentJobType(kind),
      pool: deps.pools?.[kind] ?? 2,
      ...shape,
      async run(payload, { signal }) {
        await runNow(Number(payload['fileId']), kind, payload['force'] === true, signal);
      },
      onDead: (payload, failure) => store.failed(Number(payload['fileId']), kind, failure.message),
    }),
  );

  const timer: Timer = {
    name: 'enrichment',
    everyMs: sweepEveryMs,
    async work() {
      const on: EnrichmentKind[] = [];
      for (const enricher of deps.enrichers) if (await enricher.enabled()) on.push(enricher.kind);
      for (const { fileId, kind } of await store.takeDue(on, sweepLimit)) await enqueue(fileId, kind, false);
    },
  };

  return {
    runNow,
    definitions,
    timer,
    isEnabled: async (kind: EnrichmentKind): Promise<boolean> => (await enricherOf.get(kind)?.enabled()) ?? false,
    find: (fileId: number, kind: EnrichmentKind) => store.find(fileId, kind),
    ofFiles: (fileIds: readonly number[]) => store.ofFiles(fileIds),
    foundOf: (fileIds: readonly number[], kind: EnrichmentKind) => store.foundOf(fileIds, kind),
    /** Enters one kind of a file that was not entered when it came: one that was found rather than fetched. */
    async include(fileId: number, kind: EnrichmentKind): Promise<void> {
      if ((await store.find(fileId, kind)) === null) await store.again(db, fileId, kind);
    },
    /** Enters a file that has just been filed, and looks up what is switched on; belongs into the transaction that files it. */
    async enter(trx: Db, fileId: number): Promise<void> {
      await store.enter(trx, fileId);
      for (const enricher of deps.enrichers)
        if (await enricher.enabled()) await enqueue(fileId, enricher.kind, false, trx);
    },
    /** Something new is known that may help to find what was not found; belongs into the transaction that stores it. */
    async reconsider(trx: Db, fileId: number, kind: EnrichmentKind): Promise<void> {
      if ((await store.find(fileId, kind))?.status === 'done') return;
      await store.again(trx, fileId, kind);
      if (await enricherOf.get(kind)?.enabled()) await enqueue(fileId, kind, false, trx);
    },
    /** A person wants it looked up again, now. */
    async refresh(fileId: number, kind: EnrichmentKind): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await store.again(trx, fileId, kind);
        await enqueue(fileId, kind, true, trx);
      });
    },
  };
}

/** Enrichment beside the journey. */
export type Enrichment = ReturnType<typeof createEnrichment>;

/** A service that cannot be asked now is asked later; the queue's own back-off decides when, unless the service said. */
async function askPatiently<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    throw new JobFailure({
      code: `${error.service}_${error.code}`,
      sentence: error.message,
      remedy: error.remedy,
      patience: error.retryAt === null ? 'later' : { at: error.retryAt },
      cause: error,
    });
  }
}
