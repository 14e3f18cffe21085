export { accessRoutes } from './access.routes.ts';
export { type AccessStore, createAccessStore, type StoredKey } from './access.store.ts';
export { type Access, createAccess } from './access.ts';
export { asKeyName, makeKey } from './api-key.ts';
export { readFixedKeys } from './fixed-keys.ts';
export { type AccessSettings, accessSettings, isProduction } from './settings.ts';
