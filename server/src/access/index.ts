export { accessRoutes } from './access.routes.ts';
export { createAccessStore } from './access.store.ts';
export { type Access, createAccess } from './access.ts';
export { readFixedKeys } from './fixed-keys.ts';
export { type AccessSettings, accessSettings, isProduction } from './settings.ts';
