import { setting } from '#platform/config';

/** Words of songs: whether, and how they are written. */
export const lyricsSettings = {
  enabled: setting.bool({
    name: 'ENABLE_LYRICS',
    default: false,
    doc: 'Whether words of songs are looked up and put beside the music as .lrc. The stored setting of the same name wins.',
  }),
  tags: setting.bool({
    name: 'LYRICS_TAGS',
    default: false,
    doc: 'Write the words also into the file itself.',
  }),
  spread: setting.bool({
    name: 'LYRICS_SPREAD_PLAIN',
    default: true,
    doc: 'Give words without times evenly spread ones, so that players scroll them. Off: they are written without times.',
  }),
};
