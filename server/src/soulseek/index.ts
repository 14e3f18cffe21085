export type { SoulseekNeighbours } from './ports.ts';
export { createSizeLookup } from './sizes.ts';
export { type SoulseekRouteDeps, soulseekRoutes } from './soulseek.routes.ts';
export { soulseekView } from './status.routes.ts';
