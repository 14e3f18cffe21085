import { setting } from '#platform/config';

/** Where the library lives. */
export const organiseSettings = {
  musicDir: setting.path({
    name: 'MUSIC_DIR',
    default: './music',
    doc: 'The music folder. Created at the first file if its parent folder exists.',
  }),
  reserveMb: setting.int({
    name: 'MUSIC_DIR_RESERVE_MB',
    default: 200,
    min: 0,
    max: 1_000_000,
    doc: 'Space in megabytes that is always left free on the disk of the music folder.',
  }),
};
