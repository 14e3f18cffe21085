import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import type { PlexServer } from '#integrations/plex';
import { fromPlex } from '../failures.ts';
import { tags } from '../schemas.ts';
import type { PlexSignIn } from '../sign-in.ts';

const serverSchema = Type.Object({
  machine_identifier: Type.String(),
  name: Type.String(),
  owned: Type.Boolean(),
  addresses: Type.Array(Type.String(), {
    description: 'At home first, then from outside, then over the relay of Plex',
  }),
});
const serverView = (server: PlexServer) => ({
  machine_identifier: server.machineIdentifier,
  name: server.name,
  owned: server.owned,
  addresses: [...server.addresses],
});

/** Who may change where Plex is, or see it. */
const config = { scope: 'admin' } as const;

/** Signing in with a PIN: begin, look, choose the server, sign out. Tokens are never part of an answer. */
export function plexSignInRoutes(signIn: PlexSignIn): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/plex/sign-in',
      {
        config,
        schema: {
          summary: 'Begins a sign-in: the person opens `auth_url` and says yes',
          tags,
          response: {
            201: Type.Object({
              id: Type.Integer(),
              code: Type.String(),
              auth_url: Type.String(),
              expires_at: Type.String({ format: 'date-time' }),
            }),
          },
        },
      },
      async (_request, reply) => {
        const pin = await fromPlex(() => signIn.begin());
        return reply
          .status(201)
          .send({ id: pin.id, code: pin.code, auth_url: pin.authUrl, expires_at: pin.expiresAt.toISOString() });
      },
    );
    app.get(
      '/plex/sign-in/:id',
      {
        config,
        schema: {
          summary: 'How the sign-in stands; ask every two seconds',
          tags,
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          response: {
            200: Type.Object({
              state: Type.Enum(['pending', 'expired', 'signed_in']),
              expires_at: Type.Optional(Type.String({ format: 'date-time' })),
              chosen: Type.Optional(
                Type.Union([serverSchema, Type.Null()], { description: 'The server in use; null: choose one' }),
              ),
              servers: Type.Optional(Type.Array(serverSchema)),
            }),
          },
        },
      },
      async ({ params }) => {
        const now = await fromPlex(() => signIn.look(params.id));
        if (now.state === 'pending') return { state: now.state, expires_at: now.expiresAt.toISOString() };
        if (now.state === 'expired') return { state: now.state };
        return {
          state: now.state,
          chosen: now.chosen === null ? null : serverView(now.chosen),
          servers: now.servers.map(serverView),
        };
      },
    );
    app.delete(
      '/plex/sign-in',
      {
        config,
        schema: {
          summary: 'Forgets the sign-in; a token of the environment counts again',
          tags,
          response: { 200: Type.Object({ ok: Type.Boolean() }) },
        },
      },
      async () => {
        await signIn.signOut();
        return { ok: true };
      },
    );
    app.get(
      '/plex/servers',
      {
        config,
        schema: {
          summary: 'The servers of the account that signed in',
          tags,
          response: { 200: Type.Object({ servers: Type.Array(serverSchema) }) },
        },
      },
      async () => {
        const servers = await fromPlex(() => signIn.servers());
        if (servers === null)
          throw problem(424, 'DEPENDENCY_ERROR', 'Nobody has signed in to Plex here.', {
            service: 'plex',
            reason: 'not_linked',
            remedy: 'Sign in with a PIN first.',
          });
        return { servers: servers.map(serverView) };
      },
    );
    app.put(
      '/plex/server',
      {
        config,
        schema: {
          summary: 'Uses one of the servers of the account from now on',
          tags,
          body: Type.Object({
            machine_identifier: Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' }),
            address: Type.Optional(
              Type.String({ maxLength: 500, description: 'One of its addresses; default the first' }),
            ),
          }),
          response: { 200: Type.Object({ ok: Type.Boolean() }) },
        },
      },
      async ({ body }) => {
        const chosen = await fromPlex(() => signIn.choose(body.machine_identifier, body.address ?? null));
        if (!chosen)
          throw problem(404, 'NOT_FOUND', 'The account has no such server, or the server no such address.', {
            service: 'plex',
          });
        return { ok: true };
      },
    );
  };
}
