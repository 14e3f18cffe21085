import { setting } from '#platform/config';

/** How the Cover Art Archive (or a mirror) is asked. */
export const coverArtSettings = {
  enabled: setting.bool({
    name: 'ARTWORK_FALLBACK_ENABLED',
    default: false,
    doc: 'Ask the Cover Art Archive, by the release that MusicBrainz knows, for covers that nothing nearer has.',
  }),
  provider: setting.text({
    name: 'ARTWORK_FALLBACK_PROVIDER',
    default: 'musicbrainz',
    choices: ['musicbrainz'],
    doc: 'Where covers come from when nothing nearer has one.',
  }),
  baseUrl: setting.url({
    name: 'COVERART_BASE_URL',
    default: 'https://coverartarchive.org',
    doc: 'Address of the Cover Art Archive.',
  }),
  allowedHosts: setting.list({
    name: 'ARTWORK_ALLOWED_HOSTS',
    default: ['coverartarchive.org', 'archive.org', '*.archive.org', 'i.scdn.co'],
    doc: 'Hosts from which covers may be fetched, redirects included: names (also *.name), by https and at public addresses only, or whole origins such as http://10.0.0.5:8080.',
  }),
  timeoutS: setting.number({
    name: 'ARTWORK_FALLBACK_TIMEOUT_SEC',
    default: 12,
    min: 0.1,
    max: 300,
    doc: 'Longest wait for a cover of the Cover Art Archive, redirects included, in seconds.',
  }),
  maxBytes: setting.int({
    name: 'ARTWORK_FALLBACK_MAX_BYTES',
    default: 10_485_760,
    min: 1024,
    max: 104_857_600,
    doc: 'Largest file that is fetched from the Cover Art Archive, in bytes.',
  }),
};
