import { setting } from '#platform/config';

const policies = ['accept', 'review', 'next_peer'] as const;

/** How strictly finished files are checked. */
export const verifySettings = {
  durationToleranceMs: setting.int({
    name: 'VERIFY_DURATION_TOLERANCE_MS',
    default: null,
    min: 0,
    max: 3_600_000,
    doc: 'How far the length of a file may be from the wanted one, in milliseconds. Not set: five seconds or 3 %, whichever is more.',
  }),
  decode: setting.bool({
    name: 'VERIFY_DECODE',
    default: true,
    doc: 'Decode each finished file once with ffmpeg, where ffmpeg is installed; finds flaws that the structure does not show, and files that only pretend to be lossless.',
  }),
  transcoded: setting.text({
    name: 'VERIFY_TRANSCODED',
    default: 'next_peer',
    choices: policies,
    doc: 'What becomes of a lossless file whose sound was lossy once: accept takes it and says so in its proof, review asks you, next_peer tries somebody else and keeps the file aside until a better one is filed, so that you can still take it. A file that you chose yourself is always taken.',
  }),
  upsampled: setting.text({
    name: 'VERIFY_UPSAMPLED',
    default: 'accept',
    choices: policies,
    doc: 'The same for files whose sample rate or bit depth is larger on paper than in truth: they sound as they should, but need more space.',
  }),
};
