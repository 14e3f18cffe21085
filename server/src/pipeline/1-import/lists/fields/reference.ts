/** What a Spotify reference points to. */
export type ReferenceKind = 'track' | 'album' | 'artist' | 'playlist' | 'episode' | 'show' | 'user' | 'collection';

/** One Spotify reference: URI, address or short link. */
export type Reference =
  | { readonly kind: ReferenceKind; readonly id: string; readonly url: string }
  /** `spotify:local:Artist:Album:Title:seconds`: a file that never was on Spotify. */
  | {
      readonly kind: 'local';
      readonly artist: string;
      readonly album: string;
      readonly title: string;
      readonly seconds: string;
    }
  /** A redirect page whose target is unknown without a network call. */
  | { readonly kind: 'short-link'; readonly url: string };

/** Why a text is no playlist link; codes of contract §9.3. */
export type LinkProblem = 'EMPTY' | 'INVALID_SCHEME' | 'UNSUPPORTED_HOST' | 'NOT_A_PLAYLIST' | 'INVALID_PLAYLIST_ID';

const idPattern = /^[0-9A-Za-z]{22}$/;
const kinds = 'track|album|artist|playlist|episode|show|user|collection';
const uri = new RegExp(`^spotify:(?:user:[^:\\s]+:)?(${kinds}):([^\\s:?]+)`, 'i');
// Old (`/user/{u}/playlist/{id}`), localised (`/intl-de/`) and embedded forms; reference §2.1.
const address = new RegExp(
  `^https?://(?:open|play)\\.spotify\\.com/(?:intl-[a-z-]+/)?(?:embed(?:-podcast)?/)?(?:user/[^/\\s]+/)?(${kinds})/([^/?#\\s]+)`,
  'i',
);
const shortLink = /^https?:\/\/(?:spotify\.link|spotify\.app\.link)\/\S+/i;

/** Reads one Spotify reference; `null` when the text is none, or its id has the wrong shape. */
export function parseReference(text: string): Reference | null {
  const trimmed = text.trim();
  const local = /^spotify:local:([^:]*):([^:]*):([^:]*):(\d*)/i.exec(trimmed);
  if (local) {
    const [, artist = '', album = '', title = '', seconds = ''] = local;
    return { kind: 'local', artist: formDecode(artist), album: formDecode(album), title: formDecode(title), seconds };
  }
  const found = uri.exec(trimmed) ?? address.exec(trimmed);
  if (found) {
    const [, kind = '', id = ''] = found;
    return idPattern.test(id) ? pointTo(kind.toLowerCase() as ReferenceKind, id) : null;
  }
  return shortLink.test(trimmed) ? { kind: 'short-link', url: trimmed.split(/\s/, 1)[0] ?? trimmed } : null;
}

/** The reference with its canonical address. */
export function pointTo<K extends ReferenceKind>(
  kind: K,
  id: string,
): { readonly kind: K; readonly id: string; readonly url: string } {
  return { kind, id, url: `https://open.spotify.com/${kind}/${id}` };
}

/** A playlist link as people paste it (address, URI, old user form, short link, bare id), or the contract's reason why it is none. */
export function parsePlaylistLink(
  text: string,
): { readonly id: string | null; readonly url: string } | { readonly problem: LinkProblem } {
  const trimmed = text.trim();
  if (trimmed === '') return { problem: 'EMPTY' };
  if (idPattern.test(trimmed)) return pointTo('playlist', trimmed);
  const reference = parseReference(trimmed);
  if (reference?.kind === 'short-link') return { id: null, url: reference.url };
  if (reference) return reference.kind === 'playlist' ? reference : { problem: 'NOT_A_PLAYLIST' };
  const shaped = uri.exec(trimmed) ?? address.exec(trimmed);
  if (shaped) return { problem: shaped[1]?.toLowerCase() === 'playlist' ? 'INVALID_PLAYLIST_ID' : 'NOT_A_PLAYLIST' };
  if (/^spotify:/i.test(trimmed)) return { problem: 'NOT_A_PLAYLIST' };
  const host = /^https?:\/\/([^/?#\s]+)/i.exec(trimmed)?.[1];
  if (host === undefined) return { problem: 'INVALID_SCHEME' };
  return { problem: /^(?:open|play)\.spotify\.com$/i.test(host) ? 'NOT_A_PLAYLIST' : 'UNSUPPORTED_HOST' };
}

/** The eleven characters of a YouTube video, from its address or alone; `null` otherwise. */
export function parseVideoId(text: string): string | null {
  const trimmed = text.trim();
  if (/^[\w-]{11}$/.test(trimmed)) return trimmed;
  const found = /^https?:\/\/(?:(?:www|m|music)\.)?(?:youtube\.com\/watch\?(?:\S*&)?v=|youtu\.be\/)([\w-]{11})/i.exec(
    trimmed,
  );
  return found?.[1] ?? null;
}

/** `a+b%20c` → `a b c`; damaged escapes stay as they are. */
function formDecode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced; // A stray percent sign is part of the name.
  }
}
