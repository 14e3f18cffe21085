import { type SettingValues, setting } from '#platform/config';

/** How long peers are given. */
export const downloadSettings = {
  stallS: setting.int({
    name: 'DOWNLOAD_STALL_S',
    default: 120,
    min: 1,
    max: 86_400,
    doc: 'A transfer that moves no bytes for this many seconds is given up for the next peer.',
  }),
  requestMaxS: setting.int({
    name: 'DOWNLOAD_REQUEST_MAX_S',
    default: 240,
    min: 1,
    max: 86_400,
    doc: 'How many seconds a peer may take to answer our request at all.',
  }),
  queueMaxS: setting.int({
    name: 'DOWNLOAD_QUEUE_MAX_S',
    default: 1800,
    min: 1,
    max: 2_592_000,
    doc: 'How many seconds to wait in a queue while another peer offers an acceptable file.',
  }),
  queueLastMaxS: setting.int({
    name: 'DOWNLOAD_QUEUE_LAST_MAX_S',
    default: 86_400,
    min: 1,
    max: 2_592_000,
    doc: 'How many seconds to wait in a queue when nobody else offers an acceptable file.',
  }),
  fileWaitS: setting.int({
    name: 'DOWNLOAD_FILE_WAIT_S',
    default: 120,
    min: 1,
    max: 86_400,
    doc: 'How many seconds a finished file may take to appear in the downloads folder of slskd.',
  }),
  fileVisibleS: setting.int({
    name: 'DOWNLOAD_FILE_VISIBLE_S',
    default: 600,
    min: 1,
    max: 86_400,
    doc: 'How many seconds to wait for a finished file that slskd has but that is not visible from here, before the wish is put off.',
  }),
  readoptS: setting.int({
    name: 'DOWNLOAD_READOPT_S',
    default: 120,
    min: 1,
    max: 86_400,
    doc: 'How many seconds slskd gets after a restart to take up its transfers again.',
  }),
  perPeer: setting.int({
    name: 'DOWNLOAD_PER_PEER',
    default: 3,
    min: 1,
    max: 1000,
    doc: 'How many files at once we ask of one peer while others offer equivalent ones.',
  }),
  maxActive: setting.int({
    name: 'DOWNLOAD_MAX_ACTIVE',
    aliases: ['SYNC_WORKER_CONCURRENCY'],
    default: 8,
    min: 1,
    max: 1000,
    doc: 'How many downloads are under way at once, without those in queues of peers. More urgent ones go first, and past the limit by two.',
  }),
  hedge: setting.bool({
    name: 'DOWNLOAD_HEDGE',
    default: true,
    doc: 'Ask a second peer for an equivalent file when the first lets us wait too long in a queue; the first that delivers is kept.',
  }),
  hedgeAfterS: setting.int({
    name: 'DOWNLOAD_HEDGE_AFTER_S',
    default: 120,
    min: 1,
    max: 86_400,
    doc: 'After how many seconds in a queue, waited or predicted, a second peer is asked.',
  }),
  tidyS: setting.int({
    name: 'DOWNLOAD_TIDY_S',
    default: 60,
    min: 1,
    max: 86_400,
    doc: 'How often finished files that nobody needs any more are removed from the folders of our own batches at slskd, in seconds.',
  }),
  pollMs: setting.int({
    name: 'DOWNLOAD_POLL_MS',
    default: 2000,
    min: 10,
    max: 60_000,
    doc: 'How often transfers are looked at while bytes flow, in milliseconds.',
  }),
  pollIdleMs: setting.int({
    name: 'DOWNLOAD_POLL_IDLE_MS',
    default: 15_000,
    min: 10,
    max: 600_000,
    doc: 'How often transfers are looked at while nothing moves, in milliseconds.',
  }),
} as const;

/** The slice as values. */
export type DownloadSettings = SettingValues<typeof downloadSettings>;
