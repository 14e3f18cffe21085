import { client, done, unwrap } from './request.ts';
import type {
  NotificationDelivery,
  NotificationTarget,
  NotificationTargetChange,
  NotificationTargetDraft,
  NotificationTargets,
  NotificationTargetTrial,
  NotificationTest,
  NotificationTried,
} from './types.ts';

const at = (id: number) => ({ params: { path: { id } } });

/** Where people are told, and of what they can be told. */
export function readNotificationTargets(signal: AbortSignal): Promise<NotificationTargets> {
  return unwrap(client.GET('/notifications/targets', { signal }));
}

/** Adds a target. */
export function addNotificationTarget(body: NotificationTargetDraft): Promise<NotificationTarget> {
  return unwrap(client.POST('/notifications/targets', { body }));
}

/** Changes a target; secrets that are left out stay. */
export function changeNotificationTarget(id: number, body: NotificationTargetChange): Promise<NotificationTarget> {
  return unwrap(client.PATCH('/notifications/targets/{id}', { ...at(id), body }));
}

/** Removes a target. */
export function removeNotificationTarget(id: number): Promise<void> {
  return done(client.DELETE('/notifications/targets/{id}', at(id)));
}

/** Sends a test message, and says how that ended. */
export function testNotificationTarget(id: number): Promise<NotificationTest> {
  return unwrap(client.POST('/notifications/targets/{id}/test', at(id)));
}

/** Sends a test message to a target that is not kept yet; with `target_id`, what is left out is taken from that one. */
export function tryNotificationTarget(body: NotificationTargetTrial): Promise<NotificationTried> {
  return unwrap(client.POST('/notifications/targets/try', { body }));
}

/** What was sent last. */
export async function listDeliveries(signal: AbortSignal): Promise<NotificationDelivery[]> {
  return (await unwrap(client.GET('/notifications/deliveries', { params: { query: { limit: 30 } }, signal }))).items;
}

/** Sends a failed message once more. */
export async function retryDelivery(id: number): Promise<void> {
  await unwrap(client.POST('/notifications/deliveries/{id}/retry', at(id)));
}
