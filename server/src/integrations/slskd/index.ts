export { createSlskd, type Slskd } from './adapter.ts';
export type { SlskdStatus } from './daemon.ts';
export { type SlskdSettings, slskdAddress, slskdSettings } from './settings.ts';
