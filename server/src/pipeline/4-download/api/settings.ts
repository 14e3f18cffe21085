import { type SettingValues, setting } from '#platform/config';

/** Limits of the dead-letter routes. */
export const deadLetterSettings = {
  pageSizeDefault: setting.int({
    name: 'DLQ_PAGE_SIZE_DEFAULT',
    default: 25,
    min: 1,
    max: 500,
    doc: 'Dead letters on a page when the caller does not say.',
  }),
  pageSizeMax: setting.int({
    name: 'DLQ_PAGE_SIZE_MAX',
    default: 100,
    min: 1,
    max: 500,
    doc: 'The most dead letters on a page.',
  }),
  requeueLimit: setting.int({
    name: 'DLQ_REQUEUE_LIMIT',
    default: 500,
    min: 1,
    max: 5000,
    doc: 'How many dead letters one request may requeue.',
  }),
  purgeLimit: setting.int({
    name: 'DLQ_PURGE_LIMIT',
    default: 1000,
    min: 1,
    max: 100_000,
    doc: 'How many dead letters one request may purge.',
  }),
} as const;

/** The slice as values. */
export type DeadLetterSettings = SettingValues<typeof deadLetterSettings>;
