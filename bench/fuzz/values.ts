import fc from 'fast-check';
import type { Schema } from './operations.ts';

/** What no field expects: other types, limits of machines, text that breaks parsers, terminals, file systems, templates, spreadsheets and pages. */
export const hostileStrings: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u202egnp.exe',
  '\ud800',
  '\u{1F1E9}\u{1F1EA}\u0301'.repeat(20),
  'ﷺ'.repeat(300),
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  '%2e%2e%2f',
  'file:///etc/passwd',
  'http://127.0.0.1:1/',
  'http://[::1]:1/',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' OR 1=1; drop table wishes; --",
  '$(id) `id` | id & id',
  '{{7*7}} ${7*7} %s %n',
  '=HYPERLINK("http://127.0.0.1:1/","x")',
  'a\r\nSet-Cookie: x=y',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '-0',
  '1e999',
  '9007199254740993',
  '99999999999999999999999999',
  '0x10',
  'a'.repeat(5000),
  '('.repeat(2000),
  'a,'.repeat(2000),
  `${'a '.repeat(3000)}!`,
];

const huge = 'x'.repeat(1024 * 1024);

/** Any wrong thing. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...hostileStrings) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(-1, 0, 0.5, 2 ** 31, 2 ** 31 - 1, -(2 ** 31) - 1, 2 ** 53, 1e300, -1e-300, 2 ** 63),
  },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: { b: {} } }) },
  { weight: 1, arbitrary: fc.constant(huge) },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 5000 }, () => 1)) },
  { weight: 1, arbitrary: fc.constant(JSON.parse(`${'['.repeat(400)}${']'.repeat(400)}`) as unknown) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      JSON.parse('{"__proto__":{"admin":true}}'),
      JSON.parse('{"constructor":{"prototype":{"admin":true}}}'),
    ),
  },
);

/** Values that a schema allows, seldom beside its limits by one; `reference` finds what a `$ref` names. */
export function valid(schema: Schema, reference: (pointer: string) => Schema, depth = 0): fc.Arbitrary<unknown> {
  const of = (inner: unknown): fc.Arbitrary<unknown> => valid(inner as Schema, reference, depth + 1);
  if (depth > 8) return fc.constant(null);
  if (typeof schema['$ref'] === 'string') return of(reference(schema['$ref']));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const choices = (schema['anyOf'] ?? schema['oneOf']) as unknown[] | undefined;
  if (choices !== undefined) return fc.oneof(...choices.map(of));
  if (Array.isArray(schema['type'])) return fc.oneof(...schema['type'].map((type) => of({ ...schema, type })));
  switch (schema['type']) {
    case 'string':
      return stringOf(schema);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const least = numeric(schema['minItems'], 0);
      const most = Math.max(least, Math.min(numeric(schema['maxItems'], 3), least + 3));
      return fc.array(of(schema['items'] ?? {}), { minLength: least, maxLength: most });
    }
    case 'object':
      return objectOf(schema, of);
    default:
      return fc.oneof(fc.string(), fc.integer(), fc.boolean());
  }
}

function numeric(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function stringOf(schema: Schema): fc.Arbitrary<string> {
  const least = numeric(schema['minLength'], 0);
  const most = Math.max(least, Math.min(numeric(schema['maxLength'], 40), least + 40));
  if (typeof schema['pattern'] === 'string') {
    try {
      return fc.stringMatching(new RegExp(schema['pattern']), { maxLength: 60 });
    } catch {
      return fc.constant('a');
    }
  }
  if (schema['format'] === 'date-time') return fc.constantFrom('2026-03-01T12:00:00Z', '1969-12-31T23:59:59.999+01:00');
  if (schema['format'] === 'date') return fc.constantFrom('2026-03-01', '2024-02-29');
  const any = fc.string({ unit: 'grapheme', minLength: least, maxLength: most });
  const word = fc.constantFrom('Mira Vantour', 'Glasregen', 'Straße – Ångström', 'flac', 'album', '1', 'lossless');
  const edge = schema['maxLength'];
  if (typeof edge !== 'number' || edge > 100_000) return fc.oneof(word, any);
  return fc.oneof(
    { weight: 5, arbitrary: word },
    { weight: 5, arbitrary: any },
    { weight: 1, arbitrary: fc.constantFrom('é'.repeat(edge), 'é'.repeat(edge + 1)) },
  );
}

function numberOf(schema: Schema): fc.Arbitrary<number> {
  const least = numeric(schema['minimum'], numeric(schema['exclusiveMinimum'], 0));
  const most = Math.max(least, numeric(schema['maximum'], numeric(schema['exclusiveMaximum'], 1_000_000)));
  const edges = fc.constantFrom(least, most, least - 1, most + 1);
  const small = Math.min(most, least + 50);
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: Math.ceil(least), max: Math.max(Math.ceil(least), Math.floor(small)) }) },
    { weight: 1, arbitrary: edges },
  );
}

function objectOf(schema: Schema, of: (inner: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = new Set((schema['required'] ?? []) as string[]);
  const shape = Object.fromEntries(properties.map(([name, inner]) => [name, of(inner)]));
  const known = fc.record(shape, { requiredKeys: [...required].filter((name) => name in shape) });
  const more = schema['patternProperties'] ?? schema['additionalProperties'];
  if (typeof more !== 'object' || more === null || properties.length > 0) return known;
  const [inner] = 'type' in more || 'anyOf' in more ? [more] : Object.values(more);
  return fc.dictionary(fc.string({ maxLength: 12 }), of(inner ?? {}), { maxKeys: 3 });
}

/** A value as it stands in an address or a form, at most 6,000 characters. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.length > 6000 ? value.slice(0, 6000) : value;
  return (JSON.stringify(value) ?? '').slice(0, 6000);
}
