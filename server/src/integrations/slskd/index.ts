export { createSlskd, type Slskd } from './adapter.ts';
export type { SlskdStatus } from './daemon/daemon.ts';
export type { SlskdConnection } from './daemon/way.ts';
export { type SlskdSettings, slskdAddress, slskdSettings } from './settings.ts';
export { type SlskdTrial, trySlskdConnection } from './try-connection.ts';
export { trySlskdKey } from './try-key.ts';
