import type { FastifyPluginAsync } from 'fastify';
import { problem } from '#http';
import type { PlexConnection } from '#integrations/plex';
import type { PlexLive } from '../live.ts';
import { tags } from '../schemas.ts';

const heartbeatMs = 15_000;
/** A reader that leaves this much unread is let go. */
const maxUnreadBytes = 1024 * 1024;

/** `GET /plex/notifications`: what Plex notifies of, as server-sent events; `event: error` when its line breaks, which mends itself. */
export function plexNotificationRoutes(live: PlexLive, connection: () => Promise<PlexConnection>): FastifyPluginAsync {
  return async (app) => {
    const open = new Set<() => void>();
    app.addHook('preClose', async () => {
      for (const close of open) close();
    });
    app.get(
      '/plex/notifications',
      {
        schema: {
          summary: 'Notifications of Plex as they come (server-sent events)',
          tags,
          produces: ['text/event-stream'],
        },
      },
      async (request, reply) => {
        const { baseUrl, token } = await connection();
        if (baseUrl === null || token === null) {
          const remedy = 'Enter the address and sign in under Plex, or set PLEX_BASE_URL and PLEX_TOKEN.';
          throw problem(503, 'DEPENDENCY_ERROR', 'Plex is not set up.', {
            service: 'plex',
            reason: 'not_configured',
            remedy,
          });
        }
        reply.hijack();
        const stream = reply.raw;
        stream.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        stream.write('retry: 5000\n\n');
        const send = (event: string | null, data: unknown): void => {
          stream.write(`${event === null ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`);
          if (stream.writableLength > maxUnreadBytes) close();
        };
        const unsubscribe = live.subscribe((news) => {
          if (news.kind === 'lost') send('error', { message: news.sentence });
          else send(null, { NotificationContainer: news.notification.container });
        });
        if (!live.connected())
          send('error', { message: 'Plex does not notify at the moment; Harmony connects again by itself.' });
        const heartbeat = setInterval(() => stream.write(': alive\n\n'), heartbeatMs);
        const close = (): void => {
          clearInterval(heartbeat);
          unsubscribe();
          open.delete(close);
          stream.end();
        };
        open.add(close);
        request.raw.on('close', close);
      },
    );
  };
}
