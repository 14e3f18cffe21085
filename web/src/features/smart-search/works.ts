import type { FoundItem } from '../../api/index.ts';

/** What the address says of the search. */
export interface SmartSearch {
  readonly q?: string | undefined;
  readonly type?: 'track' | 'album' | 'artist' | undefined;
  /** One source alone; all without it. */
  readonly source?: SourceName | undefined;
  readonly format?: Format | undefined;
  /** kbit/s. */
  readonly bitrate?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly length?: Length | undefined;
  readonly sort?: 'bitrate' | 'year' | 'duration' | undefined;
}

/** The sources in the order in which they are shown. */
export const sourceNames = ['library', 'spotify', 'soulseek'] as const;
type SourceName = (typeof sourceNames)[number];

/** Formats by which results are sifted. */
export const formatNames = ['lossless', 'flac', 'mp3', 'm4a', 'ogg', 'opus'] as const;
type Format = (typeof formatNames)[number];

/** Spans of length, in milliseconds. */
export const lengths = {
  short: [0, 150_000],
  song: [120_000, 420_000],
  long: [420_000, 2_147_483_647],
} as const;
type Length = keyof typeof lengths;
/** Their names. */
export const lengthNames = ['short', 'song', 'long'] as const satisfies readonly Length[];

const lossless = new Set(['FLAC', 'ALAC', 'WAV', 'AIFF', 'AIF', 'APE', 'WV', 'DSF', 'DFF']);

/** One song, album or artist with everything that was found of it, best first. */
export interface Work {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string | null;
  readonly year: number | null;
  readonly durationMs: number | null;
  /** Relevance of the best result, 0 to 1. */
  readonly score: number;
  readonly items: readonly FoundItem[];
}

/** A name for comparing: without accents, signs and guests. */
export function compareName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[([]\s*(?:feat|ft|featuring)\b[^)\]]*[)\]]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What makes two names the same work. */
export function workKey(type: string, artist: string, title: string): string {
  return `${type}/${compareName(artist)}/${compareName(title)}`;
}

/** Whether a result is of that format; what has none, as everything in a catalogue, stays. */
export function hasFormat(item: FoundItem, format: Format | undefined): boolean {
  if (format === undefined || item.format === null) return true;
  const named = item.format.toUpperCase();
  return format === 'lossless' ? lossless.has(named) : named === format.toUpperCase();
}

/** Gathers results by what they are, in the order in which the server gave them. Facts come from the first that knows them. */
export function gatherWorks(items: readonly FoundItem[]): Work[] {
  const heaps = new Map<string, FoundItem[]>();
  for (const item of items) {
    const key = workKey(item.type, item.artists[0] ?? item.artist ?? '', item.title);
    const heap = heaps.get(key);
    if (heap === undefined) heaps.set(key, [item]);
    else heap.push(item);
  }
  return [...heaps].map(([key, heap]) => {
    // A catalogue writes names as they are; peers write them as they like.
    const inTrust = heap.toSorted((a, b) => trust(b) - trust(a));
    const first = <T>(read: (item: FoundItem) => T | null): T | null => {
      for (const item of inTrust) {
        const value = read(item);
        if (value !== null) return value;
      }
      return null;
    };
    return {
      key,
      type: heap[0]?.type ?? 'track',
      title: first((item) => item.title) ?? '',
      artist: first((item) => item.artists.join(', ') || item.artist) ?? '',
      album: first((item) => item.album),
      year: first((item) => item.year),
      durationMs: first((item) => item.duration_ms),
      score: Math.max(...heap.map((item) => item.score)),
      items: heap,
    };
  });
}

function trust(item: FoundItem): number {
  return { spotify: 2, library: 1 }[item.source] ?? 0;
}

/** The line that the import understands: “Artist - Title | Album | Year”. */
export function lineOf(work: Pick<Work, 'artist' | 'title' | 'album' | 'year'>): string {
  const plain = (text: string): string => text.replaceAll('|', '/').replace(/\s+/g, ' ').trim();
  const line = `${plain(work.artist)} - ${plain(work.title)}`;
  if (work.album === null) return line;
  return `${line} | ${plain(work.album)}${work.year === null ? '' : ` | ${work.year}`}`;
}
