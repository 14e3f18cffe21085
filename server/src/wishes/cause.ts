import type { Facts } from '#music';
import { json } from '#platform/database';
import type { Cause } from './types.ts';

/** A cause as the tables keep it. */
export function columnsOfCause(cause: Cause | null) {
  return {
    reason_code: cause?.code ?? null,
    reason: cause?.sentence ?? null,
    reason_facts: cause?.facts === undefined ? null : json(cause.facts),
  };
}

/** The cause in the columns of a table; `null` when there is none. */
export function causeOf(code: string | null, sentence: string | null, facts: unknown): Cause | null {
  if (code === null) return null;
  const said = { code, sentence: sentence ?? '' };
  // written by this room only
  return facts === null || facts === undefined ? said : { ...said, facts: facts as Facts };
}
