import { excerpt } from '../lists/fields/clean.ts';
import { parsePlaylistLink } from '../lists/fields/reference.ts';

/** A playlist link that can be taken. */
export interface PlaylistLink {
  readonly id: string;
  /** Canonical. */
  readonly url: string;
}

/** Why a link cannot be taken; reasons of contract §9.4. */
export type LinkRefusal = 'INVALID_URL' | 'INVALID_PLAYLIST_ID' | 'NOT_A_PLAYLIST_URL' | 'UNSUPPORTED_URL';

/** What a list of links comes to. */
export interface SortedLinks {
  readonly accepted: readonly PlaylistLink[];
  /** Named before in the same list. */
  readonly repeated: readonly PlaylistLink[];
  readonly rejected: readonly { readonly url: string; readonly reason: LinkRefusal }[];
}

const userForm =
  /^(?:spotify:user:[^:\s]+:playlist:|https?:\/\/(?:open|play)\.spotify\.com\/(?:intl-[a-z-]+\/)?user\/)/i;
const refusals = {
  EMPTY: 'INVALID_URL',
  INVALID_SCHEME: 'INVALID_URL',
  UNSUPPORTED_HOST: 'UNSUPPORTED_URL',
  NOT_A_PLAYLIST: 'NOT_A_PLAYLIST_URL',
  INVALID_PLAYLIST_ID: 'INVALID_PLAYLIST_ID',
} as const;

/** Sorts links into those to take, repeated ones and those that are none. `acceptUserUrls`: also the old form with a user's name. */
export function sortLinks(links: readonly string[], acceptUserUrls: boolean): SortedLinks {
  const accepted = new Map<string, PlaylistLink>();
  const repeated: PlaylistLink[] = [];
  const rejected: { url: string; reason: LinkRefusal }[] = [];
  for (const text of links) {
    const read = readLink(text, acceptUserUrls);
    if (typeof read === 'string') rejected.push({ url: excerpt(text), reason: read });
    else if (accepted.has(read.id)) repeated.push(read);
    else accepted.set(read.id, read);
  }
  return { accepted: [...accepted.values()], repeated, rejected };
}

function readLink(text: string, acceptUserUrls: boolean): PlaylistLink | LinkRefusal {
  const found = parsePlaylistLink(text);
  if ('problem' in found) return refusals[found.problem];
  // Where a short link leads is only known after asking its host.
  if (found.id === null) return 'UNSUPPORTED_URL';
  if (!acceptUserUrls && userForm.test(text.trim())) return 'NOT_A_PLAYLIST_URL';
  return { id: found.id, url: found.url };
}
