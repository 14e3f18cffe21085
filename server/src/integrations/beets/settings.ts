import { type SettingValues, setting } from '#platform/config';

/** How the program `beet` is found and called, and what is handed over to it. */
export const beetsSettings = {
  program: setting.text({
    name: 'BEETS_PROGRAM',
    default: 'beet',
    doc: 'The program beet: its name on PATH, or an absolute path.',
    check: (text) => (/^[\w./+-]+$/.test(text) && !text.startsWith('-') ? null : 'must be a plain name or path'),
  }),
  dir: setting.path({
    name: 'BEETSDIR',
    default: null,
    doc: 'The folder with config.yaml of beets; left out, beets looks where it always does (~/.config/beets).',
  }),
  timeoutMs: setting.int({
    name: 'BEETS_TIMEOUT_MS',
    default: 60_000,
    min: 500,
    max: 3_600_000,
    doc: 'How long one call of beet may take; then it is killed and the call has failed.',
  }),
  importTimeoutMs: setting.int({
    name: 'BEETS_IMPORT_TIMEOUT_MS',
    default: 600_000,
    min: 500,
    max: 86_400_000,
    doc: 'The same for calls that go through many files: import, update, move and write asked for by hand.',
  }),
  folders: setting.list({
    name: 'BEETS_FOLDERS',
    default: [],
    doc: 'Further folders (absolute) from which beets may be told to import. MUSIC_DIR and the library folder of beets are always among them.',
  }),
  publish: setting.text({
    name: 'BEETS_PUBLISH',
    default: 'off',
    choices: ['off', 'leave', 'copy', 'move'],
    doc: 'What happens to a finished file: `leave` tells beets where it is, `copy` lets beets copy it into its library folder, `move` lets beets move it there (which must lie in MUSIC_DIR; the library follows).',
  }),
  publishAutotag: setting.bool({
    name: 'BEETS_PUBLISH_AUTOTAG',
    default: false,
    doc: 'Let beets look a finished file up at MusicBrainz and write tags of its own; without a sure match it is taken as it is.',
  }),
  publishGiveUpH: setting.int({
    name: 'BEETS_PUBLISH_GIVE_UP_H',
    default: 24,
    min: 0,
    max: 8760,
    doc: 'For so many hours a finished file waits for a beets that does not work; then its wish is done all the same and says that beets was not told.',
  }),
} as const;

/** What of it may be changed while the program runs; where the program lies, and with which configuration it runs, may not. */
const { publish, publishAutotag, publishGiveUpH } = beetsSettings;
export const beetsHandoverSettings = { publish, publishAutotag, publishGiveUpH };

/** The slice as values. */
export type BeetsSettings = SettingValues<typeof beetsSettings>;
