import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid } from '#http';
import { faultOfPair, isBelow, type PlexClient, type PlexTrial } from '#integrations/plex';
import { originOf, type PlexCredentials } from '../credentials.ts';
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

const entered = {
  base_url: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  token: Type.Optional(nullable(Type.String({ pattern: '^[\\x21-\\x7e]{1,500}$', description: 'X-Plex-Token' }))),
  library: Type.Optional(nullable(textSchema(200, 'Name or number of the library of music'))),
};
const librarySchema = Type.Object({ section_id: Type.String(), title: Type.String() });
const trialSchema = Type.Object({
  usable: Type.Boolean({ description: 'Everything is as it should be' }),
  reachable: Type.Boolean({ description: 'Something answers at the address' }),
  authenticated: Type.Union([Type.Boolean(), Type.Null()]),
  server: Type.Union([Type.Object({ name: nullable(Type.String()), version: Type.String() }), Type.Null()]),
  libraries: Type.Array(librarySchema, { description: 'Its libraries of music' }),
  section: Type.Union([librarySchema, Type.Null()], { description: 'The one that would be used' }),
  problem: Type.Union([
    Type.Object({ code: Type.String(), sentence: Type.String(), remedy: Type.String() }),
    Type.Null(),
  ]),
});
const tokenAgain =
  'must be entered again for another address: the kept token is only sent to the one that it was entered for';

/** Asks a Plex that is not in use yet. */
export type TryPlex = (at: {
  readonly baseUrl: string;
  readonly token: string | null;
  readonly library: string | null;
  readonly clientIdentifier: string;
}) => Promise<PlexTrial>;

/** Who may change where Plex is, or see it. */
const config = { scope: 'admin' } as const;

/** Address, token, library and path map: `/plex/settings`, and whether a path of ours is one for Plex. */
export function plexSettingsRoutes(deps: {
  readonly client: PlexClient;
  readonly credentials: PlexCredentials;
  readonly changed: () => void;
  readonly tryOut: TryPlex;
}): FastifyPluginAsyncTypebox {
  const { credentials } = deps;
  /** The token for an address: the one that was entered, or the one in use where it belongs to this address. */
  async function tokenFor(address: string, given: string | null | undefined): Promise<string | null> {
    if (given !== undefined) return given;
    const token = await credentials.tokenAt(address);
    const { baseUrl, token: inUse } = await credentials.connection();
    if (token === null && inUse !== null && baseUrl !== null && originOf(baseUrl) !== originOf(address))
      throw invalid('token', tokenAgain);
    return token;
  }
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
              ...entered,
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
        const baseUrl = base_url === undefined || base_url === null ? base_url : addressOf(base_url);
        const at = baseUrl === null ? credentials.environmentUrl : baseUrl;
        if (at !== undefined && at !== null) await tokenFor(at, token);
        await credentials.set({
          baseUrl,
          token,
          library,
          pathMap: path_map === null || pairs?.length === 0 ? null : pairs,
        });
        deps.changed();
        return await view();
      },
    );
    app.post(
      '/plex/settings/try',
      {
        config,
        schema: {
          summary: 'Asks Plex with what was entered, and stores nothing; what is left out is what is in use',
          description:
            'One answer within seconds: whether somebody is there, is Plex, accepts the token, and has the library. Of what answers, nothing is passed on but the state of a Plex. Link-local addresses are not asked.',
          tags,
          body: Type.Object(entered, { additionalProperties: false }),
          response: { 200: trialSchema },
        },
      },
      async ({ body }) => {
        const now = await credentials.connection();
        const given = body.base_url;
        const baseUrl =
          typeof given === 'string' ? addressOf(given) : given === null ? credentials.environmentUrl : now.baseUrl;
        if (baseUrl === null) throw invalid('base_url', 'must be given: no address of Plex is known yet');
        const token = await tokenFor(baseUrl, body.token);
        const library = body.library === undefined ? now.library : body.library;
        const trial = await deps.tryOut({ baseUrl, token, library, clientIdentifier: now.clientIdentifier });
        const view = ({ id, title }: { readonly id: string; readonly title: string }) => ({ section_id: id, title });
        return {
          usable: trial.problem === null,
          reachable: trial.reachable,
          authenticated: trial.authenticated,
          server: trial.server === null ? null : { ...trial.server },
          libraries: trial.libraries.map(view),
          section: trial.section === null ? null : view(trial.section),
          problem: trial.problem,
        };
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
