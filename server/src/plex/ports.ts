/** What became of a wish for a scan. */
export type ScanOutcome =
  /** `queued`: asked for now, or will be; `false`: one runs or waits already. `started`: whether Plex was seen beginning it; `null`: not looked at yet. */
  | { readonly kind: 'taken'; readonly queued: boolean; readonly started: boolean | null }
  | { readonly kind: 'no_section' }
  /** Plex would answer 200 and do nothing. `plexPath`: the folder in its spelling, `null` where no entry of the path map fits. */
  | { readonly kind: 'outside'; readonly plexPath: string | null; readonly locations: readonly string[] };

/** Takes wishes for scans of a library, or of one folder in it (absolute, in our spelling). Throws `ServiceFault`. */
export interface ScanRequests {
  request(sectionId: string, folder: string | null): Promise<ScanOutcome>;
}

/** What may be kept as a playlist in Plex: a playlist of the Spotify account, or an import. */
export type KeptKind = 'playlist' | 'import';

/** A row of a playlist or import, as it is looked for in Plex. */
export interface KeptRow {
  /** Stays with the row when others come and go. */
  readonly key: string;
  readonly title: string | null;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly durationMs: number | null;
  readonly isrc: string | null;
  /** Where our file of it lies, relative to the music folder; `null`: we have none. */
  readonly path: string | null;
  /** Why we have none. */
  readonly reason: string | null;
}

/** A playlist or import whose rows can be read, in portions, in order. */
export interface KeptSource {
  readonly name: string;
  /** Address of a picture that Plex can reach. */
  readonly imageUrl: string | null;
  portions(): AsyncIterable<readonly KeptRow[]>;
}

/** Finds a playlist or import; `null` where there is none (any more). */
export type FindKeptSource = (kind: KeptKind, id: string) => Promise<KeptSource | null>;
