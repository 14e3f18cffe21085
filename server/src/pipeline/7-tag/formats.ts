/** Where a format keeps its tags, and what node-taglib-sharp calls the format. */
export interface TagHome {
  readonly type: string;
  readonly home: 'id3v2' | 'xiph' | 'apple' | 'ape';
}

/** Formats that are written. All others are left untouched: of WMA the library's writer destroys the file, the rest it does not know. */
const formats: Readonly<Record<string, TagHome>> = {
  mp3: { type: 'taglib/mp3', home: 'id3v2' },
  wav: { type: 'taglib/wav', home: 'id3v2' },
  aiff: { type: 'taglib/aiff', home: 'id3v2' },
  flac: { type: 'taglib/flac', home: 'xiph' },
  ogg: { type: 'taglib/ogg', home: 'xiph' },
  opus: { type: 'taglib/opus', home: 'xiph' },
  m4a: { type: 'taglib/m4a', home: 'apple' },
  ape: { type: 'taglib/ape', home: 'ape' },
};

/** How files of this format are tagged; `null` when they cannot be tagged without risk. */
export function tagHomeOf(format: string): TagHome | null {
  return formats[format] ?? null;
}
