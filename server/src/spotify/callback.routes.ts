import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { SignInOutcome, Spotify } from '#integrations/spotify';
import { type CallbackPage, callbackPage } from './callback-page.ts';

/** What the callback needs. */
export interface SpotifyCallbackDeps {
  readonly spotify: Spotify;
  readonly publicHostHint: string | null;
  readonly changed: () => void;
}

const callbackQuery = Type.Object({
  code: Type.Optional(Type.String({ maxLength: 2000 })),
  state: Type.Optional(Type.String({ maxLength: 2000 })),
  error: Type.Optional(Type.String({ maxLength: 500 })),
});

/** Where Spotify sends the browser back to: a page for people. */
export function spotifyCallbackRoutes(deps: SpotifyCallbackDeps, paths: readonly string[]): FastifyPluginAsyncTypebox {
  const { spotify, changed } = deps;
  return async (app) => {
    for (const path of paths) {
      app.get(
        path,
        { config: { open: true }, schema: { hide: true, querystring: callbackQuery } },
        async ({ query, headers }, reply) => {
          const send = (code: number, page: CallbackPage) =>
            reply
              .status(code)
              .type('text/html; charset=utf-8')
              .header('cache-control', 'no-store')
              .send(callbackPage(page, headers['accept-language']));
          if (query.state === undefined || (query.code === undefined && query.error === undefined)) {
            return await send(200, { kind: 'help', hostHint: deps.publicHostHint });
          }
          const done = await spotify.signIn.complete(query);
          changed();
          if (!done.ok) return await send(400, { kind: 'failed', message: done.refusal.sentence });
          if (done.value.ok) return await send(200, { kind: 'done' });
          return await send(statusOf(done.value), { kind: 'failed', message: done.value.message });
        },
      );
    }
  };
}

/** The person's address is wrong or late: 400. Spotify did not play along: 502. */
export function statusOf(outcome: Extract<SignInOutcome, { ok: false }>): number {
  return outcome.code === 'OAUTH_TOKEN_EXCHANGE_FAILED' || outcome.code === 'OAUTH_UNAVAILABLE' ? 502 : 400;
}
