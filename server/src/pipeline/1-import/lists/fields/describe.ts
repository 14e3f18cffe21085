import type { WantedTrack } from '#music';
import { type Entry, rejected } from '../entry.ts';
import { cleanText, maxFieldLength } from './clean.ts';
import { creditFeatured, splitArtists } from './credits.ts';
import { splitArtistTitle } from './dash.ts';
import { parseReference, pointTo, type Reference } from './reference.ts';
import { parseDuration } from './values.ts';

/** What a format found out about one entry; everything optional, nothing checked yet. */
export interface Description {
  readonly title?: string;
  /** Already split; use `splitArtists` on joined cells. */
  readonly artists?: readonly string[];
  readonly album?: string;
  readonly albumArtist?: string;
  readonly trackNumber?: number | null;
  readonly trackTotal?: number | null;
  readonly discNumber?: number | null;
  readonly discTotal?: number | null;
  readonly durationMs?: number | null;
  readonly isrc?: string | null;
  readonly releaseDate?: string | null;
  /** Spotify URI or address of the track. */
  readonly reference?: string;
  /** Spotify URI or address of the album. */
  readonly albumReference?: string;
  /** The entry is known by a YouTube video. */
  readonly video?: boolean;
}

/** Turns a description into a wish, a link to look up, or the reason why it is neither. Never throws. */
export function describe(found: Description, place: { readonly line: number; readonly raw: string }): Entry {
  const texts = [found.title, found.album, found.albumArtist, ...(found.artists ?? [])];
  if (texts.some((text) => text?.includes('\0')))
    return rejected(
      'failed',
      place,
      'nul_byte',
      'The entry contains NUL bytes; the file is damaged here. Export it again.',
    );
  if (texts.some((text) => text !== undefined && text.length > maxFieldLength))
    return rejected('failed', place, 'too_long', `A name is longer than ${maxFieldLength} characters; shorten it.`);

  const reference = parseReference(found.reference ?? '');
  const named = withNames(found, reference);
  const refusal = nameless(named, reference, found.video === true, place);
  if (refusal) return refusal;
  const { title, album } = named;
  const track: WantedTrack = {
    title,
    artists: creditFeatured(named.artists, title),
    album: album === '' ? null : album,
    albumArtist: cleanText(found.albumArtist ?? '') || null,
    trackNumber: found.trackNumber ?? null,
    trackTotal: found.trackTotal ?? null,
    discNumber: found.discNumber ?? null,
    discTotal: found.discTotal ?? null,
    durationMs: found.durationMs ?? (reference?.kind === 'local' ? parseDuration(reference.seconds, 's') : null),
    isrc: found.isrc ?? null,
    releaseDate: found.releaseDate ?? null,
  };
  const albumReference = parseReference(found.albumReference ?? (reference?.kind === 'album' ? reference.url : ''));
  return {
    kind: 'track',
    line: place.line,
    raw: place.raw,
    track,
    spotifyTrackId: reference?.kind === 'track' ? reference.id : null,
    spotifyAlbumId: albumReference?.kind === 'album' ? albumReference.id : null,
  };
}

interface Names {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string;
}

function withNames(found: Description, reference: Reference | null): Names {
  const local = reference?.kind === 'local' ? reference : null;
  const title = cleanText(found.title || (local?.title ?? ''));
  const artists = (found.artists ?? []).map(cleanText).filter((artist) => artist !== '');
  const album = cleanText(found.album || (local?.album ?? ''));
  if (artists.length > 0) return { title, artists, album };
  if (local && cleanText(local.artist) !== '') return { title, artists: [cleanText(local.artist)], album };
  // Lists from YouTube put "Artist - Title" into the title.
  const both = splitArtistTitle(title);
  return both ? { title: both.title, artists: splitArtists(both.artist), album } : { title, artists, album };
}

function nameless(
  names: Names,
  reference: Reference | null,
  video: boolean,
  place: { readonly line: number; readonly raw: string },
): Entry | null {
  const kind = reference?.kind;
  if (kind === 'episode' || kind === 'show')
    return rejected('skipped', place, 'not_music', 'This is a podcast episode; only music tracks are imported.');
  if (names.title !== '' && names.artists.length > 0) return null;
  if (kind === 'playlist' || kind === 'track')
    return { kind: 'link', ...place, ...link(reference as Reference & { kind: typeof kind }) };
  if (kind === 'short-link')
    return rejected(
      'failed',
      place,
      'short_link',
      'Short links do not say what they point to; open the link and paste the full address.',
    );
  if (kind !== undefined && kind !== 'local')
    return rejected(
      'failed',
      place,
      'not_a_track',
      `A link to ${article(kind)} names no track; add "Artist - Title", or paste a playlist link.`,
    );
  if (video)
    return rejected(
      'failed',
      place,
      'needs_names',
      'Only a video id is known; import "music library songs.csv" of the same export, or add artist and title.',
    );
  if (names.title === '') return rejected('failed', place, 'no_title', 'The title is missing.');
  return rejected('failed', place, 'no_artist', 'The artist is missing; write "Artist - Title".');
}

function link(reference: { readonly kind: 'playlist' | 'track'; readonly id: string }) {
  return { target: reference.kind, id: reference.id, url: pointTo(reference.kind, reference.id).url };
}

function article(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}
