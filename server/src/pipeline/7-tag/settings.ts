import { setting } from '#platform/config';

/** How tags are written. */
export const tagSettings = {
  metadata: setting.bool({
    name: 'ENABLE_METADATA',
    default: true,
    doc: 'Whether genres, composers, producers and identifiers are looked up at MusicBrainz and written into downloaded files. The stored setting of the same name wins.',
  }),
  existing: setting.text({
    name: 'TAG_EXISTING',
    default: 'replace',
    choices: ['replace', 'fill'],
    doc: 'What becomes of tags that a file already has: replace writes whatever is known about the track, fill only what the file does not say, or says with a placeholder such as "Unknown Artist". Tags about which nothing is known always stay.',
  }),
};
