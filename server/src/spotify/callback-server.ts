import Fastify from 'fastify';
import { type SpotifyCallbackDeps, spotifyCallbackRoutes } from './callback.routes.ts';

/** A server for the callback alone. */
export interface CallbackServer {
  close(): Promise<void>;
}

/**
 * Serves `/callback` on a loopback port of its own, for apps that are registered with it. Throws what listening throws (`EADDRINUSE`): signing in by pasting the
 * address works without it.
 */
export async function openCallbackServer(deps: SpotifyCallbackDeps, port: number): Promise<CallbackServer> {
  const app = Fastify({ bodyLimit: 1024, requestTimeout: 30_000, forceCloseConnections: true });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-content-type-options', 'nosniff');
  });
  await app.register(spotifyCallbackRoutes(deps, ['/callback']));
  await app.listen({ host: '127.0.0.1', port });
  return { close: () => app.close() };
}
