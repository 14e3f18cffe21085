import fc from 'fast-check';
import type { Operation, Schema } from './operations.ts';
import { hostile, valid } from './values.ts';

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
type PathValue = { readonly known: number } | { readonly text: string };

interface Draft {
  readonly path: readonly PathValue[];
  readonly query: readonly (readonly [string, string])[];
  readonly body: string | Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly kind: string;
}

const kinds = ['valid', 'path', 'query', 'body', 'field', 'keys', 'headers', 'type', 'broken'] as const;
const weights: Record<(typeof kinds)[number], number> = {
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
): (count: number, seed: number, known: (operation: Operation, at: number) => string | null) => FuzzRequest[] {
  const arbitrary = draftOf(operation, components);
  return (count, seed, known) =>
    fc.sample(arbitrary, { numRuns: count, seed }).map((draft) => finish(operation, draft, known));
}

function draftOf(operation: Operation, components: Schema): fc.Arbitrary<Draft> {
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
  const kind = fc.oneof(
    ...kindsHere.map((each) => ({ weight: weights[each], arbitrary: fc.constant<(typeof kinds)[number]>(each) })),
  );
  return kind.chain((chosen): fc.Arbitrary<Draft> => {
    const path = fc.tuple(
      ...at('path').map((parameter): fc.Arbitrary<PathValue> => {
        const fitting = of(parameter.schema).map((value) => ({ text: part(textOf(value)) }));
        const seen = fc.nat(1000).map((number) => ({ known: number }));
        return chosen === 'path' ? texts.map((text) => ({ text: part(text) })) : fc.oneof(seen, seen, seen, fitting);
      }),
    );
    const pairs = fc.tuple(
      ...at('query').map((parameter) =>
        fc.oneof(
          { weight: parameter.required ? 1 : 3, arbitrary: fc.constant<[string, string][]>([]) },
          {
            weight: parameter.required ? 20 : 2,
            arbitrary: of(parameter.schema).map((value): [string, string][] =>
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
      .tuple(path, query, bodyOf(operation, chosen, of), headersOf(operation, chosen))
      .map(([values, asked, body, headers]) => ({ kind: chosen, path: values, query: asked, body, headers }));
  });
}

function bodyOf(
  operation: Operation,
  kind: (typeof kinds)[number],
  of: (schema: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<string | Buffer | null> {
  const { body } = operation;
  if (body === null) return fc.constant(null);
  if (body.type !== 'application/json') {
    const content = fc.oneof(
      fc.constantFrom(
        'artist,title\nMira Vantour,Glasregen\n',
        'Mira Vantour - Glasregen\n',
        'PK\u0003\u0004',
        '"',
        '',
      ),
      hostile.map(textOf),
    );
    if (body.type !== 'multipart/form-data') return content;
    const name = fc.constantFrom('list.csv', '../../x.csv', 'x.zip', 'a"\\b.csv', '');
    return fc.tuple(content, name).map(([text, file]) => multipart(text, file));
  }
  const fitting = of(body.schema);
  switch (kind) {
    case 'body':
      return hostile.map((value) => JSON.stringify(value));
    case 'field':
      return fc
        .tuple(fitting, hostile, fc.nat(30))
        .map(([value, wrong, place]) => JSON.stringify(spoilt(value, wrong, place)));
    case 'keys':
      return fc
        .tuple(fitting, fc.constantFrom('__proto__', 'constructor', 'prototype', '', 'x'.repeat(300)), hostile)
        .map(([value, key, wrong]) => {
          const text = JSON.stringify(value);
          const entry = `${JSON.stringify(key)}:${JSON.stringify(wrong)}`;
          return text.startsWith('{') ? `{${entry}${text === '{}' ? '' : ','}${text.slice(1)}` : `{${entry}}`;
        });
    case 'broken':
      return fc
        .tuple(fitting, fc.nat(100), fc.constantFrom('', '\u0000', '}', '{"a":1,"a":2', '\ufeff', '//', '\\ud800'))
        .map(([value, share, tail]) => {
          const text = JSON.stringify(value);
          return Buffer.concat([
            Buffer.from(text.slice(0, (text.length * share) / 100) + tail),
            Buffer.from([0xc3, 0x28]),
          ]);
        });
    case 'valid':
    case 'path':
    case 'query':
    case 'headers':
    case 'type':
      return fitting.map((value) => JSON.stringify(value));
  }
}

/** Puts something wrong in the place of one of the values. */
function spoilt(value: unknown, wrong: unknown, place: number): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0) return [wrong];
    const at = place % value.length;
    return value.map((each, index) =>
      index === at ? (place % 2 === 0 ? wrong : spoilt(each, wrong, place >> 1)) : each,
    );
  }
  if (typeof value !== 'object' || value === null) return wrong;
  const keys = Object.keys(value);
  const key = keys[place % Math.max(1, keys.length)];
  if (key === undefined) return { wrong };
  const inner = (value as Schema)[key];
  return { ...value, [key]: place % 3 === 0 ? spoilt(inner, wrong, place >> 1) : wrong };
}

function headersOf(operation: Operation, kind: (typeof kinds)[number]): fc.Arbitrary<Record<string, string>> {
  const type = operation.body?.type;
  const usual: Record<string, string> =
    type === undefined
      ? {}
      : { 'content-type': type === 'multipart/form-data' ? `${type}; boundary=${boundary}` : type };
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

const boundary = 'harmony-fuzz-boundary';

function multipart(text: string, file: string): string {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file}"\r\ncontent-type: text/csv\r\n`;
  return `${head}\r\n${text}\r\n--${boundary}--\r\n`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.length > 6000 ? value.slice(0, 6000) : value;
  return (JSON.stringify(value) ?? '').slice(0, 6000);
}

/** A part of a path; an empty one would be the address of the collection. */
function part(text: string): string {
  return text === '' || text === '.' || text === '..' ? '-' : encoded(text);
}

function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}

function finish(
  operation: Operation,
  draft: Draft,
  known: (operation: Operation, at: number) => string | null,
): FuzzRequest {
  let index = 0;
  const path = operation.path.replaceAll(/\{[^}]+\}/g, () => {
    const value = draft.path[index];
    index += 1;
    if (value === undefined) return '1';
    return 'text' in value ? value.text : part(known(operation, value.known) ?? '1');
  });
  const query = draft.query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  const { kind, headers, body } = draft;
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
