import { types } from 'pg';

/** Object ids of PostgreSQL's built-in types (`select oid, typname from pg_type`). */
const oid = { int8: 20, date: 1082, textArray: 1009, int8Array: 1016 } as const;

/**
 * Reads an int8 as a number: our ids, sizes and counters stay far below 2^53, and numbers travel through JSON.
 * Throws a `RangeError` beyond that rather than round.
 */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database returned ${text}, which a number cannot hold exactly.`);
  return value;
}

/** pg's own parsers, by any object id; its declaration knows a list of them only. */
const parserOf = types.getTypeParser as unknown as (id: number, format?: string) => (text: string) => unknown;
const parseTextArray = parserOf(oid.textArray) as (text: string) => (string | null)[];

/** `types` of a `pg` pool: int8 as number, date as text (a calendar day has no zone), the rest as `pg` does it (timestamptz as Date). */
export const typeParsers = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (id === oid.int8) return parseInt8;
      if (id === oid.date) return String;
      if (id === oid.int8Array)
        return (text: string) => parseTextArray(text).map((item) => (item === null ? null : parseInt8(item)));
    }
    return parserOf(id, format);
  },
};
