import type { IncomingMessage, Server } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/** As Kestrel has it. Node's own five seconds end a connection under the hands of a client that is slow to notice, and no service does that. */
const keptForMs = 130_000;

/**
 * Binds a stand-in to a port of loopback. Port 0 takes a free one below the range from which the system gives ports to outgoing connections: there, a
 * client that knocks while the stand-in is down could be connected to itself and keep the port. A given port is waited for a few seconds.
 */
export async function bind(server: Server, port: number): Promise<void> {
  server.keepAliveTimeout = keptForMs;
  for (let attempt = 0; ; attempt++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port === 0 ? 20_000 + Math.floor(Math.random() * 12_000) : port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === 50) throw error;
      if (port !== 0) await sleep(100);
    }
  }
}

/**
 * Closes a stand-in with all its connections, and lets clients within this process notice: else the next question to the same port takes one that
 * has been closed.
 */
export async function unbind(server: Server | undefined): Promise<void> {
  if (server === undefined) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  // what the sockets of clients have to read is read between two of these
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
}

/** Reads a request body to its end; `undefined` when it is longer than `limit` bytes. */
export async function readAll(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > limit) return undefined;
  }
  return Buffer.concat(parts);
}
