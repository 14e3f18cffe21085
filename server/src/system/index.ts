export type { SecretAnswer, SecretProvider } from './ports.ts';
export { createSecretTrials, type SecretTrials } from './secrets.ts';
export { systemSettings } from './settings.ts';
export { type SystemRouteDeps, systemRoutes } from './system.routes.ts';
