import type { WantedTrack } from '#music';

/** Who knows artists and their releases. */
export type SourceName = 'spotify' | 'musicbrainz';

/** An artist as a source found it. */
export interface FoundArtist {
  readonly source: SourceName;
  readonly sourceId: string;
  readonly name: string;
  /** What tells it from others of the same name. */
  readonly disambiguation: string | null;
  readonly aliases: readonly string[];
  readonly genres: readonly string[];
  /** Addresses of pictures, largest first. */
  readonly images: readonly string[];
  /** 0–100; `null` where the source does not say. */
  readonly popularity: number | null;
}

/** What kind of release it is; the type first, then what is special about it. */
export type ReleaseKind = 'album' | 'ep' | 'single' | 'live' | 'compilation' | 'remix' | 'soundtrack' | 'other';

/** One release of an artist, as a source lists it. */
export interface ListedRelease {
  readonly sourceId: string;
  readonly title: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as the source says; anything else counts as unknown. */
  readonly date: string | null;
  /** Never empty; the first is album, ep, single or other. */
  readonly kinds: readonly ReleaseKind[];
  readonly totalTracks: number | null;
  readonly images: readonly string[];
}

/** What a source lists of an artist. `complete`: nothing was left out, so what is missing is gone. */
export interface ReleaseList {
  readonly releases: readonly ListedRelease[];
  readonly complete: boolean;
}

/** One track of a release, as it would be wished. */
export interface ReleaseTrack {
  readonly track: WantedTrack;
  readonly spotifyTrackId: string | null;
}

/**
 * A service that knows who put out what. Everything throws `ServiceFault` when it cannot be asked; `null` means that it does not know the id. Asking costs
 * requests from a shared budget: callers ask for what they need and nothing twice.
 */
export interface ReleaseSource {
  readonly source: SourceName;
  /** Why it cannot be used at all here (no account), as a sentence; `null`: it can. Asks nobody. */
  unusable(): Promise<string | null>;
  find(name: string, limit: number, signal?: AbortSignal): Promise<readonly FoundArtist[]>;
  artist(id: string, signal?: AbortSignal): Promise<FoundArtist | null>;
  /** `since` (`YYYY-MM-DD`): older ones may be left out, when that is cheaper. */
  releases(id: string, since: string | null, signal?: AbortSignal): Promise<ReleaseList | null>;
  /** In order; empty while the source has no track list yet. */
  tracks(releaseId: string, signal?: AbortSignal): Promise<readonly ReleaseTrack[] | null>;
  /** Its id of an artist that another source knows under `id`, where people have linked the two. */
  linked?(other: SourceName, id: string, signal?: AbortSignal): Promise<string | null>;
  /** Artists that the connected account follows. */
  followed?(signal?: AbortSignal): Promise<readonly FoundArtist[]>;
}

/** What the library has of one album of an artist. */
export interface OwnedRelease {
  readonly album: string;
  /** Four digits; `null` when the tags do not say. */
  readonly year: string | null;
  /** One text per different track, comparable among albums of one name. */
  readonly tracks: readonly string[];
  readonly fileId: number;
}

/** The albums of whoever has one of these names, as far as we own files of them. Must cost no more than that artist's files. */
export type OwnedReleases = (names: readonly string[]) => Promise<readonly OwnedRelease[]>;

/** The addresses of the small covers of files that have one. */
export type CoversOf = (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;
