import { Type } from 'typebox';
import type { Json, SpotifyRelease, SpotifyTrack } from '#integrations/spotify';

/** An id of Spotify: 22 letters and digits. */
export const spotifyIdSchema = Type.String({ pattern: '^[0-9A-Za-z]{22}$', description: 'Id at Spotify' });

/** A track or episode that can be added to a list. */
export const trackUriSchema = Type.String({
  pattern: '^spotify:(track|episode):[0-9A-Za-z]{22}$',
  description: 'spotify:track:… ; local files cannot be added',
});

/** What is typed into a search. */
export const querySchema = Type.Object({
  query: Type.String({ minLength: 1, maxLength: 250, pattern: '^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$' }),
});

/** An object as Spotify sent it. */
export const passed = Type.Record(Type.String(), Type.Unknown(), { description: 'As Spotify says it' });
const text = Type.Union([Type.String(), Type.Null()]);
const count = Type.Union([Type.Integer(), Type.Null()]);

/** Answer of a change. */
export const statusSchema = Type.Object({ status: Type.String() });

/** A track in the words that all providers share (contract §1.3). */
export const trackSchema = Type.Object({
  name: Type.String(),
  provider: Type.String(),
  id: text,
  artists: Type.Array(
    Type.Object({
      source: Type.String(),
      name: Type.String(),
      source_id: text,
      popularity: count,
      genres: Type.Array(Type.String()),
      images: Type.Array(Type.String()),
      metadata: passed,
    }),
  ),
  album: Type.Union([
    Type.Object({
      name: Type.String(),
      id: text,
      artists: Type.Array(Type.String()),
      metadata: passed,
      release_date: text,
      total_tracks: count,
      images: Type.Array(Type.String()),
    }),
    Type.Null(),
  ]),
  duration_ms: count,
  isrc: text,
  score: Type.Union([Type.Number(), Type.Null()]),
  candidates: Type.Array(passed),
  metadata: passed,
});

const albumView = (album: SpotifyRelease) => ({
  name: album.title,
  id: album.id,
  artists: album.artists.map((artist) => artist.name),
  metadata: { album_type: album.type, release_date_precision: album.precision },
  release_date: album.releaseDate,
  total_tracks: album.totalTracks,
  images: [...album.images],
});

/** A track as `trackSchema` has it. */
export function trackView(track: SpotifyTrack, metadata: Json = {}) {
  return {
    name: track.title,
    provider: 'spotify',
    id: track.id,
    artists: track.artists.map((artist) => ({
      source: 'spotify',
      name: artist.name,
      source_id: artist.id,
      popularity: null,
      genres: [],
      images: [],
      metadata: {},
    })),
    album: track.album === null ? null : albumView(track.album),
    duration_ms: track.durationMs,
    isrc: track.isrc,
    score: null,
    candidates: [],
    metadata: {
      uri: track.uri,
      url: track.id === null ? null : `https://open.spotify.com/track/${track.id}`,
      explicit: track.explicit,
      popularity: track.popularity,
      disc_number: track.discNumber,
      track_number: track.trackNumber,
      is_playable: track.isPlayable,
      ...metadata,
    },
  };
}
