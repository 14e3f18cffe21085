import type { LibraryFile } from '#library';
import type { WantedTrack } from '#music';
import type { Commit } from '#wishes';

/** What is found out about a library file after it was filed. */
export const enrichmentKinds = ['metadata', 'artwork', 'lyrics'] as const;

/** One of them. */
export type EnrichmentKind = (typeof enrichmentKinds)[number];

/** How far one of them has come for a file. `nothing` is looked up again by itself later, `failed` as well. */
export interface Enrichment {
  readonly kind: EnrichmentKind;
  readonly status: 'pending' | 'done' | 'nothing' | 'failed';
  /** What was found, in the words of its kind. */
  readonly found: Readonly<Record<string, unknown>>;
  readonly source: string | null;
  /** Why it is not done, for people. */
  readonly problem: string | null;
  readonly updatedAt: Date;
}

/** What an enricher is given. */
export interface EnrichmentSubject {
  readonly file: LibraryFile;
  /** What its wish says that it is, or its own tags. */
  readonly track: WantedTrack;
  /** Whether something may be written into or beside the file. */
  readonly writable: boolean;
  readonly earlier: Enrichment | null;
  /** A person asked: look even if it was found already. */
  readonly force: boolean;
}

/** What an enricher says. It throws `ServiceFault` and `JobFailure` for what cannot be done now. */
export type EnrichmentResult =
  | {
      readonly kind: 'found';
      readonly source: string;
      readonly found: Readonly<Record<string, unknown>>;
      /** It was found, but could not be written into the file; for people. */
      readonly problem?: string | null;
      readonly commit?: Commit;
    }
  | { readonly kind: 'nothing'; readonly sentence: string; readonly commit?: Commit }
  /** The file is not there any more; whoever misses it notices. */
  | { readonly kind: 'gone' };

/** Finds one kind of thing out. Safe to run twice. */
export interface Enricher {
  readonly kind: EnrichmentKind;
  enabled(): Promise<boolean>;
  run(subject: EnrichmentSubject, signal: AbortSignal): Promise<EnrichmentResult>;
}
