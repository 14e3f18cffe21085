import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Tracing } from '#platform/tracing';
import { type AdmissionOptions, installAdmission } from './admission/admission.ts';
import { type CorsOptions, installCors } from './admission/cors.ts';
import { openGate } from './admission/gate.ts';
import { type AnswerFigures, installAnswered } from './answered.ts';
import { type CacheOptions, installCache, keepNothing } from './cache/cache.ts';
import { markEncodings } from './cache/mark.ts';
import { compileOnUse } from './compile-on-use.ts';
import { registerDocs } from './docs.routes.ts';
import { type ChangeSource, registerEvents } from './events.routes.ts';
import { type HealthProbes, healthRoutes } from './health/health.routes.ts';
import type { HealthSettings } from './health/settings.ts';
import { createLegacyPaths } from './legacy.ts';
import { installRateLimits, type Limits, usualLimits } from './limits/limits.ts';
import { registerOpenApi } from './openapi/index.ts';
import { answerBadAddress, answerBrokenRequest } from './problems/broken-requests.ts';
import { errorSchema, installErrorHandlers } from './problems/errors.ts';
import { problem } from './problems/problem.ts';
import { requestLog } from './request-log.ts';
import { installSecurityHeaders } from './security-headers.ts';
import { installTracing } from './tracing.ts';

/** What the shell is made of. */
export interface HttpOptions {
  readonly basePath: string;
  readonly requestIdHeader: string;
  /** Folder of the built web page; without one the API works alone. */
  readonly webDist: string | null;
  readonly log: FastifyBaseLogger;
  readonly version: string;
  readonly probes: HealthProbes;
  /** Hears of every answer that went out. */
  readonly measure?: (answer: AnswerFigures) => void;
  /** Records requests; left out or `null`, nothing is recorded. */
  readonly tracing?: Pick<Tracing, 'begin'> | null;
  /** Left out: the defaults. */
  readonly health?: HealthSettings;
  /** Whether the API also answers without its base path. */
  readonly legacyRoutes?: boolean;
  readonly changes: ChangeSource;
  /** Routes of the rooms, relative to the base path. */
  readonly routes: readonly FastifyPluginAsync[];
  /** Routes that stand beside the base path. */
  readonly rootRoutes?: readonly FastifyPluginAsync[];
  /** Who is let in; left out, everybody who reaches the server. */
  readonly admission?: Omit<AdmissionOptions, 'basePath'>;
  /** Which pages of other origins may ask; left out, none. */
  readonly cors?: CorsOptions;
  /** What is kept of answers; left out, nothing. */
  readonly cache?: CacheOptions;
  /** How much anybody may ask for. */
  readonly limits?: Limits;
  /** Addresses of proxies whose word about the caller's address counts. */
  readonly trustProxy?: readonly string[];
}

const everybody: Omit<AdmissionOptions, 'basePath'> = {
  gate: openGate,
  allowList: [],
  trustedHosts: [],
  allowedOrigins: [],
};

const requestIdForm = /^[\w.:-]{1,128}$/;

