import { Type } from 'typebox';
import { invalid, problem } from '#http';
import type { DownloadFilter } from './download.queries.ts';
import { statusWords } from './download.views.ts';
import type { Begun } from './manual.ts';

/** Largest id of a download (`integer` in the database). */
export const maxId = 2_147_483_647;

/** `:id` of a download. */
export const idParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: maxId }) });

/** The states of a list, in the words of the contract. */
export const statusQuery = Type.Optional(
  Type.String({ maxLength: 40, description: `One of ${Object.keys(statusWords).join(', ')}` }),
);

/** What a list must hold. */
export const textQuery = Type.Optional(
  Type.String({ maxLength: 200, description: 'Every word must occur in the name of the peer or in the path' }),
);

/** The states that a word means; `null`: every state. A word that means none is refused, naming `field`. */
export function statesOf(word: string | undefined, field = 'status'): DownloadFilter['states'] {
  if (word === undefined) return null;
  const name = word.toLowerCase();
  const states = Object.hasOwn(statusWords, name) ? statusWords[name] : undefined;
  if (states === undefined) throw invalid(field, `must be one of ${Object.keys(statusWords).join(', ')}`);
  return states;
}

/** The answer for a download that is not there. */
export const unknownDownload = (id: number) => problem(404, 'NOT_FOUND', `There is no download ${id}.`);

/** The answer for what could not be begun. */
export function refusal(begun: Extract<Begun, { kind: 'refused' }>) {
  const { reason, sentence } = begun;
  if (reason === 'not_audio' || reason === 'missing_payload')
    return problem(400, 'VALIDATION_ERROR', sentence, { reason });
  return problem(409, 'CONFLICT', sentence, { reason });
}
