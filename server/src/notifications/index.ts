export { createDelivering, notifyJobShape, notifyJobType } from './deliver.job.ts';
export { createDeliveryStore } from './deliveries.store.ts';
export { eventOfActivity } from './events.ts';
export { type NotificationRouteDeps, notificationRoutes } from './notifications.routes.ts';
export { type NotificationSettings, notificationSettings } from './settings.ts';
export { createTargetStore, type TargetStore } from './targets.store.ts';
