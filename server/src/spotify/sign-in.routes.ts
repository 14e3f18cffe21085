import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { problem } from '#http';
import type { Spotify } from '#integrations/spotify';
import { spotifyCallbackRoutes, statusOf } from './callback.routes.ts';
import type { SpotifyCredentials } from './credentials.ts';
import { createManualLimit } from './manual-limit.ts';
import { valueOf } from './refusals.ts';

const text = Type.Union([Type.String(), Type.Null()]);
const moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const tags = ['spotify sign-in'];
const provider = 'spotify';

const startSchema = Type.Object({
  provider: Type.String(),
  authorization_url: Type.String({ description: 'To be opened by the person' }),
  state: Type.String(),
  code_challenge_method: Type.String(),
  redirect_uri: Type.String(),
  expires_at: Type.String({ format: 'date-time' }),
  manual_completion_available: Type.Boolean(),
  manual_completion_url: Type.String(),
  loopback: Type.Boolean({
    description: 'Only a browser on the machine of Harmony comes back by itself; others paste the address',
  }),
  checked: Type.Union([Type.Boolean(), Type.Null()], {
    description: 'Spotify was seen to accept client id and redirect URI; null: it could not be asked',
  }),
});
const manualSchema = Type.Object({
  ok: Type.Boolean(),
  provider: Type.String(),
  state: text,
  completed_at: moment,
  error_code: Type.Optional(text),
  message: Type.Optional(text),
});
/** The same for what did not work; a body of wrong form gets the usual envelope. */
const refusedSchema = Type.Object(
  {
    ok: Type.Boolean(),
    error_code: Type.Optional(text),
    message: Type.Optional(text),
    error: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: true },
);
const statusSchema = Type.Object({
  provider: Type.String(),
  state: Type.String(),
  status: Type.String({ description: 'pending, completed, failed, expired or unknown' }),
  created_at: moment,
  expires_at: moment,
  completed_at: moment,
  manual_completion_available: Type.Boolean(),
  manual_completion_url: Type.String(),
  redirect_uri: text,
  error_code: text,
  message: text,
});
const manualBody = Type.Object({
  redirect_url: Type.String({
    minLength: 1,
    maxLength: 4000,
    examples: ['http://127.0.0.1:8080/api/v1/spotify/callback?code=AQD&state=0b1c2d3e'],
  }),
});
const stateText = Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' });

/** What the routes need. */
export interface SpotifySignInDeps {
  readonly spotify: Spotify;
  readonly credentials: SpotifyCredentials;
  readonly manualEnabled: boolean;
  readonly publicHostHint: string | null;
  /** Public address of `/oauth`; `null`: where the API is. */
  readonly publicBase: string | null;
  readonly basePath: string;
  readonly changed: () => void;
}

