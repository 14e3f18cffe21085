import type { ActivityEvent, StoredSettings } from '../../api/index.ts';

/** What the matcher notes of itself. */
export interface Metrics {
  /** Confidence of what the last batch kept, 0 to 1; `null` before the first one. */
  readonly average: number | null;
  readonly saved: number;
  readonly discarded: number;
  readonly lastDiscarded: number;
}

/** One batch of judged files. */
export interface Batch {
  readonly at: string;
  readonly saved: number;
  readonly discarded: number;
  /** 0 to 1; `null` when nothing was kept. */
  readonly average: number | null;
  /** Whether everything was discarded, a part of it, or nothing. */
  readonly loss: 'all' | 'some' | 'none';
}

const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

/** Reads the counters out of what is stored. */
export function readMetrics(settings: StoredSettings['settings']): Metrics {
  const read = (name: string): number | null => numberOf(settings[`metrics.matching.${name}`]);
  return {
    average: read('last_average_confidence'),
    saved: read('saved_total') ?? 0,
    discarded: read('discarded_total') ?? 0,
    lastDiscarded: read('last_discarded') ?? 0,
  };
}

function readBatch({ timestamp, details }: ActivityEvent): Batch {
  const saved = numberOf(details?.['saved']) ?? 0;
  const discarded = numberOf(details?.['discarded']) ?? 0;
  return {
    at: timestamp,
    saved,
    discarded,
    average: saved === 0 ? null : numberOf(details?.['average_confidence']),
    loss: discarded === 0 ? 'none' : saved === 0 ? 'all' : 'some',
  };
}

/** Batches as they are shown: those of which nothing was kept first, then newest first. */
export function orderBatches(events: readonly ActivityEvent[]): Batch[] {
  const lost = (batch: Batch): number => (batch.loss === 'all' ? 0 : 1);
  return events.map(readBatch).toSorted((a, b) => lost(a) - lost(b) || b.at.localeCompare(a.at));
}

/** How much a worker's state matters: works, needs a look, needs somebody. */
export function concernOf(status: string): 'well' | 'look' | 'act' {
  if (status === 'running') return 'well';
  return status === 'stale' || status === 'blocked' ? 'look' : 'act';
}
