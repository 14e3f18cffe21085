import type { SoulseekEntry, SoulseekSettings } from '../../../api/index.ts';

/** What stands in the fields. An empty key means the one that is kept, an empty folder the path that slskd itself uses. */
export interface Wanted {
  readonly address: string;
  readonly key: string;
  readonly folder: string;
}

/** What stands in the fields at first. */
export function wantedOf(now: SoulseekSettings): Wanted {
  return { address: now.base_url, key: '', folder: now.downloads_dir ?? '' };
}

/** What of it differs from what is in effect; only that is sent. */
export function entryOf(now: SoulseekSettings, wanted: Wanted): SoulseekEntry {
  const [address, key, folder] = [wanted.address.trim(), wanted.key.trim(), wanted.folder.trim()];
  return {
    ...(address === now.base_url ? {} : { base_url: address === '' ? null : address }),
    ...(key === '' ? {} : { api_key: key }),
    ...(folder === (now.downloads_dir ?? '') ? {} : { downloads_dir: folder === '' ? null : folder }),
  };
}
