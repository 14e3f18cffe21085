import { NotificationsPage } from '../../features/notifications/index.ts';

/** Notifications under their address. */
export function NotificationsRoute() {
  return <NotificationsPage />;
}
