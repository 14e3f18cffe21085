export { type BeetsRouteDeps, beetsRoutes } from './beets.routes.ts';
export { type BeetsFollowing, createBeetsFollowing } from './following.ts';
