/** In which way a recording differs from the plain studio take of its song. */
// biome-ignore format: one glance
export type VersionKind =
  | 'live' | 'remix' | 'dub' | 'edit' | 'extended' | 'acoustic' | 'instrumental' | 'acappella' | 'demo' | 'rerecording' | 'language' | 'part'
  | 'speed' | 'stem' | 'commentary' | 'medley' | 'cover' | 'whole-album' | 'section' | 'variant';

/** One way in which a title, file or folder says it differs, with whose, where or which: the remixer, the place, the number of the part. */
export interface VersionMark {
  readonly kind: VersionKind;
  /** Normalised words, one space between; empty when nothing more is said. */
  readonly detail: string;
}
