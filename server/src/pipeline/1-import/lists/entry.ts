import type { WantedTrack } from '#music';

/** Where an entry stands in its source. */
interface Place {
  /** 1-based: the physical line where the entry starts in text and tables, the ordinal of the entry in JSON and XML. */
  readonly line: number;
  /** What stood there, cleaned and shortened for people; never holds personal fields of an export. */
  readonly raw: string;
}

/** One wanted recording as its source described it. */
export interface TrackEntry extends Place {
  readonly kind: 'track';
  readonly track: WantedTrack;
  readonly spotifyTrackId: string | null;
  readonly spotifyAlbumId: string | null;
}

/** A Spotify link without names: its contents have to be looked up later. */
export interface LinkEntry extends Place {
  readonly kind: 'link';
  readonly target: 'playlist' | 'track';
  readonly id: string;
  /** Canonical `https://open.spotify.com/…` address. */
  readonly url: string;
}

/** `failed`: meant as a wish but cannot be read; `skipped`: readable, but nothing to wish for. */
export interface RejectedEntry extends Place {
  readonly kind: 'failed' | 'skipped';
  /** Stable snake_case code. */
  readonly code: string;
  /** One sentence for people that says what to change. */
  readonly sentence: string;
}

/** One entry of a list: a wish, a link to look up, or the reason why it is neither. */
export type Entry = TrackEntry | LinkEntry | RejectedEntry;

/** Turns decoded text into entries, chunk by chunk, holding no more than one unfinished entry. */
export interface EntryReader {
  /** Name of the recognised format, for example `exportify`. */
  readonly format: string;
  /** Entries completed by this chunk; `null` for lines that carry none (header, comment, blank line, directive). */
  push(text: string): (Entry | null)[];
  /** Entries completed by the end of the text. */
  end(): (Entry | null)[];
}

/** Cuts decoded text into pieces of type `R`, chunk by chunk. */
export interface Splitter<R> {
  push(text: string): R[];
  end(): R[];
}

/** Makes a rejected entry. */
export function rejected(
  kind: 'failed' | 'skipped',
  place: { readonly line: number; readonly raw: string },
  code: string,
  sentence: string,
): RejectedEntry {
  return { kind, line: place.line, raw: place.raw, code, sentence };
}
