import { tryAcoustIdKey } from '#integrations/acoustid';
import { tryMusixmatchKey } from '#integrations/lyrics';
import { createSettingsStore, createStoredSecret } from '#settings';
import type { SecretProvider } from '#system';
import type { Foundation } from '../foundation.ts';

/** Keys that are entered on the page and have no page of their own: how they are called, and what they are sealed for. */
export const storedSecretNames = {
  acoustId: { name: 'ACOUSTID_API_KEY', purpose: 'acoustid.api_key' },
  musixmatch: { name: 'MUSIXMATCH_API_KEY', purpose: 'musixmatch.api_key' },
} as const;

/** The keys of AcoustID and Musixmatch as they are now. */
export function createStoredSecrets({ db, sealer, settings }: Pick<Foundation, 'db' | 'sealer' | 'settings'>) {
  const common = { store: createSettingsStore(db), sealer };
  return {
    acoustId: createStoredSecret({ ...common, ...storedSecretNames.acoustId, given: settings.acoustId.apiKey }),
    musixmatch: createStoredSecret({
      ...common,
      ...storedSecretNames.musixmatch,
      given: settings.lyricsSources.musixmatchKey,
    }),
  };
}

const form = {
  format: /^[\x21-\x7e]{6,128}$/,
  formatRule: 'must have 6 to 128 letters, digits or signs, without spaces',
};

/** The same keys, to be tried out and kept. */
export function storedSecretProviders(
  secrets: ReturnType<typeof createStoredSecrets>,
  settings: Pick<Foundation, 'settings'>['settings'],
): SecretProvider[] {
  return [
    {
      ...form,
      name: 'acoustid_api_key',
      stored: secrets.acoustId.now,
      keep: secrets.acoustId.set,
      missing: async () => null,
      ask: (key, signal) => tryAcoustIdKey(settings.acoustId, key, signal),
    },
    {
      ...form,
      name: 'musixmatch_api_key',
      stored: secrets.musixmatch.now,
      keep: secrets.musixmatch.set,
      missing: async () => null,
      ask: (key, signal) => tryMusixmatchKey(settings.lyricsSources, key, signal),
    },
  ];
}
