import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import { type PlexClient, type PlexPlaylists } from '#integrations/plex';
import { fromPlex } from '../failures.ts';
import { pageGiven } from '../forward.ts';
import { containerPage, keySchema, passedSchema, tags, textSchema } from '../schemas.ts';

const key = Type.Union([keySchema, Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })]);
const title = textSchema(500, 'Title of the playlist');
const listParams = Type.Object({ playlist_id: keySchema });

/** Playlists of the account at Plex: listing, making, renaming, filling, removing. */
export function plexPlaylistRoutes(client: PlexClient, playlists: PlexPlaylists): FastifyPluginAsyncTypebox {
  const whole = (id: string) => fromPlex(() => client.passed({ path: `/playlists/${id}` }));
  const missing = () => problem(404, 'NOT_FOUND', 'Plex has no such playlist for this account.', { service: 'plex' });

  return async (app) => {
    app.get(
      '/plex/playlists',
      {
        schema: {
          summary: 'A page of the playlists of music',
          tags,
          querystring: Type.Object(containerPage),
          response: { 200: passedSchema },
        },
      },
      async ({ query }) => {
        const all: [string, string][] = [['playlistType', 'audio'], ...pageGiven(query)];
        return { MediaContainer: await fromPlex(() => client.passed({ path: '/playlists', query: all })) };
      },
    );
    app.post(
      '/plex/playlists',
      {
        schema: {
          summary: 'Makes a playlist of these items, in this order',
          tags,
          body: Type.Object({
            title,
            items: Type.Array(key, {
              minItems: 1,
              maxItems: 10_000,
              description: 'Numbers of tracks at Plex; Plex makes no empty list',
            }),
            summary: Type.Optional(Type.String({ maxLength: 2000, pattern: '^[^\\u0000]*$' })),
          }),
          response: { 200: passedSchema },
        },
      },
      async ({ body }) => {
        const made = await fromPlex(async () => {
          const list = await playlists.create(body.title, body.items.map(String));
          if (body.summary !== undefined) await playlists.change(list.ratingKey, { summary: body.summary });
          return list;
        });
        return { MediaContainer: await whole(made.ratingKey) };
      },
    );
    app.put(
      '/plex/playlists/:playlist_id',
      {
        schema: {
          summary:
            'Renames a playlist, or changes its items: what is removed goes first, what is added comes to the end',
          tags,
          params: listParams,
          body: Type.Object({
            title: Type.Optional(title),
            summary: Type.Optional(Type.String({ maxLength: 2000, pattern: '^[^\\u0000]*$' })),
            add: Type.Optional(Type.Array(key, { maxItems: 10_000, description: 'Numbers of tracks at Plex' })),
            remove: Type.Optional(
              Type.Array(key, { maxItems: 1000, description: 'Numbers of places in the list (playlistItemID)' }),
            ),
          }),
          response: { 200: passedSchema },
        },
      },
      async ({ params, body }) => {
        const id = params.playlist_id;
        const { title: name, summary, add = [], remove = [] } = body;
        const renames = name !== undefined || summary !== undefined;
        if (!renames && add.length + remove.length === 0)
          throw invalid('body', 'must change something: title, summary, add or remove');
        await fromPlex(async () => {
          const list = await playlists.get(id);
          if (list === null) throw missing();
          if (list.smart && add.length + remove.length > 0)
            throw problem(409, 'CONFLICT', 'This playlist is smart: Plex fills it by rules.', { service: 'plex' });
          if (renames) await playlists.change(id, { title: name, summary });
          for (const item of remove) await playlists.removeItem(id, String(item));
          if (add.length > 0) await playlists.append(id, add.map(String));
        });
        return { MediaContainer: await whole(id) };
      },
    );
    app.delete(
      '/plex/playlists/:playlist_id',
      {
        schema: {
          summary: 'Removes a playlist at Plex',
          tags,
          params: listParams,
          response: { 200: Type.Object({ ok: Type.Boolean() }) },
        },
      },
      async ({ params }) => {
        if (!(await fromPlex(() => playlists.remove(params.playlist_id)))) throw missing();
        return { ok: true };
      },
    );
  };
}
