import { type HttpProblem, problem } from './problems/problem.ts';

/** A moment as callers write it: a date or a date with time; without zone it is UTC. Throws a 400 that names the field. */
export function momentOf(text: string | undefined, field: string): Date | undefined {
  if (text === undefined) return undefined;
  const form = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  const zoned = form !== null && text.length > 10 && form[1] === undefined ? `${text}Z` : text;
  const at = new Date(zoned);
  // the 30th of February is not the 2nd of March
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  if (form === null || !exists || Number.isNaN(at.getTime())) {
    throw invalid(field, 'must be a date such as 2026-01-31 or 2026-01-31T20:15:00Z');
  }
  return at;
}

/** `from` and `to` of a query; the end may not come before the beginning. */
export function spanOf(query: { readonly from?: string; readonly to?: string }): {
  readonly from: Date | undefined;
  readonly to: Date | undefined;
} {
  const from = momentOf(query.from, 'from');
  const to = momentOf(query.to, 'to');
  if (from !== undefined && to !== undefined && to < from) throw invalid('to', 'must not lie before "from"');
  return { from, to };
}

/** A 400 in the form that schema validation gives. */
export function invalid(name: string, message: string): HttpProblem {
  return problem(400, 'VALIDATION_ERROR', `${name} ${message}.`, { fields: [{ name, message }] });
}
