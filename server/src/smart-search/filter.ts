import { normalise } from '#music';
import type { FoundItem, ItemType } from './ports.ts';

/** A result with its relevance. */
export type ScoredItem = FoundItem & { readonly source: string; readonly score: number };

/** What results must be; `null` and empty: anything. */
export interface Filters {
  readonly types: ReadonlySet<ItemType> | null;
  readonly genres: readonly string[];
  readonly years: readonly [number, number] | null;
  readonly durationMs: readonly [number, number] | null;
  readonly explicit: boolean | null;
  readonly minBitrateKbps: number | null;
  readonly username: string | null;
}

const within = (value: number | null, range: readonly [number, number]): boolean =>
  value !== null && value >= range[0] && value <= range[1];

/** A genre of signs alone would otherwise be in every genre. */
const comparable = (genre: string): string => normalise(genre) || genre.toLowerCase();

/**
 * Whether a result passes. Ranges drop what is unknown; `min_bitrate` keeps it (contract §4.6); `explicit` asks for tracks whose service says so; `username`
 * concerns offers of peers alone.
 */
export function passes(item: FoundItem, filters: Filters): boolean {
  if (filters.types !== null && !filters.types.has(item.type)) return false;
  if (filters.genres.length > 0) {
    const own = item.genres.map(comparable);
    if (!filters.genres.some((genre) => own.some((each) => each.includes(comparable(genre))))) return false;
  }
  if (filters.years !== null && !within(item.year, filters.years)) return false;
  if (filters.durationMs !== null && !within(item.durationMs, filters.durationMs)) return false;
  if (filters.explicit !== null && item.explicit !== filters.explicit) return false;
  if (filters.minBitrateKbps !== null && item.bitrateKbps !== null && item.bitrateKbps < filters.minBitrateKbps)
    return false;
  if (filters.username === null || item.username === null) return true;
  return item.username.toLowerCase() === filters.username.toLowerCase();
}

/** By what results are ordered. */
export interface Sort {
  readonly by: 'relevance' | 'bitrate' | 'year' | 'duration';
  readonly order: 'asc' | 'desc';
}

const value: Readonly<Record<Sort['by'], (item: ScoredItem) => number | null>> = {
  relevance: (item) => item.score,
  bitrate: (item) => item.bitrateKbps,
  year: (item) => item.year,
  duration: (item) => item.durationMs,
};

const text = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Compares two results: unknown values come last in either direction; then score, preferred format, bitrate, year, title and id, so that no page is left to chance. */
export function comparing(sort: Sort, formats: readonly string[]) {
  const place = (item: ScoredItem): number => {
    const at = item.format === null ? -1 : formats.indexOf(item.format);
    return at === -1 ? formats.length : at;
  };
  return (left: ScoredItem, right: ScoredItem): number => {
    const [a, b] = [value[sort.by](left), value[sort.by](right)];
    if (a !== b) {
      if (a === null) return 1;
      if (b === null) return -1;
      return sort.order === 'asc' ? a - b : b - a;
    }
    return (
      right.score - left.score ||
      place(left) - place(right) ||
      (right.bitrateKbps ?? -1) - (left.bitrateKbps ?? -1) ||
      (right.year ?? -1) - (left.year ?? -1) ||
      text(normalise(left.title), normalise(right.title)) ||
      text(left.id, right.id)
    );
  };
}
