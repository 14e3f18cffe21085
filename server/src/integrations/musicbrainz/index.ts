export { createMusicBrainz, type MbAsk, type MusicBrainz } from './adapter.ts';
export { createCreditsSource } from './credits.ts';
export { musicBrainzSource } from './release-source.ts';
export { musicBrainzSettings } from './settings.ts';
export type {
  MbArtist,
  MbContribution,
  MbCredit,
  MbPage,
  MbRecording,
  MbRelease,
  MbReleaseGroup,
  MbTrack,
} from './types.ts';
