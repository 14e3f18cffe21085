const dayMs = 24 * 3600 * 1000;

/**
 * ISRC of ISO 3901 as twelve upper-case characters, or `null` when the text is not one. Hyphens, blanks and an `ISRC` prefix are forgiven.
 */
export function parseIsrc(text: string): string | null {
  const bare = text
    .toUpperCase()
    .replace(/^\s*ISRC[:\s]*/, '')
    .replace(/[\s-]/g, '');
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(bare) ? bare : null;
}

/**
 * A duration in milliseconds, or `null` when the text is none or lies outside 1 s … 24 h.
 * Understands `3:34`, `1:02:03`, ISO 8601 `PT3M34S`, and numbers: `unit` says of what; `guess` takes 10,000 and more for milliseconds.
 */
export function parseDuration(text: string, unit: 'ms' | 's' | 'guess'): number | null {
  const trimmed = text.trim();
  let ms: number | null = null;
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:[.,]\d+)?$/.exec(trimmed);
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(trimmed);
  if (clock) ms = (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  else if (iso) ms = (Number(iso[1] ?? 0) * 3600 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0)) * 1000;
  else if (/^\d{1,9}(?:[.,]\d+)?$/.test(trimmed)) {
    const number = Number(trimmed.replace(',', '.'));
    ms = unit === 'ms' || (unit === 'guess' && number >= 10_000) ? number : number * 1000;
  }
  if (ms === null) return null;
  const whole = Math.round(ms);
  return whole >= 1000 && whole <= dayMs ? whole : null;
}

/** A release date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or `null`. Other notations give their year only when exactly one is visible. */
export function parseReleaseDate(text: string): string | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d\d:.*)?$/.exec(trimmed);
  if (iso) {
    const [, year = '', month, day] = iso;
    if (!isYear(year)) return null;
    if (month === undefined || Number(month) < 1 || Number(month) > 12) return year;
    return day === undefined || Number(day) < 1 || Number(day) > 31 ? `${year}-${month}` : `${year}-${month}-${day}`;
  }
  const years = trimmed.match(/(?<!\d)\d{4}(?!\d)/g)?.filter(isYear) ?? [];
  return years.length === 1 && trimmed.length <= 40 ? (years[0] ?? null) : null;
}

/** Whether the text is a year of the contract's range 1000 … 2100. */
export function isYear(text: string): boolean {
  return /^\d{4}$/.test(text) && Number(text) >= 1000 && Number(text) <= 2100;
}

/** Position and total of `7`, `07` or `7/12`; `null` where absent or outside 1 … 9,999. */
export function parsePosition(text: string): { readonly number: number | null; readonly total: number | null } {
  const found = /^\s*(\d{1,4})(?:\s*(?:\/|of)\s*(\d{1,4}))?\s*$/.exec(text);
  const positive = (digits: string | undefined): number | null => (Number(digits) > 0 ? Number(digits) : null);
  return { number: positive(found?.[1]), total: positive(found?.[2]) };
}
