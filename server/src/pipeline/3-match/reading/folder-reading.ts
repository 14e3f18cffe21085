import type { VersionMark } from '#music';

/** What one folder of a path says about a wish. */
export interface FolderReading {
  /** The wanted artist: `whole` name, `part` of a joint name, or not there. */
  readonly artist: 'whole' | 'part' | null;
  /** The wanted album: its `whole` name, its `base` without edition and version, or not there. */
  readonly album: 'whole' | 'base' | null;
  /** Versions that the folder claims for everything in it. */
  readonly claims: readonly VersionMark[];
  /** `disc` folders (CD1) stand between album and file; `generic` ones (Music, Downloads, mp3) say nothing. */
  readonly kind: 'disc' | 'generic' | 'various' | 'named';
  /** Every word belongs to the claim (`Karaoke`, `Instrumentals & Karaoke`). */
  readonly onlyClaims: boolean;
  readonly compact: string;
}
