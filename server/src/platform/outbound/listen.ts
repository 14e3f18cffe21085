import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ping, WebSocket } from 'undici';
import { newAgent } from './agent.ts';
import { transportFault } from './fault.ts';

/** How a line ended: the service would not open it, or it broke (or was closed) after it had been open. */
export type LineEnd = 'refused' | 'broken';

/** A line on which a service sends, until it breaks or `signal` ends it. */
interface Line {
  readonly service: string;
  readonly baseUrl: string;
  /** Begins with a slash; put behind the base address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  /** Between two signs of life that are asked for, in milliseconds; a line without an answer to the last one is given up. */
  readonly pingMs?: number;
}

const pingDefaultMs = 30_000;
const openWithinMs = 10_000;
/** Longer texts are no notifications. */
const maxText = 1024 * 1024;
/** A stream of events cannot be asked whether it lives: after such a silence it is opened anew. */
const silenceMs = 10 * 60_000;

/** Listens on a websocket of the configured service and nowhere else; redirects are not followed. */
export function listenSocket(line: Line & { readonly onText: (text: string) => void }): Promise<LineEnd> {
  const address = new URL(line.baseUrl.replace(/\/+$/, '') + line.path);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const dispatcher = newAgent({ connect: { timeout: openWithinMs } });
  const socket = new WebSocket(address, { headers: line.headers, dispatcher });
  return new Promise((resolve) => {
    let opened = false;
    let answered = true;
    let over = false;
    const pong = (message: unknown): void => {
      if ((message as { websocket?: unknown }).websocket === socket) answered = true;
    };
    const tooLate = setTimeout(() => end(), openWithinMs);
    const beat = setInterval(() => {
      if (!opened) return;
      if (!answered) return end();
      answered = false;
      ping(socket);
    }, line.pingMs ?? pingDefaultMs);
    const end = (): void => {
      if (over) return;
      over = true;
      clearTimeout(tooLate);
      clearInterval(beat);
      unsubscribe('undici:websocket:pong', pong);
      line.signal.removeEventListener('abort', end);
      // the other side may not hear the goodbye any more, so nobody waits for its answer
      if (opened) socket.close();
      else void dispatcher.destroy();
      resolve(opened ? 'broken' : 'refused');
    };
    subscribe('undici:websocket:pong', pong);
    line.signal.addEventListener('abort', end, { once: true });
    socket.addEventListener('open', () => {
      if (over) return socket.close();
      opened = true;
      clearTimeout(tooLate);
      line.onOpen();
    });
    socket.addEventListener('message', ({ data }) => {
      answered = true;
      if (!over && typeof data === 'string' && data.length <= maxText) line.onText(data);
    });
    socket.addEventListener('error', end);
    socket.addEventListener('close', end);
    if (line.signal.aborted) end();
  });
}

/** Listens to server-sent events of the configured service. Throws `ServiceFault` when it cannot be reached at all. */
export async function listenEvents(
  line: Line & { readonly onEvent: (event: string, data: string) => void },
): Promise<LineEnd> {
  const base = new URL(line.baseUrl);
  const agent = newAgent({
    connections: 1,
    connect: { timeout: openWithinMs },
    headersTimeout: openWithinMs,
    bodyTimeout: silenceMs,
  });
  let opened = false;
  try {
    const reply = await agent.request({
      origin: base.origin,
      path: base.pathname.replace(/\/+$/, '') + line.path,
      method: 'GET',
      headers: { ...line.headers, accept: 'text/event-stream' },
      signal: line.signal,
    });
    const type = String(reply.headers['content-type'] ?? '');
    if (reply.statusCode !== 200 || !type.includes('text/event-stream')) return 'refused';
    opened = true;
    line.onOpen();
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of reply.body) {
      rest = (rest + decoder.decode(chunk as Buffer, { stream: true })).replaceAll('\r\n', '\n');
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      if (rest.length > maxText) return 'broken';
      for (const block of blocks) tell(block, line.onEvent);
    }
    return 'broken';
  } catch (error) {
    if (opened || line.signal.aborted) return 'broken';
    const call = { service: line.service, origin: base.origin, timeoutMs: openWithinMs, signal: line.signal };
    throw transportFault(error, call);
  } finally {
    await agent.destroy();
  }
}

/** One block of a stream of events: its name and its lines of data. */
function tell(block: string, onEvent: (event: string, data: string) => void): void {
  let event = 'message';
  const data: string[] = [];
  for (const row of block.split('\n')) {
    if (row.startsWith('event:')) event = row.slice(6).trim();
    if (row.startsWith('data:')) data.push(row.slice(5).replace(/^ /, ''));
  }
  if (data.length > 0) onEvent(event, data.join('\n'));
}
