import { type SettingValues, setting } from '#platform/config';

/** How lists are written for players. */
export const playlistFileSettings = {
  dir: setting.path({
    name: 'M3U8_DIR',
    default: null,
    doc: 'Folder in which every mirrored playlist is kept as an M3U8 file; left out, none is written (they can be downloaded all the same).',
  }),
  paths: setting.text({
    name: 'M3U8_PATHS',
    default: 'relative',
    choices: ['relative', 'absolute'],
    doc: 'How files are named in M3U8 lists: relative to the list (downloaded ones: to MUSIC_DIR), or absolute.',
  }),
  prefix: setting.text({
    name: 'M3U8_PREFIX',
    default: null,
    doc: 'Stands for MUSIC_DIR in M3U8 lists where players see it under another path, for example /mnt/music or M:\\Music.',
    check: (text) => (/\p{Cc}/u.test(text) ? 'must not contain control characters' : null),
  }),
  everyS: setting.int({
    name: 'M3U8_EVERY_SEC',
    default: 300,
    min: 10,
    max: 86_400,
    doc: 'How often the lists in M3U8_DIR are compared with what is there, in seconds; a list is written only when it changes.',
  }),
} as const;

/** The slice as values. */
export type PlaylistFileSettings = SettingValues<typeof playlistFileSettings>;
