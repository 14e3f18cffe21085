import { type Rule, refuse } from './rule.ts';
import { say } from './sentences.ts';

/** Only audio files can be tracks: cover pictures, cue sheets, lyrics and MIDI files carry the same names. */
export const audioRule: Rule = {
  name: 'audio',
  weigh: ({ audio }) => (audio ? 0 : refuse),
  explain: () => say('not_audio', {}),
};