/** Builds the server without listening: limits, security headers, errors, OpenAPI, health, live events, the rooms' routes, the page. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const headerName = options.requestIdHeader.toLowerCase();
  const legacy = createLegacyPaths(options.basePath, options.legacyRoutes === true);
  const limits = options.limits ?? usualLimits;
  const app = Fastify({
    loggerInstance: options.log,
    // One line per answer is enough; the hook below writes it.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'entity_id' }),
    childLoggerFactory: requestLog,
    bodyLimit: limits.bodyKb * 1024,
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: 0,
    keepAliveTimeout: limits.keepAliveMs,
    http: {
      headersTimeout: Math.min(limits.headersTimeoutMs, limits.requestTimeoutMs),
      maxHeaderSize: limits.headerKb * 1024,
      // how exactly the two are kept
      connectionsCheckingInterval: Math.min(5000, Math.ceil(limits.headersTimeoutMs / 4)),
    },
    clientErrorHandler: answerBrokenRequest,
    forceCloseConnections: true,
    trustProxy: (options.trustProxy ?? []).length === 0 ? false : [...(options.trustProxy ?? [])],
    genReqId: (request) => {
      const given = request.headers[headerName];
      return typeof given === 'string' && requestIdForm.test(given) ? given : randomUUID();
    },
    frameworkErrors: answerBadAddress,
    // numbers need not be finite, or the maximum would not be looked at: "1e999" is infinity
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, allErrors: false, strictNumbers: false } },
    schemaController: { compilersFactory: compileOnUse() },
    rewriteUrl: (request) => legacy.rewrite(request),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
  });
  app.addSchema(errorSchema);
  legacy.learn(app);
  if (options.tracing !== undefined && options.tracing !== null) installTracing(app, options.tracing, options.basePath);
  installAnswered(app, options.measure);
  app.server.maxConnections = limits.maxConnections;
  installErrorHandlers(app, limits);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(headerName, request.id);
    // No name, number or word that we know contains NUL, and PostgreSQL cannot store it.
    const nul = request.url.includes('%00');
    done(nul ? problem(400, 'VALIDATION_ERROR', 'The address contains a NUL character.', { field: 'url' }) : undefined);
  });
  app.addHook('preValidation', refuseForgottenId);
  if (options.cors !== undefined) await installCors(app, { ...options.cors, requestIdHeader: options.requestIdHeader });
  const admission = options.admission ?? everybody;
  await installAdmission(app, { ...admission, basePath: options.basePath });
  installRateLimits(app, { limits, basePath: options.basePath, allowList: admission.allowList });
  // a kept answer has the headers of its first giving: it ends the questions here
  if (options.cache?.enabled === true)
    installCache(app, {
      ...options.cache,
      basePath: options.basePath,
      compressAbove: limits.gzipMinSize,
      requestIdHeader: headerName,
    });
  else keepNothing(app);
  installSecurityHeaders(app);
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: limits.gzipMinSize });
  markEncodings(app);
  await app.register(multipart, {
    limits: { files: 1, fields: 10, parts: 12, headerPairs: 100 },
    throwFileSizeLimit: true,
  });
  await registerOpenApi(app, { basePath: options.basePath, version: options.version });
  await registerDocs(app, options.basePath);
  await app.register(healthRoutes(options.probes, options.basePath, options.health));
  registerEvents(app, options.basePath, options.changes, admission.gate);
  for (const routes of options.routes) await app.register(routes, { prefix: options.basePath });
  for (const routes of options.rootRoutes ?? []) await app.register(routes);
  app.addHook('onRoute', (route) => {
    // from here on only the page's own files follow
    route.config = { ...route.config, open: true };
  });
  await registerPage(app, options.webDist);
  return app;
}

/** `DELETE /things/` is what a script sends whose id is empty; it must not become `DELETE /things`, which may remove them all. */
async function refuseForgottenId({ method, url }: FastifyRequest): Promise<void> {
  if (method !== 'DELETE' || !/^[^?]*\/(?:\?|$)/.test(url)) return;
  throw problem(
    404,
    'NOT_FOUND',
    'The address of what is to be deleted ends with a slash, as if its id were missing.',
    {
      remedy: 'Add the id, or leave the slash away.',
    },
  );
}

async function registerPage(app: FastifyInstance, webDist: string | null): Promise<void> {
  const present = webDist !== null && existsSync(webDist);
  if (present) {
    await app.register(staticFiles, {
      root: webDist,
      wildcard: false,
      index: ['index.html'],
      setHeaders: (reply, path) => {
        const forever = path.includes('/assets/');
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      (request.headers.accept ?? '').includes('text/html') &&
      !request.url.startsWith('/api/');
    if (present && wantsPage) return reply.sendFile('index.html');
    throw problem(404, 'NOT_FOUND', `There is nothing at ${request.method} ${request.url.split('?', 1)[0]}.`);
  });
}
