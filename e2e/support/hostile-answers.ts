import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What a name is in which somebody hides elements, a script and a link; `data-struck` finds each element that comes out of it. */
export const hostileText =
  '"\'><img data-struck src=x onerror="window.struck=1"><svg data-struck onload="window.struck=1">' +
  '<a data-struck href="javascript:window.struck=1">x</a><script data-struck>window.struck=1</script>{{struck}}';
/** Where a link leads that is a script. */
const hostileLink = `javascript:window.struck=1//`;

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}
type Answers = Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Answers }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const document = JSON.parse(readFileSync('server/openapi.json', 'utf8')) as Document;
const operations = Object.entries(document.paths).map(([path, methods]) => ({
  shape: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  exact: !path.includes('{'),
  methods,
}));

/** What is asked for again, and what the page chooses by: a name there would only lead to "not found". */
const keys = /(?:^|_)(?:id|ids|key|cursor|token|version|state|stage|status|code|kind|type|mode|action|subject|format)$/;
const times = /^\d{4}(?:-\d\d){0,2}(?:T|$)/;

/** The value with every text in it that is somebody's own words made hostile; what the document limits (words, forms, patterns) stays. */
function madeHostile(value: unknown, schemas: readonly Schema[], name: string): unknown {
  const known = schemas.flatMap(alternatives);
  if (typeof value === 'string') {
    const limited = known.some((one) => [one.enum, one.format, one.pattern].some((limit) => limit !== undefined));
    if (limited || value === '' || keys.test(name) || times.test(value)) return value;
    return /(?:^|_)(?:url|uri|href|link)s?$/.test(name) ? hostileLink : value + hostileText;
  }
  if (Array.isArray(value)) {
    const inside = known.flatMap(({ items }) => (items === undefined ? [] : [items]));
    const all = value.length > 0 ? value : inside.slice(0, 1).map((schema) => invented(schema));
    return all.map((each) => madeHostile(each, inside, name));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const inside = known.flatMap(({ properties, additionalProperties: more }) => {
        const own = properties?.[key] ?? (typeof more === 'object' ? more : undefined);
        return own === undefined ? [] : [own];
      });
      return [key, madeHostile(each, inside, key)];
    }),
  );
}

/** Something of that form, for lists in which there is nothing yet. */
function invented(schema: Schema): unknown {
  const [one = {}] = alternatives(schema);
  if (one.enum !== undefined) return one.enum[0];
  if (one.type === 'string') return 'invented';
  if (one.type === 'integer' || one.type === 'number') return one.minimum ?? 1;
  if (one.type === 'boolean') return true;
  if (one.type === 'array') return [];
  if (one.properties === undefined) return one.type === 'object' ? {} : null;
  const today = new Date().toISOString();
  return Object.fromEntries(
    Object.entries(one.properties).map(([key, inside]) => {
      if (/^(?:day|date)$|_date$/.test(key)) return [key, today.slice(0, 10)];
      return [key, key.endsWith('_at') ? today : invented(inside)];
    }),
  );
}

function alternatives(schema: Schema): Schema[] {
  if (schema.$ref !== undefined) {
    const named = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named === undefined ? [] : alternatives(named);
  }
  const inside = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  return inside.length > 0 ? inside.flatMap(alternatives) : [schema];
}

/**
 * From now on every answer of the house that the page reads says hostile names wherever the document of the API lets somebody's own words stand:
 * names, paths, sentences, messages, values. What was really answered comes from the house.
 */
export async function makeAnswersHostile(page: Page): Promise<void> {
  await page.route(
    (url) => operations.some(({ shape }) => shape.test(url.pathname)),
    async (route) => {
      const request = route.request();
      if (request.resourceType() !== 'fetch' && request.resourceType() !== 'xhr') return route.fallback();
      const answer = await route.fetch();
      if (answer.headers()['content-type']?.includes('json') !== true) return route.fulfill({ response: answer });
      const path = new URL(request.url()).pathname;
      const operation =
        operations.find(({ shape, exact }) => exact && shape.test(path)) ??
        operations.find(({ shape }) => shape.test(path));
      const responses = operation?.methods[request.method().toLowerCase()]?.responses;
      const schema = responses?.[String(answer.status())]?.content?.['application/json']?.schema;
      const json = madeHostile(await answer.json(), schema === undefined ? [] : [schema], '');
      return route.fulfill({ response: answer, json });
    },
  );
}
