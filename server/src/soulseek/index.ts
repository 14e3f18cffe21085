export {
  createSlskdConnections,
  type SlskdConnections,
  slskdKeyPurpose,
} from './connection.ts';
export type { SoulseekNeighbours } from './ports.ts';
export type { SoulseekSettingsDeps } from './settings.routes.ts';
export { createSizeLookup } from './sizes.ts';
export { type SoulseekRouteDeps, soulseekRoutes } from './soulseek.routes.ts';
export { soulseekView } from './status.routes.ts';
