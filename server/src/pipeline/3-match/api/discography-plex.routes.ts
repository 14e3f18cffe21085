import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';

const open = { additionalProperties: true } as const;
const trackSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }, open);
const tracksSchema = Type.Array(trackSchema, { maxItems: 500 });
const albumSchema = Type.Object(
  {
    tracks: Type.Union([tracksSchema, Type.Object({ items: tracksSchema }, open)], {
      description: 'As Spotify sends it',
    }),
  },
  open,
);
const name = Type.Union([
  Type.String({ maxLength: 500 }),
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
]);
const itemSchema = Type.Object(
  {
    ratingKey: Type.Optional(name),
    guid: Type.Optional(name),
    Guid: Type.Optional(Type.Array(Type.Object({ id: Type.Optional(name) }, open), { maxItems: 50 })),
  },
  open,
);
const passed = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });

/** Parts of the names that Plex has for an item; ids of Spotify stand between colons and slashes. */
function namesOf(item: Static<typeof itemSchema>): string[] {
  const all = [item.ratingKey, item.guid, ...(item.Guid ?? []).map((each) => each.id)];
  return all.flatMap((each) => (each === undefined ? [] : String(each).split(/[:/?]/)));
}

/** `POST /matching/discography/plex` (contract §1.13.4): which tracks of these albums are not among these items of Plex; asks nobody. */
export function discographyPlexRoutes(): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/matching/discography/plex',
      {
        config: { scope: 'read' },
        schema: {
          summary: 'Which tracks of these albums are not among these items of Plex, by the ids of Spotify; asks nobody',
          operationId: 'matchDiscographyToPlex',
          tags: ['matching'],
          body: Type.Object(
            {
              artist_id: Type.String({ minLength: 1, maxLength: 64 }),
              albums: Type.Array(albumSchema, { maxItems: 1000, default: [] }),
              plex_items: Type.Array(itemSchema, { maxItems: 20_000, default: [] }),
            },
            { additionalProperties: false },
          ),
          response: {
            200: Type.Object({
              missing_albums: Type.Array(Type.Object({ album: passed, missing_tracks: Type.Array(passed) })),
              missing_tracks: Type.Array(Type.Object({ album: passed, track: passed })),
            }),
          },
        },
      },
      async ({ body }) => {
        const there = new Set(body.plex_items.flatMap(namesOf));
        const missing_albums = body.albums.flatMap((album) => {
          const tracks = Array.isArray(album.tracks) ? album.tracks : album.tracks.items;
          const missing_tracks = tracks.filter((track) => !there.has(track.id));
          return missing_tracks.length === 0 ? [] : [{ album, missing_tracks }];
        });
        const missing_tracks = missing_albums.flatMap(({ album, missing_tracks: of }) =>
          of.map((track) => ({ album, track })),
        );
        return { missing_albums, missing_tracks };
      },
    );
  };
}
