/** One name of a credit. `joined` stands between it and the next ("feat."). */
export interface MbCredit {
  readonly artistId: string;
  /** As credited on this release or recording. */
  readonly name: string;
  readonly joined: string;
}

/** An artist. Lists that were not asked for are empty. */
export interface MbArtist {
  readonly id: string;
  readonly name: string;
  readonly sortName: string;
  /** What tells it from others of the same name ("Swedish drummer"). */
  readonly disambiguation: string | null;
  readonly type: string | null;
  readonly country: string | null;
  readonly aliases: readonly string[];
  readonly genres: readonly string[];
  /** Addresses that editors linked (Spotify, Bandcamp …). */
  readonly links: readonly string[];
  /** 0–100 in search results, else `null`. */
  readonly score: number | null;
}

/** An album, single or EP as an idea, of which there are one or more releases. */
export interface MbReleaseGroup {
  readonly id: string;
  readonly title: string;
  /** `Album`, `Single`, `EP`, `Broadcast`, `Other`; `null` where nobody said. */
  readonly primaryType: string | null;
  /** `Live`, `Compilation`, `Remix`, `Soundtrack` … */
  readonly secondaryTypes: readonly string[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly firstReleaseDate: string | null;
  readonly artists: readonly MbCredit[];
  readonly genres: readonly string[];
}

/** One track of a release. */
export interface MbTrack {
  /** 1-based on its medium. */
  readonly position: number;
  readonly title: string;
  readonly lengthMs: number | null;
  readonly recordingId: string | null;
  readonly artists: readonly MbCredit[];
  readonly isrcs: readonly string[];
  readonly isVideo: boolean;
}

/** One issue of a release group. `cover` says whether the Cover Art Archive has art under `/release/{id}`. */
export interface MbRelease {
  readonly id: string;
  readonly title: string;
  /** `Official`, `Promotion`, `Bootleg` … */
  readonly status: string | null;
  readonly date: string | null;
  readonly country: string | null;
  readonly barcode: string | null;
  readonly disambiguation: string | null;
  readonly group: MbReleaseGroup | null;
  readonly artists: readonly MbCredit[];
  readonly labels: readonly { readonly name: string; readonly catalogueNumber: string | null }[];
  readonly cover: { readonly front: boolean; readonly count: number };
  readonly media: readonly {
    readonly position: number;
    readonly format: string | null;
    readonly trackCount: number;
    readonly tracks: readonly MbTrack[];
  }[];
}

/** Somebody who made a recording or its work: `producer`, `mix`, `composer`, `lyricist` … */
export interface MbContribution {
  readonly role: string;
  readonly artistId: string;
  readonly name: string;
  readonly of: 'recording' | 'work';
}

/** A recording. `contributions` and `works` are filled by `recording()` only. */
export interface MbRecording {
  readonly id: string;
  readonly title: string;
  readonly lengthMs: number | null;
  readonly disambiguation: string | null;
  readonly isVideo: boolean;
  readonly firstReleaseDate: string | null;
  readonly artists: readonly MbCredit[];
  readonly isrcs: readonly string[];
  /** Genres, most voted first. */
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  readonly releases: readonly MbRelease[];
  readonly contributions: readonly MbContribution[];
  readonly works: readonly { readonly id: string; readonly title: string; readonly iswcs: readonly string[] }[];
  /** 0–100 in search results, else `null`. */
  readonly score: number | null;
}

/** A page of a longer list. */
export interface MbPage<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly offset: number;
}
