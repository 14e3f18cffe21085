import type { MetricsStore } from './workers.ts';

/** One file as it was judged: kept as a candidate or discarded; confidence from 0 to 1. */
export interface JudgedFile {
  readonly kept: boolean;
  readonly confidence: number;
}

/** What the matcher notes of itself. */
export interface MatchingMetrics {
  /** Takes the verdicts on one wish's files; stored with the next batch. */
  judged(files: readonly JudgedFile[]): void;
  start(): void;
  /** Stores what is left. */
  stop(): Promise<void>;
}

/**
 * Writes `metrics.matching.saved_total`, `.discarded_total` (counters), `.last_average_confidence` (of the kept, 0..1) and `.last_discarded`
 * for each batch, and has it recorded. A batch is what was judged within `everyMs`; one that cannot be stored goes with the next.
 */
export function createMatchingMetrics(options: {
  readonly store: Pick<MetricsStore, 'note' | 'add'>;
  readonly record: (details: Readonly<Record<string, number>>) => Promise<void>;
  readonly everyMs: number;
  readonly onFault: (error: unknown) => void;
}): MatchingMetrics {
  const { store } = options;
  let batch = { wishes: 0, saved: 0, discarded: 0, confidence: 0 };
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const mine = batch;
    if (mine.wishes === 0) return;
    batch = { wishes: 0, saved: 0, discarded: 0, confidence: 0 };
    const average = mine.saved === 0 ? 0 : Math.round((mine.confidence / mine.saved) * 10_000) / 10_000;
    try {
      await store.add(
        new Map([
          ['metrics.matching.saved_total', mine.saved],
          ['metrics.matching.discarded_total', mine.discarded],
        ]),
      );
    } catch (error) {
      batch.wishes += mine.wishes;
      batch.saved += mine.saved;
      batch.discarded += mine.discarded;
      batch.confidence += mine.confidence;
      throw error;
    }
    await store.note(
      new Map([
        ['metrics.matching.last_average_confidence', String(average)],
        ['metrics.matching.last_discarded', String(mine.discarded)],
      ]),
    );
    await options.record({
      wishes: mine.wishes,
      saved: mine.saved,
      discarded: mine.discarded,
      average_confidence: average,
    });
  }

  return {
    judged(files) {
      batch.wishes += 1;
      for (const { kept, confidence } of files) {
        if (kept) batch.saved += 1;
        else batch.discarded += 1;
        if (kept) batch.confidence += confidence;
      }
    },
    start() {
      timer = setInterval(() => {
        writing = writing.then(write).catch(options.onFault);
      }, options.everyMs);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      await writing;
      await write().catch(options.onFault);
    },
  };
}
