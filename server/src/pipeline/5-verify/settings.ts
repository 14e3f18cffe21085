import { setting } from '#platform/config';

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
    doc: 'Decode each finished file once with ffmpeg, where ffmpeg is installed; finds flaws that the structure does not show.',
  }),
};
