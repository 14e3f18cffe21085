/** Longest name of a file or folder on every common file system, in bytes of UTF-8. */
export const maxSegmentBytes = 255;

/** Names that Windows keeps for devices, with any extension (Microsoft, "Naming Files, Paths, and Namespaces"). */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i;
/** Direction marks and overrides, zero-width spaces, byte order marks, soft hyphens, line and paragraph separators, private control. */
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const joinersAtEdges = /^[\u200c\u200d]+|[\u200c\u200d]+$/gu;
const control = /\p{Cc}/gu;
const illegal = /[<>:"/\\|?*]/gu;

/**
 * Text that may stand inside a name on Linux, macOS and Windows: native scripts stay (NFC), forbidden characters become `_`, invisible ones
 * go, spaces are single, trailing dots and spaces go. Text of which nothing readable remains becomes `fallback`.
 */
export function safeText(text: string, fallback: string): string {
  const clean = text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(control, '')
    .replace(invisible, '')
    // after what stood between letters and their accents is gone
    .normalize('NFC')
    .replace(illegal, '_')
    .replace(joinersAtEdges, '')
    .replace(/[. ]+$/u, '')
    .replace(/^ +/u, '');
  // nothing but what was put in for something else says nothing
  return /[^_\s.\ufffd]/u.test(clean) ? clean : fallback;
}

/**
 * A whole name of a file or folder: `safeText`, and what is wrong at the beginning only: a leading dot becomes `_` (it would hide the name),
 * names that Windows keeps for devices get a `_` in front. Not cut to length: see `fitSegment`.
 */
export function safeSegment(text: string, fallback: string): string {
  return startSafely(safeText(text, fallback));
}

/** Mends the beginning of a whole name whose text is safe already. */
export function startSafely(text: string): string {
  const clean = text.replace(/^ +/u, '').replace(/^\.+/u, '_');
  return reserved.test(clean) ? `_${clean}` : clean;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Cuts `stem` between characters as people see them, so that `stem + tail` fits into `maxBytes`; `tail` (number, extension) always stays. */
export function fitSegment(stem: string, tail: string, maxBytes: number): string {
  const room = maxBytes - Buffer.byteLength(tail);
  if (Buffer.byteLength(stem) <= room) return stem + tail;
  let kept = '';
  let bytes = 0;
  for (const { segment } of graphemes.segment(stem)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > room) break;
    kept += segment;
  }
  kept = kept.replace(/[. ]+$/u, '');
  // a single "character" of combining marks can be longer than any name
  return (kept === '' ? '_' : kept) + tail;
}
