/** Longest title, artist or album that is taken for a name, in UTF-16 units. */
export const maxFieldLength = 1000;

/** Longest excerpt of a source line that is kept for people. */
const maxRawLength = 500;

const controls = /[\p{Cc}\ufeff\ufffe\uffff]+/gu;
const spaces = /[\s\u00a0]+/g;
// Characters without a glyph of their own: a name made of nothing else cannot be read or searched.
const invisible = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A name as people wrote it: control characters out, runs of white space to one blank, trimmed, NFC.
 * Everything else (`../`, bidi marks, emoji, native scripts) is data and stays. Empty when nothing visible is left.
 */
export function cleanText(text: string): string {
  const cleaned = text.toWellFormed().replace(controls, ' ').replace(spaces, ' ').trim().normalize('NFC');
  return cleaned.replace(invisible, '') === '' ? '' : cleaned;
}

/** A source line made safe to store and show: one line, no control characters, at most 500 characters. */
export function excerpt(text: string): string {
  // Cut first: the line may be long, and everything below is linear in its length.
  const cut = text.length > maxRawLength ? `${text.slice(0, maxRawLength - 1)}…` : text;
  return cut.toWellFormed().replace(controls, ' ').trim();
}
