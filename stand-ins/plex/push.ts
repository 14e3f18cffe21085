import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Json } from './wire.ts';

/** Everybody who listens for notifications, over websockets and server-sent events. */
export interface Push {
  /** Takes an upgraded connection; the caller has looked at path and token. */
  accept(request: IncomingMessage, socket: Duplex): void;
  stream(response: ServerResponse, filters: readonly string[] | null): void;
  notify(type: string, list: string, entries: readonly Json[]): void;
  /** Sends a text as it is to every websocket. */
  sendRaw(text: string): void;
  /** Breaks all connections without a word. */
  drop(): void;
  /** Keeps the connections, but no longer answers pings or sends anything: a half-open line. */
  freeze(): void;
  /** How many listen now. */
  listeners(): number;
}

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Makes the two kinds of push. */
export function createPush(): Push {
  const sockets = new Set<Duplex>();
  const streams = new Map<ServerResponse, readonly string[] | null>();
  let frozen = false;

  function send(text: string): void {
    if (frozen) return;
    for (const socket of sockets) socket.write(frame(1, Buffer.from(text)));
  }

  return {
    accept(request, socket) {
      const key = request.headers['sec-websocket-key'] ?? '';
      const accept = createHash('sha1')
        .update(key + magic)
        .digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
      socket.on('data', (bytes: Buffer) => {
        const code = (bytes[0] ?? 0) & 0x0f;
        if (frozen) return;
        if (code === 9) socket.write(frame(10, unmasked(bytes)));
        if (code === 8) socket.end(frame(8, unmasked(bytes)));
      });
    },
    stream(response, filters) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      response.write(': ok\n\n');
      streams.set(response, filters);
      response.on('close', () => streams.delete(response));
    },
    notify(type, list, entries) {
      send(JSON.stringify({ NotificationContainer: { type, size: entries.length, [list]: entries } }));
      if (frozen) return;
      for (const [stream, filters] of streams) {
        if (filters !== null && !filters.includes(type)) continue;
        // one event each, without the wrapper
        for (const entry of entries) stream.write(`event: ${type}\ndata: ${JSON.stringify({ [list]: entry })}\n\n`);
      }
    },
    sendRaw: send,
    drop() {
      for (const socket of sockets) socket.destroy();
      for (const stream of streams.keys()) stream.destroy();
      sockets.clear();
      streams.clear();
    },
    freeze() {
      frozen = true;
    },
    listeners: () => sockets.size + streams.size,
  };
}

/** One whole frame of a server: not masked. */
function frame(code: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? Buffer.from([0x80 | code, length]) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  if (length >= 126) {
    head[0] = 0x80 | code;
    head[1] = length < 65_536 ? 126 : 127;
    if (length < 65_536) head.writeUInt16BE(length, 2);
    else head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

/** The payload of a short frame of a client: masked. */
function unmasked(bytes: Buffer): Buffer {
  const length = (bytes[1] ?? 0) & 0x7f;
  const mask = bytes.subarray(2, 6);
  return Buffer.from(bytes.subarray(6, 6 + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
}
