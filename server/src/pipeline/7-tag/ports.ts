import type { WantedTrack } from '#music';
import type { Credits } from './tags.ts';

/** Knows who made a recording. */
export interface CreditsSource {
  /** As people know it, for example `MusicBrainz`. */
  readonly name: string;
  /** `null`: it does not know this recording, or is not sure which it is. Throws `ServiceFault` when it could not be asked. */
  find(track: WantedTrack, signal: AbortSignal): Promise<Credits | null>;
}

/** Has front covers. */
export interface CoverSource {
  /** As people know it, for example `Cover Art Archive`. */
  readonly name: string;
  /** The picture as it came, whatever it is; `null`: it has none. Throws `ServiceFault` when it could not be asked. */
  find(
    album: Pick<Credits, 'releaseId' | 'releaseGroupId'> & { readonly track: WantedTrack },
    signal: AbortSignal,
  ): Promise<Buffer | null>;
}

/** Words of a song. `synced` is LRC as the source has it; `plain` has lines without times; `instrumental`: there are none to have. */
export type FoundLyrics =
  | { readonly kind: 'synced'; readonly lrc: string }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'instrumental' };

/** Has words of songs. */
export interface LyricsSource {
  /** As people know it, for example `LRCLIB`. */
  readonly name: string;
  /** `null`: it has none for this recording. Throws `ServiceFault` when it could not be asked. */
  find(track: WantedTrack, signal: AbortSignal): Promise<FoundLyrics | null>;
}
