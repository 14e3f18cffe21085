import { numberByName, patternTexts, textByName } from './names.ts';

/** A JSON Schema as the routes write it. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** Shared schemas, by name. */
export type Schemas = Readonly<Record<string, Schema>>;

/** So deep shared schemas are followed; deeper ones hold themselves. */
const deepest = 12;
const texts: Readonly<Record<string, string>> = {
  'date-time': '2026-11-27T03:30:00.000Z',
  date: '2026-11-27',
  uuid: '0b1c2d3e-1111-4222-8333-944455556666',
  uri: 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
};

/**
 * An example that the schema accepts: the values that it names itself (`examples`, `default`, `enum`), else what fields of that name hold in the world of
 * music, else something of its type. Pure; the same for the same schema.
 */
export function exampleOf(schema: Schema, schemas: Schemas, name = '', depth = 0): unknown {
  const told = toldBy(schema);
  if (told !== undefined) return told;
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const found = schemas[reference.split('/').at(-1) ?? ''];
    return found === undefined || depth > deepest ? {} : exampleOf(found, schemas, name, depth + 1);
  }
  const parts = listOf(schema['allOf']);
  if (parts.length > 0)
    return Object.assign({}, ...parts.map((part) => exampleOf(part, schemas, name, depth + 1))) as unknown;
  const choices = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  if (choices.length > 0) {
    // an answer that went well has no fault to tell of
    const isFault = /(?:^|_)(?:error|problem|fault)$/.test(name);
    const empty = choices.find((choice) => choice['type'] === 'null');
    const filled = choices.find((choice) => choice['type'] !== 'null');
    return exampleOf((isFault ? (empty ?? filled) : filled) ?? {}, schemas, name, depth + 1);
  }
  return byType(schema, schemas, name, depth);
}

/** What the schema itself gives as a value. */
function toldBy(schema: Schema): unknown {
  const { examples, enum: among } = schema;
  if (Array.isArray(examples)) return examples[0] as unknown;
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  return Array.isArray(among) ? (among[0] as unknown) : undefined;
}

function byType(schema: Schema, schemas: Schemas, name: string, depth: number): unknown {
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, schemas, name, depth);
    case 'array': {
      const items = schema['items'] as Schema | undefined;
      if (items === undefined || depth > deepest) return [];
      const least = typeof schema['minItems'] === 'number' ? Math.max(1, schema['minItems']) : 1;
      return Array.from({ length: least }, () => exampleOf(items, schemas, name, depth + 1));
    }
    case 'integer':
    case 'number':
      return numberOf(schema, name);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return textOf(schema, name);
    default:
      return {};
  }
}

function objectOf(schema: Schema, schemas: Schemas, name: string, depth: number): unknown {
  if (depth > deepest) return {};
  const properties = Object.entries((schema['properties'] ?? {}) as Schemas);
  if (properties.length > 0)
    return Object.fromEntries(properties.map(([key, each]) => [key, exampleOf(each, schemas, key, depth + 1)]));
  const each = schema['additionalProperties'];
  return typeof each === 'object' && each !== null && Object.keys(each).length > 0
    ? { example: exampleOf(each as Schema, schemas, name, depth + 1) }
    : {};
}

function numberOf(schema: Schema, name: string): number {
  const limit = (keyword: string, otherwise: number): number =>
    typeof schema[keyword] === 'number' ? schema[keyword] : otherwise;
  const [least, most] = [limit('minimum', Number.NEGATIVE_INFINITY), limit('maximum', Number.POSITIVE_INFINITY)];
  const value = numberByName[name] ?? (name === 'id' || name.endsWith('_id') ? 42 : 1);
  const whole = schema['type'] === 'integer' ? Math.round(value) : value;
  return Math.min(most, Math.max(least, whole));
}

function textOf(schema: Schema, name: string): string {
  const { pattern, format, minLength, maxLength } = schema;
  const known = typeof format === 'string' ? texts[format] : undefined;
  if (known !== undefined) return known;
  const usual = textByName[name] ?? (/_at$|^timestamp$/.test(name) ? (texts['date-time'] ?? '') : 'example');
  const fits = (text: string): boolean =>
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) &&
    (typeof maxLength !== 'number' || text.length <= maxLength) &&
    (typeof minLength !== 'number' || text.length >= minLength);
  const short = typeof maxLength === 'number' ? usual.slice(0, maxLength) : usual;
  const long = typeof minLength === 'number' ? short.padEnd(minLength, '0') : short;
  return [usual, ...patternTexts, long].find(fits) ?? long;
}

function listOf(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? (value as readonly Schema[]) : [];
}
