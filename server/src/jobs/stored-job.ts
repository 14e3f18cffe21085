import { type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { JobFailure } from './failure.ts';
import type { JobTypes, StoredJob } from './types.ts';

/** The id of a row, as payloads name it: a whole number that JavaScript and PostgreSQL both count exactly. */
export const rowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const storedSchema = Type.Object({
  type: Type.String({ minLength: 1, maxLength: 200 }),
  payload: Type.Record(Type.String(), Type.Unknown()),
});

/** The type of a stored row, whatever else is in it; empty when it names none. */
export function typeOfStored(data: unknown): string {
  const type = typeof data === 'object' && data !== null ? (data as { type?: unknown }).type : undefined;
  return typeof type === 'string' ? type : '';
}

/** The payload of a stored row as far as there is one. */
export function payloadOfStored(data: unknown): Readonly<Record<string, unknown>> {
  const payload = typeof data === 'object' && data !== null ? (data as { payload?: unknown }).payload : undefined;
  return typeof payload === 'object' && payload !== null ? { ...payload } : {};
}

/** Why no handler may see this row: what it holds is no job, or its payload is not what its type works with. `null`: it is fine. */
export function faultOfStored(types: JobTypes, data: unknown): JobFailure | null {
  const fault = faultOf(storedSchema, data) ?? payloadFault(types, data as StoredJob);
  if (fault === null) return null;
  const type = typeOfStored(data).slice(0, 40);
  return new JobFailure({
    code: 'payload_invalid',
    sentence: `What was stored for this job${type === '' ? '' : ` of the type "${type}"`} cannot be read: ${fault}.`,
    remedy: 'Purge it: it was written by another program or by hand, and running it again changes nothing.',
    patience: 'never',
  });
}

function payloadFault(types: JobTypes, { type, payload }: StoredJob): string | null {
  const schema = types.get(type)?.payload;
  // an unknown type is told by whoever looks for its handler
  return schema === undefined ? null : faultOf(schema, payload);
}

/** Where and how a value differs from its schema; never the value itself. */
function faultOf(schema: TSchema, value: unknown): string | null {
  if (Value.Check(schema, value)) return null;
  const [error] = Value.Errors(schema, value);
  if (error === undefined) return 'it has another shape';
  const missing = error.keyword === 'required' ? error.params.requiredProperties.join(', ') : '';
  const path = error.instancePath.replaceAll('/', '.').replace(/^\./, '').slice(0, 60);
  const field = [path, missing].filter((part) => part !== '').join('.');
  return `${field === '' ? 'it' : field} ${error.message}`;
}
