import type { Timer } from '#jobs';
import type { Db } from '#platform/database';
import type { AudioFacts } from '../audio/types.ts';
import { factsOfRow } from '../library.rows.ts';
import { gatherLibraryChanges } from '../library.summary.ts';
import { createDuplicatesStore } from './duplicates.store.ts';

/** Of one recording no more files than these are shown. */
const mostFiles = 50;
const settleEveryMs = 60_000;

/** One file of a recording that the library has several times. */
export interface Duplicate {
  readonly id: number;
  readonly path: string;
  readonly album: string | null;
  readonly format: string;
  readonly codec: string | null;
  readonly lossless: boolean | null;
  readonly bitrate_kbps: number | null;
  readonly sample_rate_hz: number | null;
  readonly bit_depth: number | null;
  readonly duration_ms: number | null;
  readonly size_bytes: number;
  readonly wish_id: number | null;
  readonly best: boolean;
}

/** Recordings of which the library has several files. */
export interface Duplicates {
  /**
   * One page of them, each with its files, best quality first. After a scan that entered thousands of files the list may be behind for up to a minute; what
   * has changed since is looked at first.
   */
  page(
    limit: number,
    offset: number,
  ): Promise<{
    readonly items: { readonly title: string; readonly artists: string[]; readonly files: Duplicate[] }[];
    readonly total: number;
  }>;
  /** Brings the list up to date after large changes, and draws the notes of changes together. */
  readonly timer: Timer;
}

/**
 * Recordings with the same artist, song and version and about the same length. `isBetter` is the quality profile's opinion.
 */
export function createDuplicates(db: Db, isBetter: (a: AudioFacts, b: AudioFacts) => boolean): Duplicates {
  const store = createDuplicatesStore(db);
  return {
    async page(limit, offset) {
      await store.settle();
      const { recordings, total } = await store.page(limit, offset);
      const items = recordings.map((files) => {
        const [first] = files;
        const shown = files.slice(0, mostFiles).map((row) => ({ row, facts: factsOfRow(row) }));
        const ranked = shown.toSorted(
          (a, b) => Number(isBetter(b.facts, a.facts)) - Number(isBetter(a.facts, b.facts)),
        );
        return {
          title: first?.title ?? '',
          artists: first?.artists ?? [],
          files: ranked.map(({ row: { title: _title, artists: _artists, recording_key: _key, ...row }, facts }) => ({
            ...row,
            best: !shown.some((other) => isBetter(other.facts, facts)),
          })),
        };
      });
      return { items, total };
    },
    timer: {
      name: 'library_changes',
      everyMs: settleEveryMs,
      async work(signal) {
        await gatherLibraryChanges(db);
        while (!signal.aborted && (await store.settle()));
      },
    },
  };
}
