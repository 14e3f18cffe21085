import { type SettingValues, setting } from '#platform/config';

/** How messages are gathered and sent. */
export const notificationSettings = {
  batchS: setting.number({
    name: 'NOTIFICATIONS_BATCH_SEC',
    default: 30,
    min: 0,
    max: 3600,
    doc: 'Seconds for which events are gathered before a message is sent, so that a hundred finished tracks are one message.',
  }),
  perHour: setting.int({
    name: 'NOTIFICATIONS_MAX_PER_HOUR',
    default: 30,
    min: 1,
    max: 1000,
    doc: 'Messages to one target in an hour at the most; what happens beyond waits for the next. ntfy.sh allows about 250 a day.',
  }),
  timeoutMs: setting.int({
    name: 'NOTIFICATIONS_TIMEOUT_MS',
    default: 10_000,
    min: 100,
    max: 120_000,
    doc: 'How long a target may take to answer.',
  }),
  keepDays: setting.int({
    name: 'NOTIFICATIONS_KEEP_DAYS',
    default: 30,
    min: 1,
    max: 3650,
    doc: 'Days for which is kept what was sent to whom.',
  }),
} as const;

/** The slice as values. */
export type NotificationSettings = SettingValues<typeof notificationSettings>;
