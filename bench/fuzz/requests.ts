import fc from 'fast-check';
import { bodyOf, type Kind, type Made, typeOf } from './bodies.ts';
import type { Facts } from './facts.ts';
import type { Operation, Schema } from './operations.ts';
import type { Pool } from './pool.ts';
import { hostile, textOf, valid } from './values.ts';

/** A request that is about to be sent. */
export interface FuzzRequest {
  readonly operation: Operation;
  /** What was done to it: `valid` nothing. */
  readonly kind: string;
  readonly method: string;
  /** Path and query, already encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

/** A value of a path: from the schema, hostile, or one that earlier answers had in this place (by number). */
type PathValue = { readonly known: number; readonly name: string } | { readonly text: string };

interface Draft {
  readonly path: readonly PathValue[];
  readonly query: readonly (readonly [string, string])[];
  /** Chooses among what earlier answers held. */
  readonly at: number;
  readonly body: Made<string | Buffer | null>;
  readonly headers: Readonly<Record<string, string>>;
  readonly kind: Kind;
}

const kinds: readonly Kind[] = ['valid', 'path', 'query', 'body', 'field', 'keys', 'headers', 'type', 'broken'];
const weights: Record<Kind, number> = {
  valid: 8,
  path: 2,
  query: 3,
  body: 1,
  field: 4,
  keys: 1,
  headers: 1,
  type: 1,
  broken: 1,
};

/** Makes requests for one operation: about a third as the document wants them, the others wrong in one way each. The same seed makes the same ones. */
export function requestsFor(
  operation: Operation,
  components: Schema,
  facts: Facts,
): (count: number, seed: number) => ((pool: Pool) => FuzzRequest)[] {
  const arbitrary = draftOf(operation, components, facts);
  return (count, seed) =>
    fc.sample(arbitrary, { numRuns: count, seed }).map((draft) => (pool) => finish(operation, draft, pool));
}

function draftOf(operation: Operation, components: Schema, facts: Facts): fc.Arbitrary<Draft> {
  const reference = (pointer: string): Schema =>
    pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Schema)[key], { components }) as Schema;
  const of = (schema: Schema): fc.Arbitrary<unknown> => valid(schema, reference);
  const at = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const texts = hostile.map(textOf);
  const kindsHere = kinds.filter((kind) => {
    if (kind === 'path') return at('path').length > 0;
    if (kind === 'body' || kind === 'type' || kind === 'broken') return operation.body !== null;
    return kind !== 'field' && kind !== 'keys' ? true : operation.body?.type === 'application/json';
  });
  const kind = fc.oneof(...kindsHere.map((each) => ({ weight: weights[each], arbitrary: fc.constant(each) })));
  return kind.chain((chosen): fc.Arbitrary<Draft> => {
    const path = fc.tuple(
      ...at('path').map((parameter): fc.Arbitrary<PathValue> => {
        const fitting = of(parameter.schema).map((value) => ({ text: part(textOf(value)) }));
        const seen = fc.nat(100_000).map((number) => ({ known: number, name: parameter.name }));
        const told = facts.paths[`${operation.path} ${parameter.name}`] ?? [];
        return chosen === 'path'
          ? texts.map((text) => ({ text: part(text) }))
          : fc.oneof(
              { weight: 6, arbitrary: seen },
              { weight: 1, arbitrary: fitting },
              ...(told.length === 0
                ? []
                : [{ weight: 6, arbitrary: fc.constantFrom(...told).map((text) => ({ text: part(text) })) }]),
            );
      }),
    );
    const pairs = fc.tuple(
      ...at('query').map((parameter) =>
        fc.oneof(
          { weight: parameter.required ? 1 : 3, arbitrary: fc.constant<[string, string][]>([]) },
          {
            weight: parameter.required ? 20 : 2,
            arbitrary: fc
              .oneof(
                of(parameter.schema),
                ...(facts.queries[`${operation.name} ${parameter.name}`] ?? [parameter.example]).map((value) =>
                  value === undefined ? of(parameter.schema) : fc.constant(value),
                ),
              )
              .map((value): [string, string][] =>
                (Array.isArray(value) ? value : [value]).map((each) => [parameter.name, textOf(each)]),
              ),
          },
        ),
      ),
    );
    const names = [...at('query').map((parameter) => parameter.name), '__proto__', 'constructor', 'a[b]', '%', ''];
    const wrong = fc.array(fc.tuple(fc.constantFrom(...names), texts), { minLength: 1, maxLength: 3 });
    const query = pairs.chain((fitting) =>
      chosen === 'query'
        ? wrong.map((more) => [...fitting.flat(), ...more, ...more.slice(0, 1)])
        : fc.constant(fitting.flat()),
    );
    return fc
      .tuple(path, query, bodyOf(operation, chosen, of, facts), headersOf(operation, chosen), fc.nat(100_000))
      .map(([values, asked, body, headers, number]) => ({
        kind: chosen,
        path: values,
        query: asked,
        body,
        headers,
        at: number,
      }));
  });
}

function headersOf(operation: Operation, kind: Kind): fc.Arbitrary<Record<string, string>> {
  const type = typeOf(operation);
  const usual: Record<string, string> = type === undefined ? {} : { 'content-type': type };
  if (kind === 'type') {
    return fc
      .constantFrom(
        'text/xml',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/json; charset=utf-7',
        ';',
        '',
      )
      .map((wrong) => ({ 'content-type': wrong }));
  }
  if (kind !== 'headers') return fc.constant(usual);
  const latin = fc.constantFrom(
    'x'.repeat(3000),
    '../..',
    '\t',
    'é',
    '"',
    'W/"x", *',
    'bytes=0-18446744073709551615',
    '{"a":1}',
    '-1',
  );
  const name = fc.constantFrom(
    'x-request-id',
    'if-none-match',
    'if-modified-since',
    'range',
    'accept',
    'accept-encoding',
    'accept-language',
    'last-event-id',
    'origin',
    'cookie',
    'x-forwarded-for',
    'x-forwarded-host',
    'forwarded',
    'x-http-method-override',
    'idempotency-key',
  );
  return fc.tuple(name, latin).map(([header, value]) => ({ ...usual, [header]: value }));
}

/** A part of a path; an empty one would be the address of the collection. */
function part(text: string): string {
  return text === '' || text === '.' || text === '..' ? '-' : encoded(text);
}

function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}

function finish(operation: Operation, draft: Draft, pool: Pool): FuzzRequest {
  let index = 0;
  const path = operation.path.replaceAll(/\{[^}]+\}/g, () => {
    const value = draft.path[index];
    index += 1;
    if (value === undefined) return '1';
    return 'text' in value ? value.text : part(pool.forPath(operation, value.name, value.known) ?? '1');
  });
  const query = draft.query
    .map(([name, value], place): [string, string] => {
      const known =
        (draft.at + place) % 2 === 0 && draft.kind !== 'query' ? pool.named(operation, name, draft.at) : null;
      return [name, known === null ? value : String(known)];
    })
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
  const { kind, headers } = draft;
  const body = draft.body(pool);
  const bodyless = body !== null && body.length === 0 && operation.body === null;
  return {
    operation,
    kind,
    method: operation.method,
    url: query === '' ? path : `${path}?${query}`,
    headers,
    body: bodyless ? null : body,
  };
}
