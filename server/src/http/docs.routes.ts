import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from './openapi/index.ts';

const redocPage = (base: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Harmony API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{margin:0}</style></head>
<body><redoc spec-url="${base}/openapi.json" disable-search="false"></redoc><script src="${base}/redoc/redoc.js"></script></body></html>`;

/** `{base}/openapi.json`, Swagger UI and ReDoc, all from local files. */
export async function registerDocs(app: FastifyInstance, basePath: string): Promise<void> {
  let document: Record<string, unknown> | null = null;
  const hide = { schema: { hide: true } };
  app.get(`${basePath}/openapi.json`, hide, async (_request, reply) => {
    document ??= openApiDocument(app);
    return reply.type('application/json; charset=utf-8').send(document);
  });
  await app.register(swaggerUi, {
    routePrefix: `${basePath}/docs`,
    staticCSP: true,
    transformStaticCSP: (header) => `${header}; worker-src 'self' blob:`,
    uiConfig: { docExpansion: 'list' },
  });
  const bundle = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');
  app.get(`${basePath}/redoc`, hide, async (_request, reply) =>
    reply
      .header(
        'content-security-policy',
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:",
      )
      .type('text/html; charset=utf-8')
      .send(redocPage(basePath)),
  );
  // Without the charset browsers read one of its regular expressions wrongly.
  app.get(`${basePath}/redoc/redoc.js`, hide, async (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(createReadStream(bundle)),
  );
}
