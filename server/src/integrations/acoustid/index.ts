export { type AcoustId, createAcoustId } from './adapter.ts';
export { acoustIdSettings } from './settings.ts';
export { tryAcoustIdKey } from './try-key.ts';
