import { type SettingValues, setting } from '#platform/config';

/** What files people like, and how sure a match must be. */
export const matchSettings = {
  preferredFormats: setting.list({
    name: 'SLSKD_PREFERRED_FORMATS',
    default: ['FLAC', 'ALAC', 'APE', 'MP3'],
    doc: 'File formats, best first. Others follow, lossless ones before lossy ones.',
  }),
  onlyPreferredFormats: setting.bool({
    name: 'MATCH_ONLY_PREFERRED_FORMATS',
    default: false,
    doc: 'Refuse every format that SLSKD_PREFERRED_FORMATS does not list.',
  }),
  minBitrateKbps: setting.int({
    name: 'MATCH_MIN_BITRATE_KBPS',
    default: 192,
    min: 0,
    max: 2000,
    doc: 'Lowest bitrate of lossy files in kbit/s; known lower ones are refused, unknown ones are not. 0: any.',
  }),
  minBitDepth: setting.int({
    name: 'MATCH_MIN_BIT_DEPTH',
    default: 0,
    min: 0,
    max: 32,
    doc: 'Lowest bit depth of lossless files; known lower ones are refused. 0: any.',
  }),
  maxSampleRateHz: setting.int({
    name: 'MATCH_MAX_SAMPLE_RATE_HZ',
    default: 96_000,
    min: 0,
    max: 768_000,
    doc: 'Higher sample rates are liked less: more megabytes without audible gain. 0: the higher the better.',
  }),
  editionAware: setting.bool({
    name: 'FEATURE_MATCHING_EDITION_AWARE',
    default: true,
    doc: 'Prefer the wanted edition of an album (deluxe, anniversary, remaster …) over other editions of it.',
  }),
  fuzzyMaxCandidates: setting.int({
    name: 'MATCH_FUZZY_MAX_CANDIDATES',
    default: 50,
    min: 1,
    max: 1000,
    doc: 'How many similar tracks of the library are compared closely with a wanted one.',
  }),
  minArtistSimilarity: setting.number({
    name: 'MATCH_MIN_ARTIST_SIM',
    default: 0.6,
    min: 0,
    max: 1,
    doc: 'Least likeness of the artists, 0 to 1, for a track or album of a library to match.',
  }),
  confidenceThreshold: setting.number({
    name: 'MATCHING_CONFIDENCE_THRESHOLD',
    default: 0.65,
    min: 0,
    max: 1,
    doc: 'Least confidence, 0 to 1, of a match that the matching routes report and store. May be changed while Harmony runs.',
  }),
  workerBatchSize: setting.int({
    name: 'MATCHING_WORKER_BATCH_SIZE',
    default: 10,
    min: 1,
    max: 1000,
    doc: 'How many waiting wishes are judged anew in one step after rules, settings or names have changed; a stop or a kill repeats one step at most. A wish on its way has a job of its own.',
  }),
  completeThreshold: setting.number({
    name: 'MATCH_COMPLETE_THRESHOLD',
    default: 0.9,
    min: 0,
    max: 1,
    doc: 'Share of its tracks from which an album counts as complete.',
  }),
  nearlyThreshold: setting.number({
    name: 'MATCH_NEARLY_THRESHOLD',
    default: 0.8,
    min: 0,
    max: 1,
    doc: 'Share of its tracks from which an album counts as nearly complete.',
  }),
} as const;

/** The slice as values. */
export type MatchSettings = SettingValues<typeof matchSettings>;