/** Signing in to Spotify: `/oauth/*`, the same under the names of the former page (`/spotify/pro/oauth/*`), and the callback. */
export function spotifySignInRoutes(deps: SpotifySignInDeps): FastifyPluginAsyncTypebox {
  const { spotify, credentials, changed } = deps;
  const limit = createManualLimit();
  const base = (deps.publicBase ?? `${deps.basePath}/oauth`).replace(/\/+$/, '');
  const manual = { manual_completion_available: deps.manualEnabled, manual_completion_url: `${base}/manual` };

  async function start(_request: FastifyRequest, reply: FastifyReply) {
    reply.header('cache-control', 'no-store');
    const begun = valueOf(reply, await spotify.signIn.begin(await credentials.redirectUri()));
    return {
      provider,
      authorization_url: begun.address,
      state: begun.state,
      code_challenge_method: 'S256',
      redirect_uri: begun.redirectUri,
      expires_at: begun.expiresAt.toISOString(),
      ...manual,
      loopback: begun.isLoopback,
      checked: begun.isChecked,
    };
  }

  async function status(state: string, reply: FastifyReply) {
    reply.header('cache-control', 'no-store');
    const known = await spotify.signIn.status(state);
    return {
      provider,
      state,
      status: known.status,
      created_at: known.createdAt?.toISOString() ?? null,
      expires_at: known.expiresAt?.toISOString() ?? null,
      completed_at: known.completedAt?.toISOString() ?? null,
      ...manual,
      redirect_uri: known.redirectUri,
      error_code: known.errorCode,
      message: known.message,
    };
  }

  /** Finishes with a pasted address; the body is the same whether it worked or not (contract §1.12). */
  async function finish(request: FastifyRequest<{ Body: { redirect_url: string } }>, reply: FastifyReply) {
    if (!deps.manualEnabled) {
      throw problem(403, 'FEATURE_DISABLED', 'Pasting the address is switched off here.', {
        remedy: 'Set OAUTH_MANUAL_CALLBACK_ENABLE=true.',
      });
    }
    const nothing = { ok: false, provider, state: null, completed_at: null };
    const waitMs = limit.take(request.ip);
    if (waitMs !== null) {
      const seconds = Math.ceil(waitMs / 1000);
      reply.header('retry-after', String(seconds));
      const message = `Too many tries. Try again in ${seconds} seconds.`;
      return await reply.status(429).send({ ...nothing, error_code: 'OAUTH_MANUAL_RATE_LIMITED', message });
    }
    const done = valueOf(reply, await spotify.signIn.completeFrom(request.body.redirect_url));
    changed();
    if (done.ok) return { ok: true, provider, state: done.state, completed_at: done.completedAt.toISOString() };
    const answer = { ...nothing, state: done.state, error_code: done.code, message: done.message };
    return await reply.status(statusOf(done)).send(answer);
  }

  const startRoute = {
    // beginning is a change, also by GET
    config: { scope: 'operate' as const },
    schema: {
      summary: 'Begin to sign in; what Spotify would refuse on a page of its own is told here',
      tags,
      response: { 200: startSchema },
    },
  };
  const finishRoute = {
    schema: {
      summary: 'Finish a sign-in with the address that the browser was sent to',
      tags,
      body: manualBody,
      response: { 200: manualSchema, 400: refusedSchema, 429: refusedSchema, 502: refusedSchema },
    },
  };
  return async (app) => {
    app.get('/oauth/start', startRoute, start);
    app.post('/spotify/pro/oauth/start', startRoute, start);
    app.post('/oauth/manual', finishRoute, finish);
    app.post('/spotify/pro/oauth/session', finishRoute, finish);
    app.get(
      '/oauth/status/:state',
      {
        schema: {
          summary: 'How a sign-in stands',
          tags,
          params: Type.Object({ state: stateText }),
          response: { 200: statusSchema },
        },
      },
      async ({ params }, reply) => await status(params.state, reply),
    );
    app.get(
      '/spotify/pro/oauth/status',
      {
        schema: {
          summary: 'How a sign-in stands',
          tags,
          querystring: Type.Object({ state: stateText }),
          response: { 200: statusSchema },
        },
      },
      async ({ query }, reply) => await status(query.state, reply),
    );
    app.get(
      '/oauth/health',
      {
        schema: {
          summary: 'How signing in is set up',
          tags,
          response: {
            200: Type.Object({
              provider: Type.String(),
              backend: Type.String(),
              active_transactions: Type.Integer(),
              ttl_seconds: Type.Integer(),
              manual_enabled: Type.Boolean(),
              redirect_uri: Type.String(),
              public_host_hint: text,
              store: Type.Object({ type: Type.String(), shared: Type.Boolean() }),
            }),
          },
        },
      },
      async () => ({
        provider,
        backend: 'authorization_code_pkce',
        active_transactions: await spotify.signIn.active(),
        ttl_seconds: spotify.signIn.ttlS,
        manual_enabled: deps.manualEnabled,
        redirect_uri: await credentials.redirectUri(),
        public_host_hint: deps.publicHostHint,
        store: { type: 'database', shared: true },
      }),
    );
    await app.register(spotifyCallbackRoutes(deps, ['/spotify/callback', '/oauth/callback']));
  };
}
