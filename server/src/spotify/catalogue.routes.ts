import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { hungUp, invalid } from '#http';
import { forPerson, type Spotify } from '#integrations/spotify';
import { valueOf } from './refusals.ts';
import { passed, querySchema, spotifyIdSchema, trackSchema, trackView } from './schemas.ts';

/** Whole albums that one request for a discography may ask for; the next request goes on with the rest. */
const albumsPerRequest = 40;
const idsMost = 100;
const seedsMost = 5;
const idPattern = /^[0-9A-Za-z]{22}$/;

const rawList = Type.Object({ items: Type.Array(passed) });
const tags = ['spotify'];

/** Searches, tracks, artists' releases, and what Spotify has withdrawn. */
export function spotifyCatalogueRoutes(spotify: Spotify): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/spotify/search/tracks',
      {
        schema: {
          summary: 'Search tracks at Spotify',
          tags,
          querystring: querySchema,
          response: { 200: Type.Object({ items: Type.Array(trackSchema) }) },
        },
      },
      async ({ query }, reply) => {
        const found = valueOf(reply, await spotify.searchTracks(query.query, {}, forPerson(hungUp(reply))));
        return { items: found.items.map((track) => trackView(track)) };
      },
    );
    app.get(
      '/spotify/search/artists',
      { schema: { summary: 'Search artists at Spotify', tags, querystring: querySchema, response: { 200: rawList } } },
      async ({ query }, reply) => {
        const found = valueOf(reply, await spotify.searchArtists(query.query, {}, forPerson(hungUp(reply))));
        return { items: found.items.map((artist) => artist.raw) };
      },
    );
    app.get(
      '/spotify/search/albums',
      { schema: { summary: 'Search albums at Spotify', tags, querystring: querySchema, response: { 200: rawList } } },
      async ({ query }, reply) => {
        const found = valueOf(reply, await spotify.searchAlbums(query.query, {}, forPerson(hungUp(reply))));
        return { items: found.items.map((album) => album.raw) };
      },
    );
    app.get(
      '/spotify/track/:track_id',
      {
        schema: {
          summary: 'One track at Spotify',
          tags,
          params: Type.Object({ track_id: spotifyIdSchema }),
          response: { 200: Type.Object({ track: passed }) },
        },
      },
      async ({ params }, reply) => {
        return { track: valueOf(reply, await spotify.track(params.track_id, forPerson(hungUp(reply)))).raw };
      },
    );
    app.get(
      '/spotify/artist/:artist_id/releases',
      {
        schema: {
          summary: 'All releases of an artist',
          tags,
          params: Type.Object({ artist_id: spotifyIdSchema }),
          response: { 200: Type.Object({ artist_id: Type.String(), releases: Type.Array(passed) }) },
        },
      },
      async ({ params }, reply) => {
        const groups = ['album', 'single', 'compilation', 'appears_on'] as const;
        const all = valueOf(reply, await spotify.releases(params.artist_id, groups, forPerson(hungUp(reply))));
        return { artist_id: params.artist_id, releases: all.map((release) => release.raw) };
      },
    );
    app.get(
      '/spotify/artist/:artist_id/discography',
      {
        schema: {
          summary:
            'Releases of an artist with their tracks; a long one comes in parts: ask again while complete is false',
          tags,
          params: Type.Object({ artist_id: spotifyIdSchema }),
          response: {
            200: Type.Object({
              artist_id: Type.String(),
              albums: Type.Array(Type.Object({ album: passed, tracks: Type.Array(passed) })),
              complete: Type.Boolean(),
              missing_albums: Type.Integer(),
            }),
          },
        },
      },
      async ({ params }, reply) => {
        const { artist_id } = params;
        const asking = forPerson(hungUp(reply));
        const found = valueOf(reply, await spotify.discography(artist_id, albumsPerRequest, asking));
        return {
          artist_id,
          albums: found.albums.map(({ album, tracks }) => ({
            album: album.raw,
            tracks: tracks.map((track) => track.raw),
          })),
          complete: found.left === 0,
          missing_albums: found.left,
        };
      },
    );
    app.get(
      '/spotify/audio-features/:track_id',
      {
        schema: {
          summary: 'Audio features of a track; Spotify withdrew them for all but old apps (424 spotify_withdrawn)',
          tags,
          params: Type.Object({ track_id: spotifyIdSchema }),
          response: { 200: Type.Object({ audio_features: passed }) },
        },
      },
      async ({ params }, reply) => {
        const [features] = valueOf(reply, await spotify.audioFeatures([params.track_id], forPerson(hungUp(reply))));
        return { audio_features: features ?? {} };
      },
    );
    app.get(
      '/spotify/audio-features',
      {
        schema: {
          summary: 'Audio features of several tracks; withdrawn as well',
          tags,
          querystring: Type.Object({ ids: Type.String({ maxLength: 4000, description: 'Up to 100, by comma' }) }),
          response: { 200: Type.Object({ audio_features: Type.Array(passed) }) },
        },
      },
      async ({ query }, reply) => {
        const ids = listOf(query.ids, 'ids', idsMost, idPattern);
        if (ids.length === 0) throw invalid('ids', 'must name at least one track');
        return { audio_features: [...valueOf(reply, await spotify.audioFeatures(ids, forPerson(hungUp(reply))))] };
      },
    );
    app.get(
      '/spotify/recommendations',
      {
        schema: {
          summary: 'Recommendations; Spotify withdrew them for all but old apps (424 spotify_withdrawn)',
          tags,
          querystring: Type.Object({
            seed_tracks: Type.Optional(Type.String({ maxLength: 1000 })),
            seed_artists: Type.Optional(Type.String({ maxLength: 1000 })),
            seed_genres: Type.Optional(Type.String({ maxLength: 1000 })),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
          }),
          response: { 200: Type.Object({ tracks: Type.Array(passed), seeds: Type.Array(passed) }) },
        },
      },
      async ({ query }, reply) => {
        const tracks = listOf(query.seed_tracks ?? '', 'seed_tracks', seedsMost, idPattern);
        const artists = listOf(query.seed_artists ?? '', 'seed_artists', seedsMost, idPattern);
        const genres = listOf(query.seed_genres ?? '', 'seed_genres', seedsMost, /^[^\0]{1,60}$/);
        const seeds = tracks.length + artists.length + genres.length;
        if (seeds === 0 || seeds > seedsMost) throw invalid('seed_tracks', 'and the other seeds must be one to five');
        const wish = { tracks: tracks.join(), artists: artists.join(), genres: genres.join(), limit: query.limit };
        const found = valueOf(reply, await spotify.recommendations(wish, forPerson(hungUp(reply))));
        return { tracks: found.tracks.map((track) => track.raw), seeds: [...found.seeds] };
      },
    );
  };
}

/** A list by comma, without blanks; a 400 that names the field when an entry is none. */
function listOf(text: string, field: string, most: number, form: RegExp): string[] {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length > most) throw invalid(field, `must have at most ${most} entries`);
  const wrong = entries.find((entry) => !form.test(entry));
  if (wrong !== undefined) throw invalid(field, `has an entry of wrong form: ${wrong.slice(0, 60)}`);
  return entries;
}
