import { setting } from '#platform/config';

/** Covers: where they are kept and what is good enough. */
export const artworkSettings = {
  enabled: setting.bool({
    name: 'ENABLE_ARTWORK',
    default: false,
    doc: 'Whether covers are looked up and embedded. The stored setting of the same name wins.',
  }),
  dir: setting.path({
    name: 'ARTWORK_DIR',
    aliases: ['HARMONY_ARTWORK_DIR'],
    default: './artwork',
    doc: 'Folder of the covers, one file per album.',
  }),
  timeoutS: setting.number({
    name: 'ARTWORK_HTTP_TIMEOUT',
    aliases: ['ARTWORK_TIMEOUT_SEC'],
    default: 15,
    min: 0.1,
    max: 300,
    doc: 'Longest wait for a cover whose address is known (those of Spotify), redirects included, in seconds.',
  }),
  maxBytes: setting.int({
    name: 'ARTWORK_MAX_BYTES',
    default: 10_485_760,
    min: 1024,
    max: 104_857_600,
    doc: 'Largest picture that is taken as a cover, in bytes.',
  }),
  concurrency: setting.int({
    name: 'ARTWORK_WORKER_CONCURRENCY',
    aliases: ['ARTWORK_CONCURRENCY'],
    default: 2,
    min: 1,
    max: 16,
    doc: 'How many covers are worked on at once in a process.',
  }),
  minEdge: setting.int({
    name: 'ARTWORK_MIN_EDGE',
    default: 1000,
    min: 1,
    max: 10_000,
    doc: 'An embedded cover whose shorter edge has fewer pixels is replaced by a larger one.',
  }),
  minBytes: setting.int({
    name: 'ARTWORK_MIN_BYTES',
    default: 150_000,
    min: 0,
    max: 104_857_600,
    doc: 'An embedded cover of unknown size in pixels is replaced when it has fewer bytes.',
  }),
  folderFile: setting.bool({
    name: 'ARTWORK_FOLDER_FILE',
    default: false,
    doc: 'Write the cover also as folder.jpg beside the music, where no such file is.',
  }),
};
