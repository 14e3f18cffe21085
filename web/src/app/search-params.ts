type Raw = Record<string, unknown>;

/** A text of the address; nothing when it is empty or no text. */
export function textParam(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
}

/** One of the known words of the address; nothing when it is another. */
export function wordParam<Word extends string>(value: unknown, known: readonly Word[]): Word | undefined {
  return known.find((word) => word === value);
}

/** A page from 2 on; the first needs no word in the address. */
export function pageParam(value: unknown): number | undefined {
  const page = Number(value);
  return Number.isSafeInteger(page) && page > 1 ? page : undefined;
}

/** `?q=` alone, as lists with a search have it. */
export function querySearch(search: Raw): { q?: string | undefined } {
  return { q: textParam(search['q']) };
}

/** A whole number of the address within the bounds. */
export function numberParam(value: unknown, least: number, most: number): number | undefined {
  const number = Number(value);
  return value !== undefined && Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}
