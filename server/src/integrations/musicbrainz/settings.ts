import { setting } from '#platform/config';

/** How MusicBrainz (or a mirror of one's own) is asked. */
export const musicBrainzSettings = {
  baseUrl: setting.url({
    name: 'MUSICBRAINZ_BASE_URL',
    default: 'https://musicbrainz.org/ws/2',
    doc: 'Address of the web service of MusicBrainz, or of a mirror, with /ws/2.',
  }),
  contact: setting.text({
    name: 'MUSICBRAINZ_CONTACT',
    default: null,
    doc: 'Web address or e-mail of whoever runs this Harmony, sent in the User-Agent as MusicBrainz asks; they write to it before they block.',
  }),
  intervalMs: setting.int({
    name: 'MUSICBRAINZ_INTERVAL_MS',
    default: 1100,
    min: 0,
    max: 60_000,
    doc: 'Time between two requests to MusicBrainz in milliseconds, over all processes together. musicbrainz.org allows one a second; lower it only for a mirror of your own.',
  }),
  timeoutMs: setting.int({
    name: 'MUSICBRAINZ_TIMEOUT_MS',
    aliases: ['EXTERNAL_TIMEOUT_MS'],
    default: 15_000,
    min: 100,
    max: 120_000,
    doc: 'Longest wait for one answer of MusicBrainz, in milliseconds.',
  }),
  cacheDays: setting.number({
    name: 'MUSICBRAINZ_CACHE_DAYS',
    default: 7,
    min: 0,
    max: 365,
    doc: 'How long what MusicBrainz said of a recording or release is kept; searches a seventh of it. 0: nothing is kept.',
  }),
};
