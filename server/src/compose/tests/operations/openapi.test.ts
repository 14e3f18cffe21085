import { Compile } from 'typebox/schema';
import { beforeAll, expect, test } from 'vitest';
import { describeApi } from '../../describe.ts';

interface Media {
  readonly schema?: Record<string, unknown>;
  readonly example?: unknown;
}
interface Answer {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly (Media & { readonly name: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

let components: { readonly responses: Readonly<Record<string, Answer>> };
let operations: readonly (readonly [name: string, operation: Operation])[];
beforeAll(async () => {
  const document = (await describeApi()) as {
    readonly components: typeof components;
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  components = document.components;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
});

/** What is wrong with an example; `null`: nothing. */
function faultOf({ schema, example }: Media): string | null {
  if (schema === undefined) return 'no schema';
  if (example === undefined) return 'no example';
  const checker = Compile({ ...schema, components });
  if (checker.Check(example)) return null;
  const [first] = checker.Errors(example)[1];
  return `${first?.instancePath ?? ''} ${first?.message ?? ''}: ${JSON.stringify(example).slice(0, 200)}`;
}

test('every parameter, body and JSON answer of every operation has an example, which its schema accepts', () => {
  expect(operations.length).toBeGreaterThan(280);
  const faults = operations.flatMap(([name, operation]) => {
    const shown: (readonly [string, Media | undefined])[] = [
      ...(operation.parameters ?? []).map((parameter) => [parameter.name, parameter] as const),
      ['body', operation.requestBody?.content['application/json']],
      ...Object.entries(operation.responses)
        .filter(([status]) => !status.endsWith('XX'))
        .map(([status, answer]) => [status, answer.content?.['application/json']] as const),
    ];
    return shown.flatMap(([where, media]) => {
      const fault = media === undefined ? null : faultOf(media);
      return fault === null ? [] : [`${name} ${where}: ${fault}`];
    });
  });
  expect(faults, 'give the schema `examples` of its own where the made one does not fit').toEqual([]);
});

test('every operation of the API says what it is for, and which errors it may answer with; each shows one', () => {
  const described = operations.filter(([, operation]) => operation.responses['4XX'] !== undefined);
  const general = ['400', '404', '424', '429', '500', '502', '503', '504'];
  for (const [name, { summary = '', responses, security = [] }] of described) {
    expect(summary, name).not.toBe('');
    const needed = [...general, ...(security.length > 0 ? ['401', '403'] : [])];
    expect(Object.keys(responses), name).toEqual(expect.arrayContaining(needed));
  }
  const errors = Object.entries(components.responses).filter(([name]) => name !== 'NotModified');
  expect(errors).toHaveLength(10);
  for (const [name, answer] of errors)
    expect([name, faultOf(answer.content?.['application/json'] ?? {})]).toEqual([name, null]);
});

test('answers to GET say by which headers they are found unchanged', () => {
  for (const [name, { responses }] of operations) {
    const ok = responses['200'];
    if (!name.startsWith('GET ') || ok === undefined || responses['4XX'] === undefined) continue;
    expect(Object.keys(ok.headers ?? {}), name).toEqual(expect.arrayContaining(['ETag', 'Cache-Control', 'Vary']));
    expect(responses['304'], name).toEqual({ $ref: '#/components/responses/NotModified' });
  }
});
