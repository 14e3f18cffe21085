import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { hungUp } from '#http';
import { forPerson, type Spotify, type SpotifyArtist } from '#integrations/spotify';
import { valueOf } from './refusals.ts';
import { passed, spotifyIdSchema, statusSchema, trackSchema, trackUriSchema, trackView } from './schemas.ts';

const tags = ['spotify'];
const listParams = Type.Object({ playlist_id: spotifyIdSchema });
const urisBody = Type.Object({ uris: Type.Array(trackUriSchema, { minItems: 1, maxItems: 1000 }) });
const idsBody = Type.Object({ ids: Type.Array(spotifyIdSchema, { minItems: 1, maxItems: 1000 }) });
const limitQuery = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }) });
const offset = Type.Integer({ minimum: 0, maximum: 100_000, default: 0 });
const next = Type.Union([Type.Integer(), Type.Null()], { description: 'Offset of the next page' });
const total = Type.Union([Type.Integer(), Type.Null()], { description: 'Hidden rows count too' });

/** More followed artists than this come in no one's answer. */
const followedMost = 2000;

/** The person's own: playlists, saved tracks, followed artists, what is heard most. */
export function spotifyLibraryRoutes(spotify: Spotify): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/spotify/playlists/:playlist_id/tracks',
      {
        schema: {
          summary: 'Tracks of a playlist at Spotify; contents of a list of somebody else are withheld (424), not empty',
          tags,
          params: listParams,
          querystring: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 100, default: 100 }), offset }),
          response: {
            200: Type.Object({
              items: Type.Array(trackSchema),
              total,
              next_offset: next,
              left_out: Type.Integer({ description: 'Rows without a track: episodes, withdrawn ones' }),
            }),
          },
        },
      },
      async ({ params, query }, reply) => {
        const asking = forPerson(hungUp(reply));
        const end = query.offset + query.limit;
        const rows = [];
        let at: number | null = query.offset;
        let all: number | null = null;
        while (at !== null && at < end) {
          const limit: number = end - at;
          const got: Awaited<ReturnType<Spotify['rows']>> = await spotify.rows(
            params.playlist_id,
            { offset: at, limit },
            asking,
          );
          const page = valueOf(reply, got);
          rows.push(...page.items);
          all = page.total;
          at = page.next;
        }
        const items = rows.flatMap((row) =>
          row.track === null
            ? []
            : trackView(row.track, {
                playlist_item: {
                  added_at: row.addedAt?.toISOString() ?? null,
                  added_by: row.addedBy,
                  is_local: row.kind === 'local',
                  position: row.position,
                },
              }),
        );
        return { items, total: all, next_offset: at, left_out: rows.length - items.length };
      },
    );
    app.post(
      '/spotify/playlists/:playlist_id/tracks',
      {
        schema: {
          summary: 'Append tracks to a playlist at Spotify',
          tags,
          params: listParams,
          body: urisBody,
          response: { 200: statusSchema },
        },
      },
      async ({ params, body }, reply) => {
        valueOf(reply, await spotify.add(params.playlist_id, body.uris, forPerson()));
        return { status: 'tracks-added' };
      },
    );
    app.delete(
      '/spotify/playlists/:playlist_id/tracks',
      {
        schema: {
          summary: 'Remove tracks from a playlist at Spotify, every occurrence',
          tags,
          params: listParams,
          body: urisBody,
          response: { 200: statusSchema },
        },
      },
      async ({ params, body }, reply) => {
        valueOf(reply, await spotify.remove(params.playlist_id, body.uris, forPerson()));
        return { status: 'tracks-removed' };
      },
    );
    app.put(
      '/spotify/playlists/:playlist_id/reorder',
      {
        schema: {
          summary: 'Move rows of a playlist at Spotify',
          tags,
          params: listParams,
          body: Type.Object({
            range_start: Type.Integer({ minimum: 0, maximum: 100_000 }),
            insert_before: Type.Integer({ minimum: 0, maximum: 100_000 }),
            range_length: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
            snapshot_id: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
          }),
          response: { 200: statusSchema },
        },
      },
      async ({ params, body }, reply) => {
        const move = {
          rangeStart: body.range_start,
          insertBefore: body.insert_before,
          ...(body.range_length === undefined ? {} : { rangeLength: body.range_length }),
          ...(body.snapshot_id === undefined ? {} : { snapshotId: body.snapshot_id }),
        };
        valueOf(reply, await spotify.reorder(params.playlist_id, move, forPerson()));
        return { status: 'playlist-reordered' };
      },
    );
    app.get(
      '/spotify/me',
      {
        schema: { summary: 'Who is signed in at Spotify', tags, response: { 200: Type.Object({ profile: passed }) } },
      },
      async (_request, reply) => ({ profile: valueOf(reply, await spotify.profile(forPerson(hungUp(reply)))) }),
    );
    app.get(
      '/spotify/me/tracks',
      {
        schema: {
          summary: 'Saved tracks, newest first',
          tags,
          querystring: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }), offset }),
          response: {
            200: Type.Object({
              items: Type.Array(Type.Object({ added_at: Type.Union([Type.String(), Type.Null()]), track: passed })),
              total,
              next_offset: next,
            }),
          },
        },
      },
      async ({ query }, reply) => {
        const page = valueOf(reply, await spotify.savedTracks(query, forPerson(hungUp(reply))));
        return {
          items: page.items.map(({ savedAt, track }) => ({
            added_at: savedAt?.toISOString() ?? null,
            track: track.raw,
          })),
          total: page.total,
          next_offset: page.next,
        };
      },
    );
    app.put(
      '/spotify/me/tracks',
      { schema: { summary: 'Save tracks', tags, body: idsBody, response: { 200: statusSchema } } },
      async ({ body }, reply) => {
        valueOf(reply, await spotify.saveTracks(body.ids, forPerson()));
        return { status: 'tracks-saved' };
      },
    );
    app.delete(
      '/spotify/me/tracks',
      { schema: { summary: 'Remove saved tracks', tags, body: idsBody, response: { 200: statusSchema } } },
      async ({ body }, reply) => {
        valueOf(reply, await spotify.removeSavedTracks(body.ids, forPerson()));
        return { status: 'tracks-removed' };
      },
    );
    app.get(
      '/spotify/artists/followed',
      {
        schema: {
          summary: 'Artists that the person follows',
          tags,
          response: { 200: Type.Object({ artists: Type.Array(passed) }) },
        },
      },
      async (_request, reply) => {
        const asking = forPerson(hungUp(reply));
        const artists: SpotifyArtist[] = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<Spotify['followedArtists']>> = await spotify.followedArtists(after, asking);
          const { items, next: cursor } = valueOf(reply, page);
          artists.push(...items);
          after = cursor;
        } while (after !== null && artists.length < followedMost);
        return { artists: artists.map((artist) => artist.raw) };
      },
    );
    const top = (summary: string) => ({
      schema: { summary, tags, querystring: limitQuery, response: { 200: Type.Object({ items: Type.Array(passed) }) } },
    });
    app.get('/spotify/me/top/tracks', top('Tracks that the person hears most'), async ({ query }, reply) => {
      const items = valueOf(reply, await spotify.topTracks(query.limit, forPerson(hungUp(reply))));
      return { items: items.map((track) => track.raw) };
    });
    app.get('/spotify/me/top/artists', top('Artists that the person hears most'), async ({ query }, reply) => {
      const items = valueOf(reply, await spotify.topArtists(query.limit, forPerson(hungUp(reply))));
      return { items: items.map((artist) => artist.raw) };
    });
  };
}
