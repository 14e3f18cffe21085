import type { FastifyInstance } from 'fastify';
import { credentialsOf } from './admission/admission.ts';
import type { Gate } from './admission/gate.ts';

/** One change to send. */
interface Change {
  readonly id: number;
  readonly event: string;
  readonly data: unknown;
}

/** Where live changes come from. */
export interface ChangeSource {
  subscribe(listener: (change: Change) => void): () => void;
  since(id: number): readonly Change[] | null;
}

const heartbeatMs = 15_000;
/** A reader that leaves this much unread is let go; it comes back with its last id. */
const maxUnreadBytes = 4 * 1024 * 1024;

/**
 * `{base}/events`: live changes as server-sent events. A reader that returns with `Last-Event-ID` gets what it missed, or an event
 * `reset` when that is no longer kept. A stream ends when the key or session that opened it ends: at once in this process, within a heartbeat
 * otherwise.
 */
export function registerEvents(app: FastifyInstance, basePath: string, source: ChangeSource, gate: Gate): void {
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const close of open) close();
  });
  app.get(
    `${basePath}/events`,
    {
      schema: {
        summary: 'Live changes (server-sent events: wish, ingest, library, activity, service, plex, reset)',
        tags: ['system'],
      },
    },
    (request, reply) => {
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      });
      const send = (change: Change): void => {
        stream.write(`id: ${change.id}\nevent: ${change.event}\ndata: ${JSON.stringify(change.data)}\n\n`);
        if (stream.writableLength > maxUnreadBytes) close();
      };
      stream.write('retry: 2000\n\n');
      const lastId = Number(request.headers['last-event-id'] ?? Number.NaN);
      if (Number.isSafeInteger(lastId)) {
        const missed = source.since(lastId);
        if (missed === null) stream.write('event: reset\ndata: {}\n\n');
        else for (const change of missed) send(change);
      }
      const unsubscribe = source.subscribe(send);
      const heartbeat = setInterval(() => void stayOrGo(), heartbeatMs);
      const stopListening = gate.onEnd((callerId) => callerId === request.caller.id && close());
      /** A key may have ended, or have been revoked in another process. */
      async function stayOrGo(): Promise<void> {
        stream.write(': alive\n\n');
        if (!gate.required) return;
        const admission = await gate.admit(credentialsOf(request)).catch((error: unknown) => {
          request.log.warn({ event: 'auth.fault', err: error }, 'A key could not be looked at again.');
          return null;
        });
        if (admission?.ok === false) close();
      }
      function close(): void {
        clearInterval(heartbeat);
        unsubscribe();
        stopListening();
        open.delete(close);
        stream.end();
      }
      open.add(close);
      request.raw.on('close', close);
    },
  );
}
