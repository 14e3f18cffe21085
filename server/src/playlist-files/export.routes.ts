import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import { headOf, linesOf, type PathStyle } from './m3u.ts';
import { fileNameOf } from './names.ts';
import type { FindList, ReadableList } from './ports.ts';
import type { PlaylistFileSettings } from './settings.ts';

/** What the routes need. */
export interface PlaylistFileRouteDeps {
  readonly settings: Pick<PlaylistFileSettings, 'paths' | 'prefix'>;
  readonly musicDir: string;
  readonly playlist: FindList;
  readonly importJob: FindList;
}

const querystring = Type.Object({
  paths: Type.Optional(
    Type.Union([Type.Literal('relative'), Type.Literal('absolute')], {
      description: 'relative: to the music folder. Default: M3U8_PATHS',
    }),
  ),
  prefix: Type.Optional(
    Type.String({ maxLength: 1024, description: 'Stands for the music folder in every path. Default: M3U8_PREFIX' }),
  ),
});

/** `GET …/export.m3u8` of playlists and imports. */
export function playlistFileRoutes(deps: PlaylistFileRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    const lists = [
      { url: '/spotify/playlists/:id/export.m3u8', what: 'playlist', tag: 'playlists', find: deps.playlist },
      { url: '/spotify/import/jobs/:id/export.m3u8', what: 'import', tag: 'import', find: deps.importJob },
    ];
    for (const { url, what, tag, find } of lists)
      app.get(
        url,
        {
          schema: {
            summary: `The ${what} as an M3U8 list: its order kept, missing tracks as comments with their reason`,
            tags: [tag],
            params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }),
            querystring,
            response: { 200: Type.String({ description: 'UTF-8' }) },
          },
        },
        async (request, reply) => {
          const style = styleOf(request.query);
          const list = await find(request.params.id);
          if (list === null) throw problem(404, 'NOT_FOUND', `There is no ${what} with this id.`);
          const name = fileNameOf(list.name);
          return reply
            .header('content-type', 'application/vnd.apple.mpegurl; charset=utf-8')
            .header(
              'content-disposition',
              `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
            )
            .send(await textOf(list, style));
        },
      );
  };

  function styleOf(query: { readonly paths?: 'relative' | 'absolute'; readonly prefix?: string }): PathStyle {
    if (query.prefix !== undefined && /\p{Cc}/u.test(query.prefix))
      throw invalid('prefix', 'must not contain control characters or line ends');
    const prefix = query.prefix === undefined || query.prefix === '' ? deps.settings.prefix : query.prefix;
    const kind = (query.paths ?? deps.settings.paths) === 'absolute' ? 'absolute' : 'relative';
    return {
      kind,
      musicDir: deps.musicDir,
      prefix: query.paths === undefined ? prefix : (query.prefix ?? null),
      from: deps.musicDir,
    };
  }
}

/** The whole list as text; other work gets its turn between portions. */
export async function textOf(list: ReadableList, style: PathStyle): Promise<string> {
  const parts = [headOf(list.id, list.name)];
  for await (const portion of list.portions()) parts.push(portion.map((track) => linesOf(track, style)).join(''));
  return parts.join('');
}
