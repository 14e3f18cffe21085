import { errorReferences, sharedHeaders, sharedResponses, validatorReferences } from './errors.ts';
import { exampleOf, type Schema, type Schemas } from './examples.ts';

interface Media {
  schema?: Schema;
  example?: unknown;
}
interface Answer {
  description?: string;
  headers?: object;
  content?: Record<string, Media>;
}
interface Operation {
  security?: readonly object[];
  parameters?: (Media & { name: string })[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer | { readonly $ref: string }>;
}

/** The parts of an OpenAPI document that are completed. */
export interface Document {
  readonly paths?: Readonly<Record<string, unknown>>;
  readonly components?: object;
}

/** Of answers that their routes say nothing of, in the place of the generator's words. */
const descriptions: Readonly<Record<string, string>> = {
  200: 'What was asked for',
  201: 'Made',
  202: 'Taken; it goes on by itself',
  204: 'Done; there is nothing to tell',
  207: 'Taken in part; the answer says what was not',
};

const json = 'application/json';

/**
 * Adds what no route says of itself: an example of every parameter, body and JSON answer, the errors that any operation may answer with, and the headers by
 * which answers to `GET` are found unchanged. Changes the document in place and answers it.
 */
export function completeDocument<D extends Document>(document: D): D {
  const components = (document.components ?? {}) as { schemas?: Schemas };
  const schemas = components.schemas ?? {};
  for (const item of Object.values(document.paths ?? {}))
    for (const [method, operation] of Object.entries(item as Record<string, Operation>))
      completeOperation(method, operation, schemas);
  Object.assign(components, { responses: sharedResponses(), headers: sharedHeaders });
  Object.assign(document, { components });
  return document;
}

function completeOperation(method: string, operation: Operation, schemas: Schemas): void {
  for (const parameter of operation.parameters ?? []) {
    if (parameter.schema !== undefined) parameter.example = exampleOf(parameter.schema, schemas, parameter.name);
  }
  giveExample(operation.requestBody?.content, schemas);
  for (const [status, answer] of Object.entries(operation.responses)) {
    if ('$ref' in answer || status.endsWith('XX')) continue;
    giveExample(answer.content, schemas);
    if (answer.description === 'Default Response') answer.description = descriptions[status] ?? 'An answer';
    if (method === 'get' && status === '200') answer.headers = { ...validatorReferences(), ...answer.headers };
  }
  // only the routes that describe their answers are part of the contract
  if (operation.responses['4XX'] === undefined) return;
  if (method === 'get') operation.responses['304'] = { $ref: '#/components/responses/NotModified' };
  const errors = errorReferences((operation.security ?? []).length > 0);
  for (const [status, reference] of Object.entries(errors)) operation.responses[status] ??= reference;
}

function giveExample(content: Record<string, Media> | undefined, schemas: Schemas): void {
  const media = content?.[json];
  if (media?.schema !== undefined) media.example = exampleOf(media.schema, schemas);
}
