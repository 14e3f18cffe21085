import fc from 'fast-check';
import type { Facts } from './facts.ts';
import type { Operation, Schema } from './operations.ts';
import type { Pool } from './pool.ts';
import { hostile, textOf } from './values.ts';

/** A value that depends on what earlier answers held. */
export type Made<T> = (pool: Pool) => T;

/** What may be done to a request. */
export type Kind = 'valid' | 'path' | 'query' | 'body' | 'field' | 'keys' | 'headers' | 'type' | 'broken';

/** Bodies of one operation, right ones or wrong ones after this kind. `of` makes values of a schema. */
export function bodyOf(
  operation: Operation,
  kind: Kind,
  of: (schema: Schema) => fc.Arbitrary<unknown>,
  facts: Facts,
): fc.Arbitrary<Made<string | Buffer | null>> {
  const { body } = operation;
  if (body === null) return fc.constant(() => null);
  if (body.type !== 'application/json') return fileOf(body.type).map((text) => () => text);
  const fitting = fittingOf(operation, body, of, facts);
  switch (kind) {
    case 'body':
      return hostile.map((value) => () => JSON.stringify(value));
    case 'field':
      return fc.tuple(fitting, hostile, fc.nat(30)).map(
        ([made, wrong, place]) =>
          (pool) =>
            JSON.stringify(spoilt(made(pool), wrong, place)),
      );
    case 'keys':
      return fc
        .tuple(fitting, fc.constantFrom('__proto__', 'constructor', 'prototype', '', 'x'.repeat(300)), hostile)
        .map(([made, key, wrong]) => (pool) => {
          const text = JSON.stringify(made(pool));
          const entry = `${JSON.stringify(key)}:${JSON.stringify(wrong)}`;
          return text.startsWith('{') ? `{${entry}${text === '{}' ? '' : ','}${text.slice(1)}` : `{${entry}}`;
        });
    case 'broken':
      return fc
        .tuple(fitting, fc.nat(100), fc.constantFrom('', '\u0000', '}', '{"a":1,"a":2', '\ufeff', '//', '\\ud800'))
        .map(([made, share, tail]) => (pool) => {
          const text = JSON.stringify(made(pool));
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
      return fitting.map((made) => (pool) => JSON.stringify(made(pool)));
  }
}

/** Right bodies from four sources: the schema, the document's example, objects and ids of earlier answers, and what is known of the house. */
function fittingOf(
  operation: Operation,
  body: NonNullable<Operation['body']>,
  of: (schema: Schema) => fc.Arbitrary<unknown>,
  facts: Facts,
): fc.Arbitrary<Made<unknown>> {
  const { schema, example } = body;
  const drawn = of(schema);
  const fromSchema = drawn.map((value) => () => value);
  const known = facts.bodies[operation.name];
  const exact = example === undefined ? fromSchema : fc.constant(() => example);
  const number = fc.nat(1_000_000);
  const mixed = fc.tuple(drawn, number).map(
    ([value, at]) =>
      (pool: Pool) =>
        withKnown(operation, fromAnswers(operation, schema, value, pool, at), pool, at),
  );
  const near =
    example === undefined
      ? mixed
      : number.map(
          (at) => (pool: Pool) => withKnown(operation, fromAnswers(operation, schema, example, pool, at), pool, at),
        );
  return fc.oneof(
    { weight: 3, arbitrary: fromSchema },
    { weight: 1, arbitrary: exact },
    { weight: 2, arbitrary: mixed },
    { weight: 3, arbitrary: near },
    ...(known === undefined ? [] : [{ weight: 6, arbitrary: fc.constantFrom(...known).map((value) => () => value) }]),
  );
}

/** The value with fields of an object that an answer held and that has all the required ones; the value itself when there is none. */
function fromAnswers(operation: Operation, schema: Schema, value: unknown, pool: Pool, at: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const required = (schema['required'] ?? []) as string[];
  const seen = pool.withFields(operation, required, at);
  if (seen === null) return value;
  const taken = Object.keys(properties).filter((name) => name in seen && seen[name] !== null);
  return { ...value, ...Object.fromEntries(taken.map((name) => [name, seen[name]])) };
}

/** Ids and names in the value become ones that exist, half of the time. */
function withKnown(operation: Operation, value: unknown, pool: Pool, at: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner], index): [string, unknown] => {
    const chosen = at + index * 31;
    if (chosen % 2 === 0) return [name, inner];
    const sample: unknown = Array.isArray(inner) ? inner[0] : inner;
    const known = pool.named(operation, name, chosen);
    if (known === null || typeof known !== typeof sample) return [name, inner];
    return [name, Array.isArray(inner) ? [known] : known];
  });
  return Object.fromEntries(entries);
}

const boundary = 'harmony-fuzz-boundary';

/** The content type of a right request. */
export function typeOf(operation: Operation): string | undefined {
  const type = operation.body?.type;
  return type === 'multipart/form-data' ? `${type}; boundary=${boundary}` : type;
}

function fileOf(type: string): fc.Arbitrary<string> {
  const content = fc.oneof(
    fc.constantFrom('artist,title\nMira Vantour,Glasregen\n', 'Mira Vantour - Glasregen\n', 'PK\u0003\u0004', '"', ''),
    hostile.map(textOf),
  );
  if (type !== 'multipart/form-data') return content;
  const name = fc.constantFrom('list.csv', '../../x.csv', 'x.zip', 'a"\\b.csv', '');
  return fc.tuple(content, name).map(([text, file]) => multipart(text, file));
}

function multipart(text: string, file: string): string {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file}"\r\ncontent-type: text/csv\r\n`;
  return `${head}\r\n${text}\r\n--${boundary}--\r\n`;
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
