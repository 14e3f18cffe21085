import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid } from '#http';
import { faultOfPair, isBelow, type PlexClient } from '#integrations/plex';
import type { PlexCredentials } from '../credentials.ts';
import { fromPlex } from '../failures.ts';
import { tags, textSchema } from '../schemas.ts';

const nullable = (
  schema: ReturnType<typeof Type.String>, // null first: otherwise null would be taken for an empty text
) => Type.Union([Type.Null(), schema]);
const path = textSchema(4096, 'Absolute path');
const viewSchema = Type.Object({
  base_url: nullable(Type.String()),
  has_token: Type.Boolean(),
  signed_in: Type.Boolean({ description: 'Whether the token is one that was stored here' }),
  library: nullable(Type.String()),
  path_map: Type.Array(Type.Object({ ours: Type.String(), theirs: Type.String() })),
});

/** Who may change where Plex is, or see it. */
const config = { scope: 'admin' } as const;

/** Address, token, library and path map: `/plex/settings`, and whether a path of ours is one for Plex. */
export function plexSettingsRoutes(deps: {
  readonly client: PlexClient;
  readonly credentials: PlexCredentials;
  readonly changed: () => void;
}): FastifyPluginAsyncTypebox {
  const { credentials } = deps;
  const view = async () => {
    const [{ baseUrl, token, library }, map, signedIn] = await Promise.all([
      credentials.connection(),
      credentials.pathMap(),
      credentials.signedIn(),
    ]);
    return {
      base_url: baseUrl,
      has_token: token !== null,
      signed_in: signedIn,
      library,
      path_map: map.pairs.map((pair) => ({ ...pair })),
    };
  };
  return async (app) => {
    app.get(
      '/plex/settings',
      {
        config,
        schema: { summary: 'How Plex is set up; the token is never shown', tags, response: { 200: viewSchema } },
      },
      view,
    );
    app.put(
      '/plex/settings',
      {
        config,
        schema: {
          summary:
            'Stores how Plex is reached; what is left out stays, null removes it, and then the environment counts again',
          tags,
          body: Type.Object(
            {
              base_url: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
              token: Type.Optional(
                nullable(Type.String({ pattern: '^[\\x21-\\x7e]{1,500}$', description: 'X-Plex-Token' })),
              ),
              library: Type.Optional(nullable(textSchema(200, 'Name or number of the library of music'))),
              path_map: Type.Optional(
                Type.Union([Type.Array(Type.Object({ ours: path, theirs: path }), { maxItems: 50 }), Type.Null()]),
              ),
            },
            { additionalProperties: false },
          ),
          response: { 200: viewSchema },
        },
      },
      async ({ body }) => {
        const { base_url, token, library, path_map } = body;
        const pairs = path_map?.map(({ ours, theirs }) => `${ours}=${theirs}`);
        for (const [at, pair] of (path_map ?? []).entries()) {
          const entry = `${pair.ours}=${pair.theirs}`;
          const why = /[\n\r]/.test(entry)
            ? 'must not contain a line end'
            : pair.ours.includes('=')
              ? 'must not contain "=" in our path'
              : faultOfPair(entry);
          if (why !== null) throw invalid(`path_map.${at}`, why);
        }
        await credentials.set({
          baseUrl: base_url === undefined || base_url === null ? base_url : addressOf(base_url),
          token,
          library,
          pathMap: path_map === null || pairs?.length === 0 ? null : pairs,
        });
        deps.changed();
        return await view();
      },
    );
    app.post(
      '/plex/settings/path-test',
      {
        config,
        schema: {
          summary: 'Whether Plex has a folder of ours in one of its libraries',
          tags,
          body: Type.Object({ path }),
          response: {
            200: Type.Object({
              plex_path: Type.Union([Type.String(), Type.Null()], {
                description: 'null: no entry of the path map fits',
              }),
              section: Type.Union([Type.Object({ section_id: Type.String(), title: Type.String() }), Type.Null()]),
              locations: Type.Array(Type.String(), {
                description: 'Folders of the libraries of music, as Plex sees them',
              }),
            }),
          },
        },
      },
      async ({ body }) => {
        if (!body.path.startsWith('/')) throw invalid('path', 'must be absolute');
        const plexPath = (await credentials.pathMap()).toPlex(body.path);
        const sections = (await fromPlex(() => deps.client.sections())).filter((section) => section.type === 'artist');
        const found =
          plexPath === null
            ? undefined
            : sections.find((section) => section.locations.some((location) => isBelow(location, plexPath)));
        return {
          plex_path: plexPath,
          section: found === undefined ? null : { section_id: found.id, title: found.title },
          locations: sections.flatMap((section) => section.locations),
        };
      },
    );
  };
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.password !== '' ||
    url.search !== '' ||
    url.hash !== ''
  )
    throw invalid('base_url', 'must be an address such as http://192.168.1.10:32400, without name, password or query');
  return url.href.replace(/\/+$/, '');
}
