import { type Static, Type } from 'typebox';
import type { Entry, TrackEntry } from '../lists/entry.ts';
import { excerpt, maxFieldLength } from '../lists/fields/clean.ts';
import { splitArtists } from '../lists/fields/credits.ts';
import { describe } from '../lists/fields/describe.ts';
import { pointTo } from '../lists/fields/reference.ts';
import { isYear } from '../lists/fields/values.ts';

const id = Type.Union([Type.String({ pattern: '^[0-9A-Za-z]{22}$' }), Type.Null()]);

/** Contract §1.4 `NormalizedTrack`: one line that was understood. */
export const normalisedTrackSchema = Type.Object(
  {
    source: Type.Literal('user'),
    kind: Type.Literal('track'),
    artist: Type.String({ minLength: 1, maxLength: maxFieldLength, pattern: '\\S' }),
    title: Type.String({ minLength: 1, maxLength: maxFieldLength, pattern: '\\S' }),
    album: Type.Optional(Type.Union([Type.String({ maxLength: maxFieldLength }), Type.Null()])),
    release_year: Type.Optional(Type.Union([Type.Integer({ minimum: 1000, maximum: 2100 }), Type.Null()])),
    spotify_track_id: Type.Optional(id),
    spotify_album_id: Type.Optional(id),
    query: Type.String({ maxLength: 5000, description: 'title, artist, album and year, as one would search for them' }),
  },
  { $id: 'NormalizedTrack' },
);

/** One line that was understood, as the contract shows it. */
export type NormalisedTrack = Static<typeof normalisedTrackSchema>;

/** A read line as the contract shows it. */
export function normalisedTrackOf(entry: TrackEntry): NormalisedTrack {
  const { track } = entry;
  const artist = track.artists.join(', ');
  const year = track.releaseDate?.slice(0, 4) ?? '';
  const release_year = isYear(year) ? Number(year) : null;
  const parts = [track.title, artist, track.album, release_year === null ? null : String(release_year)];
  return {
    source: 'user',
    kind: 'track',
    artist,
    title: track.title,
    album: track.album,
    release_year,
    spotify_track_id: entry.spotifyTrackId,
    spotify_album_id: entry.spotifyAlbumId,
    query: parts.filter((part) => part !== null).join(' '),
  };
}

/** The entry of a track that a caller sends back; `line` is its place in the request, from 1. */
export function entryOfNormalised(item: NormalisedTrack, line: number): Entry {
  const year = item.release_year;
  return describe(
    {
      title: item.title,
      artists: splitArtists(item.artist),
      album: item.album ?? '',
      releaseDate: year === null || year === undefined ? null : String(year),
      ...(item.spotify_track_id ? { reference: pointTo('track', item.spotify_track_id).url } : {}),
      ...(item.spotify_album_id ? { albumReference: pointTo('album', item.spotify_album_id).url } : {}),
    },
    { line, raw: excerpt(`${item.artist} - ${item.title}`) },
  );
}
