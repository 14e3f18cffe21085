import { setting } from '#platform/config';

/** How tags are written. */
export const tagSettings = {
  existing: setting.text({
    name: 'TAG_EXISTING',
    default: 'replace',
    choices: ['replace', 'fill'],
    doc: 'What becomes of tags that a file already has: replace writes whatever is known about the track, fill only what the file does not say, or says with a placeholder such as "Unknown Artist". Tags about which nothing is known always stay.',
  }),
};
