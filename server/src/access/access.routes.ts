import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { countGuess, credentialsOf, invalid, momentOf, problem, refuseGuessing, sessionCookie } from '#http';
import type { StoredKey } from './access.store.ts';
import type { Access } from './access.ts';
import { asKeyName } from './api-key.ts';

const scope = Type.Union([Type.Literal('read'), Type.Literal('operate'), Type.Literal('admin')], {
  description: 'read: look; operate: also wish, download, change; admin: also settings, secrets and keys',
});
const moment = Type.String({ format: 'date-time' });
const keySchema = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  scope,
  hint: Type.String({ description: 'The first characters of the key' }),
  created_at: moment,
  expires_at: Type.Union([moment, Type.Null()]),
  last_used_at: Type.Union([moment, Type.Null()], { description: 'Noted once a minute' }),
  current: Type.Boolean({
    description: 'Whether this request was made with it, or by a browser that signed in with it',
  }),
});
const sessionSchema = Type.Object({
  required: Type.Boolean({ description: 'Whether requests need a key or a session' }),
  signed_in: Type.Boolean({ description: 'Whether this request showed a valid one' }),
  by_session: Type.Boolean({ description: 'Whether it is the cookie of a browser, so that signing out is possible' }),
  name: Type.Union([Type.String(), Type.Null()], { description: 'Name of the key' }),
  scope: Type.Union([scope, Type.Null()]),
});
const tags = ['access'];
const noAnswer = Type.Null({ description: 'Done' });

/** `/session`: a browser signs in and out. `/keys`: keys are listed, made and revoked. */
export function accessRoutes(access: Access): FastifyPluginAsyncTypebox {
  const view = (key: StoredKey, callerId: string) => ({
    id: key.id,
    name: key.name,
    scope: key.scope,
    hint: key.hint,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    current: callerId === `key:${key.id}`,
  });

  return async (app) => {
    app.get(
      '/session',
      {
        config: { open: true },
        schema: {
          tags,
          operationId: 'getSession',
          summary: 'Whether signing in is needed, and who is signed in',
          response: { 200: sessionSchema },
        },
      },
      async ({ caller }, reply) => {
        const known = caller.id !== 'anybody';
        const shown = known || !access.required;
        return await reply.header('cache-control', 'no-store').send({
          required: access.required,
          signed_in: known,
          by_session: caller.bySession,
          name: known ? caller.name : null,
          scope: shown ? caller.scope : null,
        });
      },
    );

    app.post(
      '/session',
      {
        config: { open: true },
        bodyLimit: 4096,
        schema: {
          tags,
          operationId: 'signIn',
          summary: 'Sign in with a key; the answer sets a cookie that scripts cannot read',
          description: 'Nothing is asked for while keys are not required (409).',
          body: Type.Object({ key: Type.String({ minLength: 1, maxLength: 512 }) }, { additionalProperties: false }),
          response: { 200: sessionSchema },
        },
      },
      async (request, reply) => {
        if (!access.required) throw problem(409, 'CONFLICT', 'Nobody has to sign in here: keys are not required.');
        refuseGuessing(request, reply);
        const signedIn = await access.signIn(request.body.key.trim());
        if (signedIn === null) {
          countGuess(request);
          request.log.info({ event: 'auth.invalid', component: 'access' }, 'Signing in with an invalid key.');
          throw problem(401, 'AUTH_REQUIRED', 'The key is unknown, revoked or expired.', { reason: 'invalid' });
        }
        const { caller, token, expiresAt } = signedIn;
        request.log.info({ event: 'auth.signed_in', component: 'access', caller: caller.id }, 'A browser signed in.');
        return await reply
          .header('cache-control', 'no-store')
          .setCookie(sessionCookie, token, {
            path: '/',
            httpOnly: true,
            sameSite: 'strict',
            secure: request.protocol === 'https',
            expires: expiresAt,
          })
          .send({ required: true, signed_in: true, by_session: true, name: caller.name, scope: caller.scope });
      },
    );

    app.delete(
      '/session',
      {
        config: { open: true },
        schema: {
          tags,
          operationId: 'signOut',
          summary: 'Sign out: the session ends everywhere at once',
          response: { 204: noAnswer },
        },
      },
      async (request, reply) => {
        const { session } = credentialsOf(request);
        if (session !== null) await access.signOut(session);
        return await reply.clearCookie(sessionCookie, { path: '/' }).status(204).send(null);
      },
    );

    app.get(
      '/keys',
      {
        schema: {
          tags,
          operationId: 'listKeys',
          summary: 'Keys that were made here; those of the environment are not among them',
          response: { 200: Type.Object({ items: Type.Array(keySchema) }) },
        },
      },
      async ({ caller }) => ({ items: (await access.keys()).map((key) => view(key, caller.id)) }),
    );

    app.post(
      '/keys',
      {
        schema: {
          tags,
          operationId: 'createKey',
          summary: 'Make a key; it is shown this once',
          body: Type.Object(
            {
              name: Type.String({ minLength: 1, maxLength: 100 }),
              scope,
              expires_at: Type.Optional(
                // null first: the validator would make an empty text of it otherwise
                Type.Union([Type.Null(), Type.String({ maxLength: 40 })], { description: 'Never, when left out' }),
              ),
            },
            { additionalProperties: false },
          ),
          response: { 201: Type.Object({ ...keySchema.properties, key: Type.String() }) },
        },
      },
      async (request, reply) => {
        const name = asKeyName(request.body.name);
        if (name === null) throw invalid('name', 'must be visible text');
        const expiresAt = momentOf(request.body.expires_at ?? undefined, 'expires_at') ?? null;
        if (expiresAt !== null && expiresAt.getTime() <= Date.now()) throw invalid('expires_at', 'must lie ahead');
        const made = await access.addKey({ name, scope: request.body.scope, expiresAt });
        const fields = { event: 'auth.key_made', component: 'access', key_id: made.id, scope: made.scope };
        request.log.info({ ...fields, caller: request.caller.id }, 'A key was made.');
        return await reply
          .status(201)
          .header('cache-control', 'no-store')
          .send({ ...view(made, request.caller.id), key: made.text });
      },
    );

    app.delete(
      '/keys/:id',
      {
        schema: {
          tags,
          operationId: 'revokeKey',
          summary: 'Revoke a key; browsers that signed in with it are signed out',
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
          response: { 204: noAnswer },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const outcome = await access.removeKey(id);
        if (outcome === 'absent') throw problem(404, 'NOT_FOUND', `There is no key ${id}.`);
        if (outcome === 'last')
          throw problem(409, 'CONFLICT', 'This is the last key that may make keys; without it nobody could get in.', {
            remedy: 'Make another key with the scope admin first, or set HARMONY_API_KEYS.',
          });
        request.log.info(
          { event: 'auth.key_revoked', component: 'access', key_id: id, caller: request.caller.id },
          'A key was revoked.',
        );
        return await reply.status(204).send(null);
      },
    );
  };
}
