import { createHash } from 'node:crypto';
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { sessionCookie } from '../admission/admission.ts';
import { isOpenPath } from '../admission/open-paths.ts';
import { completeDocument } from './complete.ts';

interface Describes {
  querystring?: { required?: string[]; properties?: Record<string, { default?: unknown }> };
  response?: Record<string, unknown>;
  security?: readonly Record<string, readonly string[]>[];
  'x-required-scope'?: string | undefined;
}

/** How a key may be shown; only while keys are required. */
const securitySchemes = {
  ApiKeyAuth: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
  Bearer: { type: 'http', scheme: 'bearer' },
  Session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
} as const;

/** The reference of the error envelope, added to every operation. */
const errorReference = { description: 'Error', $ref: 'ErrorResponse#' };

/**
 * OpenAPI 3.1 from the routes' own schemas. Parameters with a default are optional for callers although handlers always see them;
 * every operation documents its errors and shows examples. `info.x-schema-hash` is the sha256 of the rest.
 */
export async function registerOpenApi(
  app: FastifyInstance,
  options: { basePath: string; version: string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Harmony',
        version: options.version,
        description: 'Self-hosted music hub: wishes in, verified and tagged files out.',
      },
      servers: [{ url: '/' }],
      security: [],
      components: { securitySchemes },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${index}`,
    },
    transformObject: (given) =>
      'openapiObject' in given ? completeDocument(given.openapiObject) : given.swaggerObject,
    transform: ({ schema, url, route }) => {
      if (schema === undefined || schema.hide === true) return { schema: schema ?? {}, url };
      const described = { ...schema } as Describes & typeof schema;
      const query = described.querystring;
      if (query?.required !== undefined) {
        const required = query.required.filter((name) => query.properties?.[name]?.default === undefined);
        described.querystring = { ...query, required };
      }
      if (!(route.config?.open === true) && !isOpenPath(url, options.basePath, [])) {
        described.security = Object.keys(securitySchemes).map((name) => ({ [name]: [] }));
        described['x-required-scope'] = route.config?.scope;
      }
      if (described.response !== undefined)
        described.response = { ...described.response, '4XX': errorReference, '5XX': errorReference };
      return { schema: described, url };
    },
  });
}

/** The document with its hash; call after `ready`. */
export function openApiDocument(app: FastifyInstance): Record<string, unknown> {
  const document = app.swagger() as unknown as Record<string, unknown> & { info: Record<string, unknown> };
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  return { ...document, info: { ...document.info, 'x-schema-hash': hash } };
}
