import { Type } from 'typebox';
import { problem } from '#http';
import type { Begun } from './manual.ts';

/** Largest id of a download (`integer` in the database). */
export const maxId = 2_147_483_647;

/** `:id` of a download. */
export const idParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: maxId }) });

/** The answer for a download that is not there. */
export const unknownDownload = (id: number) => problem(404, 'NOT_FOUND', `There is no download ${id}.`);

/** The answer for what could not be begun. */
export function refusal(begun: Extract<Begun, { kind: 'refused' }>) {
  const { reason, sentence } = begun;
  if (reason === 'not_audio' || reason === 'missing_payload')
    return problem(400, 'VALIDATION_ERROR', sentence, { reason });
  return problem(409, 'CONFLICT', sentence, { reason });
}
