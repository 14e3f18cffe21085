import { readFileSync } from 'node:fs';

/** A JSON Schema as the OpenAPI document holds it. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** A parameter in path, query or headers. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** One operation of the document. */
export interface Operation {
  /** `POST /api/v1/download`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly type: string; readonly schema: Schema; readonly example?: unknown } | null;
  /** Schemas of JSON answers by status (`200`, `4XX`); `null` where the answer is none or no JSON. */
  readonly answers: ReadonlyMap<string, Schema | null>;
}

interface Document {
  readonly paths: Record<string, Record<string, RawOperation>>;
  readonly components: Schema & { readonly responses?: Record<string, RawAnswer> };
}

interface RawAnswer {
  readonly $ref?: string;
  readonly content?: Record<string, { readonly schema?: Schema }>;
}

interface RawOperation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema; readonly example?: unknown }> };
  readonly responses: Record<string, RawAnswer>;
}

/** Reads every operation of `server/openapi.json`; answers them with the shared schemas that they refer to. */
export function readOperations(): { readonly operations: readonly Operation[]; readonly components: Schema } {
  const file = new URL('../../server/openapi.json', import.meta.url);
  const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const shared = document.components.responses ?? {};
  const resolved = (answer: RawAnswer): RawAnswer => shared[answer.$ref?.split('/').at(-1) ?? ''] ?? answer;
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, raw] of Object.entries(item)) {
      const [content] = Object.entries(raw.requestBody?.content ?? {});
      operations.push({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: raw.parameters ?? [],
        body: content === undefined ? null : { type: content[0], ...content[1] },
        answers: new Map(
          Object.entries(raw.responses).map(([status, answer]) => [
            status.toUpperCase(),
            resolved(answer).content?.['application/json']?.schema ?? null,
          ]),
        ),
      });
    }
  }
  return { operations, components: document.components };
}
