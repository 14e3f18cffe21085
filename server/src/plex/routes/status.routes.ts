import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { PlexCredentials } from '../credentials.ts';
import { tags } from '../schemas.ts';
import type { PlexOverview } from '../status.ts';

const nullable = (schema: ReturnType<typeof Type.Integer> | ReturnType<typeof Type.String>) =>
  Type.Union([schema, Type.Null()]);
const overviewSchema = Type.Object({
  ok: Type.Boolean(),
  status: Type.Union([Type.Literal('connected'), Type.Literal('disconnected')]),
  state: Type.Enum(['ok', 'not_configured', 'unauthorised', 'unreachable']),
  address: nullable(Type.String()),
  server: Type.Union([
    Type.Object({ name: Type.String(), version: Type.String(), machine_identifier: Type.String() }),
    Type.Null(),
  ]),
  libraries: nullable(Type.Integer({ description: 'How many libraries the server has' })),
  section: Type.Union([
    Type.Object(
      { section_id: Type.String(), title: Type.String(), refreshing: Type.Boolean() },
      { description: 'The library of music' },
    ),
    Type.Null(),
  ]),
  library: Type.Union([
    Type.Object({ artists: Type.Integer(), albums: Type.Integer(), tracks: Type.Integer() }),
    Type.Null(),
  ]),
  sessions: nullable(Type.Integer({ description: 'How many play something' })),
  artist_count: nullable(Type.Integer({ description: 'As last counted, also while Plex is away' })),
  album_count: nullable(Type.Integer()),
  track_count: nullable(Type.Integer()),
  last_scan: nullable(Type.String()),
  notifications: Type.Boolean({ description: 'Whether the line of notifications holds' }),
  problem: Type.Union([
    Type.Object({ code: Type.String(), sentence: Type.String(), remedy: Type.String() }),
    Type.Null(),
  ]),
});

/** `GET /plex/status` and `GET /api/health/plex`. */
export function plexStatusRoutes(
  overview: () => Promise<PlexOverview>,
  credentials: PlexCredentials,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/plex/status',
      {
        schema: {
          summary: 'Whether Plex answers, what it has, and what to do where something is wrong',
          tags,
          response: { 200: overviewSchema },
        },
      },
      async () => await overview(),
    );
    app.get(
      '/api/health/plex',
      {
        schema: {
          summary: 'Whether the settings of Plex are complete; asks nobody',
          tags: ['system'],
          response: {
            200: Type.Object({
              service: Type.String(),
              status: Type.String({ description: 'ok or fail' }),
              missing: Type.Array(Type.String()),
              optional_missing: Type.Array(Type.String()),
            }),
          },
        },
      },
      async () => {
        const { baseUrl, token, library } = await credentials.connection();
        const missing = [...(baseUrl === null ? ['PLEX_BASE_URL'] : []), ...(token === null ? ['PLEX_TOKEN'] : [])];
        return {
          service: 'plex',
          status: missing.length === 0 ? 'ok' : 'fail',
          missing,
          optional_missing: library === null ? ['PLEX_LIBRARY'] : [],
        };
      },
    );
  };
}
