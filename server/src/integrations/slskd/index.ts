export { createSlskd, type Slskd } from './adapter.ts';
export type { SlskdStatus } from './daemon.ts';
export { slskdSettings } from './settings.ts';
