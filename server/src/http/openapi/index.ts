export { openApiDocument, registerOpenApi } from './openapi.ts';
