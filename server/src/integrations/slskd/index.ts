export { createSlskd, type Slskd } from './adapter.ts';
export type { SlskdStatus } from './daemon.ts';
export { slskdSettings } from './settings.ts';
export { trySlskdKey } from './try-key.ts';
