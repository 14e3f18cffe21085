export { activityRoutes } from './activity.routes.ts';
export { type Activity, type ActivityEvent, createActivity, type Follower } from './activity.store.ts';
export { createLiveFeed, type LiveEvent, type LiveFeed } from './feed.ts';
