/** An artist of the stand-in's database. */
export interface WorldArtist {
  readonly id: string;
  readonly name: string;
  readonly sortName?: string;
  readonly disambiguation?: string;
  readonly type?: string | null;
  readonly country?: string | null;
  readonly aliases?: readonly string[];
  readonly genres?: readonly string[];
  /** Ids of entities that were merged into this one; asking for them answers with this. */
  readonly formerIds?: readonly string[];
  /** Addresses that editors linked, for example `https://open.spotify.com/artist/…`. */
  readonly urls?: readonly string[];
}

/** One name of a credit; `joinphrase` stands behind it. */
export interface WorldCredit {
  readonly artist: string;
  /** As credited; default the artist's name. */
  readonly name?: string;
  readonly joinphrase?: string;
}

/** A link from a recording to an artist, or to a work with its own people. */
export type WorldRelation =
  | { readonly type: string; readonly artist: string; readonly attributes?: readonly string[] }
  | {
      readonly type: string;
      readonly attributes?: readonly string[];
      readonly work: {
        readonly id: string;
        readonly title: string;
        readonly iswcs?: readonly string[];
        readonly people?: readonly { readonly type: string; readonly artist: string }[];
      };
    };

/** A recording; `length` in milliseconds, `null` where nobody knows. */
export interface WorldRecording {
  readonly id: string;
  readonly title: string;
  readonly length: number | null;
  readonly credit: readonly WorldCredit[];
  readonly isrcs?: readonly string[];
  /** Codes under which the recording is filed although it does not carry them (editors err). */
  readonly wrongIsrcs?: readonly string[];
  readonly disambiguation?: string;
  readonly video?: boolean;
  readonly genres?: readonly string[];
  readonly tags?: readonly string[];
  readonly relations?: readonly WorldRelation[];
  readonly formerIds?: readonly string[];
}

/** One issue of a release group. `date` may be empty, a year, or a year and month. */
export interface WorldRelease {
  readonly id: string;
  readonly title?: string;
  readonly status?: string | null;
  readonly date?: string;
  readonly country?: string | null;
  readonly barcode?: string | null;
  readonly disambiguation?: string;
  readonly labels?: readonly { readonly name: string; readonly catalogNumber?: string | null }[];
  readonly cover?: { readonly front: boolean; readonly back?: boolean; readonly count: number };
  readonly formerIds?: readonly string[];
  readonly media: readonly {
    readonly format?: string | null;
    readonly title?: string;
    readonly tracks: readonly { readonly recording: string; readonly title?: string; readonly number?: string }[];
  }[];
}

/** An album, single or EP as an idea. It is in the database from `publishedOn` (UTC day, default always) until before `withdrawnOn`. */
export interface WorldReleaseGroup {
  readonly id: string;
  readonly title: string;
  readonly primaryType: string | null;
  readonly secondaryTypes?: readonly string[];
  readonly credit: readonly WorldCredit[];
  readonly firstReleaseDate?: string;
  readonly genres?: readonly string[];
  readonly publishedOn?: string;
  readonly withdrawnOn?: string;
  readonly formerIds?: readonly string[];
  readonly releases: readonly WorldRelease[];
}

/** Everything that the stand-in knows. */
export interface World {
  readonly artists: readonly WorldArtist[];
  readonly recordings: readonly WorldRecording[];
  readonly releaseGroups: readonly WorldReleaseGroup[];
}
