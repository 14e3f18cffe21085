/** What a result is. */
export type ItemType = 'track' | 'album' | 'artist';

/** The sources that a search may name. */
export const sourceNames = ['spotify', 'soulseek', 'library'] as const;

/** One of the sources. */
export type SourceName = (typeof sourceNames)[number];

/** What a source found, in the words that all sources share. Unknown is `null`, never a guess. */
export interface FoundItem {
  /** Unique over all sources, the same for the same thing in every search: `library:track:7`, `soulseek:file:<peer>/<path>`. */
  readonly id: string;
  readonly type: ItemType;
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly year: number | null;
  readonly genres: readonly string[];
  readonly durationMs: number | null;
  readonly bitrateKbps: number | null;
  /** Upper case, for example `FLAC`. */
  readonly format: string | null;
  readonly explicit: boolean | null;
  /** The peer who offers it. */
  readonly username: string | null;
  /** What only this source knows. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Why something cannot be asked now: `reason` for programs, `sentence` for people. */
export interface Refusal {
  readonly reason: string;
  readonly sentence: string;
  readonly retryAfterMs?: number;
}

/** What came of asking a source; `missing`: why a part of its answer is not there. */
export type SourceAnswer =
  | { readonly kind: 'answered'; readonly items: readonly FoundItem[]; readonly missing?: Refusal }
  | ({ readonly kind: 'unavailable' } & Refusal);

/** Something that can be searched. A fault may be thrown; it becomes a partial error. */
export interface SearchSource {
  readonly name: SourceName;
  search(
    query: string,
    limits: { readonly items: number; readonly types: ReadonlySet<ItemType> },
    signal: AbortSignal,
  ): Promise<SourceAnswer>;
}
