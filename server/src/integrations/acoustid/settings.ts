import { setting } from '#platform/config';

/** How AcoustID is asked which recording a file holds. */
export const acoustIdSettings = {
  apiKey: setting.secret({
    name: 'ACOUSTID_API_KEY',
    default: null,
    doc: 'Application key of AcoustID (free at acoustid.org). With it, and the program fpcalc on PATH, finished files are recognised by their sound. Not set: nobody is asked.',
  }),
  baseUrl: setting.url({
    name: 'ACOUSTID_BASE_URL',
    default: 'https://api.acoustid.org/v2',
    doc: 'Address of AcoustID, with /v2.',
  }),
  timeoutMs: setting.int({
    name: 'ACOUSTID_TIMEOUT_MS',
    default: 10_000,
    min: 100,
    max: 120_000,
    doc: 'Longest wait for AcoustID in milliseconds, our turn included. Afterwards the file goes on its way unrecognised.',
  }),
};
