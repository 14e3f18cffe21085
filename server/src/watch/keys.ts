import type { SourceName } from './ports.ts';

/** How an artist is named: source and the source's id. */
export interface ArtistKey {
  readonly source: SourceName;
  readonly sourceId: string;
  /** `spotify:1Xyo…` or `musicbrainz:uuid`. */
  readonly key: string;
}

const forms: Readonly<Record<SourceName, RegExp>> = {
  // Spotify's ids have 22 characters; others are taken too, so that a hand-made id fails at the source, with a sentence
  spotify: /^[0-9A-Za-z]{1,64}$/,
  musicbrainz: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/,
};

const makeKey = (source: SourceName, sourceId: string): ArtistKey => ({
  source,
  sourceId,
  key: `${source}:${sourceId}`,
});

/** Reads `source:id`; the source in any case. Answers a reason for people when it is none. */
export function readKey(text: string): ArtistKey | { readonly why: string } {
  const colon = text.indexOf(':');
  const source = text.slice(0, Math.max(0, colon)).trim().toLowerCase();
  const rest = text.slice(colon + 1).trim();
  if (source !== 'spotify' && source !== 'musicbrainz')
    return { why: 'must be "spotify:<id>" or "musicbrainz:<id>", for example spotify:1Xyo4u8uXC1ZmMpatF05PJ' };
  const id = source === 'musicbrainz' ? rest.toLowerCase() : rest;
  if (!forms[source].test(id)) {
    const what = source === 'spotify' ? 'letters and digits' : 'a UUID such as c7a605d4-5569-46b4-8968-b4fd7e209709';
    return { why: `names ${source}, whose ids are ${what}` };
  }
  return makeKey(source, id);
}

const spotifyLink =
  /^(?:https?:\/\/)?open\.spotify\.com\/(?:intl-[a-z-]{2,10}\/)?artist\/([0-9A-Za-z]{22})(?:[/?#].*)?$/i;
const spotifyUri = /^spotify:artist:([0-9A-Za-z]{22})$/i;
const musicBrainzLink = /^(?:https?:\/\/)?(?:beta\.)?musicbrainz\.org\/artist\/([0-9a-f-]{36})(?:[/?#].*)?$/i;

/** Reads whatever names one artist exactly: a key, a Spotify link or URI, a MusicBrainz link or bare UUID. `null` for anything else (a name). */
export function readReference(text: string): ArtistKey | null {
  const given = text.trim();
  const spotify = spotifyLink.exec(given)?.[1] ?? spotifyUri.exec(given)?.[1];
  if (spotify !== undefined) return makeKey('spotify', spotify);
  const mbid = (musicBrainzLink.exec(given)?.[1] ?? given).toLowerCase();
  if (forms.musicbrainz.test(mbid)) return makeKey('musicbrainz', mbid);
  const key = /^(?:spotify|musicbrainz):/i.test(given) ? readKey(given) : null;
  return key !== null && 'key' in key ? key : null;
}
