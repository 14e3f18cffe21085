import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import { isNotFound, type PlexClient, type PlexItem, type PlexPage, type PlexSection } from '#integrations/plex';
import { fromPlex } from '../failures.ts';
import { keySchema, listPage, tags, textSchema } from '../schemas.ts';

const nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const itemSchema = Type.Object({
  id: Type.String({ description: 'Number at Plex, its ratingKey' }),
  type: Type.String(),
  title: Type.String(),
  guid: nullable(Type.String()),
  section_id: nullable(Type.String()),
  parent_id: nullable(Type.String({ description: 'Artist of an album, album of a track' })),
  parent_title: nullable(Type.String()),
  artist: nullable(Type.String({ description: 'Who performs it' })),
  year: nullable(Type.Integer()),
  disc: nullable(Type.Integer()),
  track: nullable(Type.Integer()),
  duration_ms: nullable(Type.Integer()),
  tracks: nullable(Type.Integer({ description: 'Of an album, where Plex says it' })),
  files: Type.Array(Type.String(), { description: 'Paths as Plex sees them' }),
});
const foundSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  guid: nullable(Type.String()),
  ratingKey: Type.String(),
  section_id: nullable(Type.String()),
  parentTitle: Type.Optional(Type.String()),
  grandparentTitle: Type.Optional(Type.String()),
});
const trackSchema = Type.Object({
  title: Type.String(),
  track: nullable(Type.Integer({ description: 'Number on its disc' })),
  guid: nullable(Type.String()),
  ratingKey: Type.String(),
  section_id: nullable(Type.String()),
});
const searchLimit = 50;

/** Walking through the music: artists, their albums, their tracks; searching. Lists come bare, with their length in `X-Total-Count`. */
export function plexBrowseRoutes(client: PlexClient): FastifyPluginAsyncTypebox {
  const section = async (): Promise<PlexSection> => {
    const found = await client.musicSection();
    if (found !== null) return found;
    const remedy = 'Set PLEX_LIBRARY to the name of a library of music, or make one in Plex.';
    throw problem(404, 'NOT_FOUND', 'Plex has no such library of music.', {
      service: 'plex',
      reason: 'no_library',
      remedy,
    });
  };
  /** Below an item; any 404 of Plex means that there is no such item. */
  const below = async (
    id: string,
    page: { offset?: number; limit?: number },
    name: string,
  ): Promise<PlexPage<PlexItem>> => {
    try {
      return await client.children(id, { offset: page.offset ?? 0, limit: page.limit ?? 100 });
    } catch (error) {
      if (isNotFound(error)) throw problem(404, 'NOT_FOUND', `${name} not found`);
      throw error;
    }
  };
  const list = { 200: Type.Array(itemSchema) };

  return async (app) => {
    app.get(
      '/plex/artists',
      { schema: { summary: 'A page of the artists', tags, querystring: Type.Object(listPage), response: list } },
      async ({ query }, reply) => {
        const page = { offset: query.offset ?? 0, limit: query.limit ?? 100 };
        const found = await fromPlex(async () =>
          client.items((await section()).id, 'artist', page, [['sort', 'titleSort:asc']]),
        );
        reply.header('x-total-count', String(found.total));
        return found.items.map(viewOf);
      },
    );
    app.get(
      '/plex/artist/:artist_id/albums',
      {
        schema: {
          summary: 'A page of the albums of an artist',
          tags,
          params: Type.Object({ artist_id: keySchema }),
          querystring: Type.Object(listPage),
          response: list,
        },
      },
      async ({ params, query }, reply) => {
        const found = await fromPlex(() => below(params.artist_id, query, 'Artist'));
        reply.header('x-total-count', String(found.total));
        return found.items.map(viewOf);
      },
    );
    app.get(
      '/plex/album/:album_id/tracks',
      {
        schema: {
          summary: 'A page of the tracks of an album',
          tags,
          params: Type.Object({ album_id: keySchema }),
          querystring: Type.Object(listPage),
          response: list,
        },
      },
      async ({ params, query }, reply) => {
        const found = await fromPlex(() => below(params.album_id, query, 'Album'));
        reply.header('x-total-count', String(found.total));
        return found.items.map(viewOf);
      },
    );
    app.get(
      '/plex/search',
      {
        schema: {
          summary: 'Finds artists, albums and tracks by words; at most 50',
          tags,
          querystring: Type.Object({
            q: textSchema(200, 'Words'),
            type: Type.Optional(Type.Union([Type.Literal('artist'), Type.Literal('album'), Type.Literal('track')])),
          }),
          response: { 200: Type.Object({ ok: Type.Boolean(), data: Type.Array(foundSchema) }) },
        },
      },
      async ({ query }) => {
        if (query.q.trim() === '') throw invalid('q', 'must not be blank');
        const hits = await fromPlex(async () => client.search(query.q, searchLimit, (await section()).id));
        const data = hits.filter((hit) => query.type === undefined || hit.type === query.type).slice(0, searchLimit);
        return { ok: true, data: data.map(hitOf) };
      },
    );
    app.get(
      '/plex/tracks',
      {
        schema: {
          summary: 'A page of the tracks of exactly this artist, album, or both',
          tags,
          querystring: Type.Object({
            artist: Type.Optional(textSchema(200, 'Exact name of the artist of the album')),
            album: Type.Optional(textSchema(200, 'Exact title')),
            ...listPage,
          }),
          response: { 200: Type.Object({ ok: Type.Boolean(), data: Type.Array(trackSchema) }) },
        },
      },
      async ({ query }, reply) => {
        const { artist, album } = query;
        if (artist === undefined && album === undefined) throw invalid('artist', 'or album must be given');
        const filters: [string, string][] = [];
        if (artist !== undefined) filters.push(['artist.title=', artist]);
        if (album !== undefined) filters.push(['album.title=', album]);
        const page = { offset: query.offset ?? 0, limit: query.limit ?? 100 };
        const found = await fromPlex(async () => client.items((await section()).id, 'track', page, filters));
        reply.header('x-total-count', String(found.total));
        const data = found.items.map(({ title, index, guid, ratingKey, sectionId }) => ({
          title,
          track: index,
          guid,
          ratingKey,
          section_id: sectionId,
        }));
        return { ok: true, data };
      },
    );
  };
}

function viewOf(item: PlexItem) {
  const isTrack = item.type === 'track';
  return {
    id: item.ratingKey,
    type: item.type,
    title: item.title,
    guid: item.guid,
    section_id: item.sectionId,
    parent_id: item.parentKey,
    parent_title: item.parentTitle,
    artist: isTrack
      ? (item.originalTitle ?? item.grandparentTitle)
      : item.type === 'album'
        ? item.parentTitle
        : item.title,
    year: item.year,
    // a single disc often has no number
    disc: isTrack ? (item.disc ?? 1) : null,
    track: isTrack ? item.index : null,
    duration_ms: item.durationMs,
    tracks: item.leafCount,
    files: [...item.files],
  };
}

function hitOf({ type, title, guid, ratingKey, sectionId, parentTitle, grandparentTitle }: PlexItem) {
  return {
    type,
    title,
    guid,
    ratingKey,
    section_id: sectionId,
    ...(parentTitle === null ? {} : { parentTitle }),
    ...(grandparentTitle === null ? {} : { grandparentTitle }),
  };
}
