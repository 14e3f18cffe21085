export {
  type SoulseekStatusDeps as SoulseekRouteDeps,
  soulseekStatusRoutes as soulseekRoutes,
  soulseekView,
} from '#soulseek';
