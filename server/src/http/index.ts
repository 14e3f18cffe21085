export { envelope } from './errors.ts';
export { type HealthProbes } from './health.routes.ts';
export { hungUp } from './hung-up.ts';
export { openApiDocument } from './openapi.ts';
export { HttpProblem, type ProblemCode, problem } from './problem.ts';
export { invalid, momentOf, spanOf } from './query.ts';
export { createHttpServer, type HttpOptions } from './server.ts';
export { httpSettings } from './settings.ts';
