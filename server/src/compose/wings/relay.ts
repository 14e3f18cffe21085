import { randomUUID } from 'node:crypto';
import type { LiveFeed } from '#activity';

/** Carries what happens in one process to the people who look on in another. */
export interface Relay {
  /** The feed of this process, whose events also reach the others. */
  readonly feed: Pick<LiveFeed, 'publish'>;
  /** A wish changed here. */
  wish(id: number): void;
  /** The transfer monitor, wherever it runs, shall look now. */
  wakeMonitor(): void;
  /** Takes what another process sent. */
  receive(text: string): void;
  /** Sends what is still gathered. */
  stop(): Promise<void>;
}

type Message =
  | { readonly kind: 'wishes'; readonly ids: readonly number[] }
  | { readonly kind: 'event'; readonly event: string; readonly data: unknown }
  | { readonly kind: 'monitor' };

/** PostgreSQL refuses payloads of 8,000 bytes and more. */
const mostBytes = 7800;
const mostIds = 300;

/**
 * Wishes travel as ids, gathered for `everyMs`; the receiver loads what it shows. Other events are small and travel as they are; one that is
 * too big goes without its `details`. Messages of our own come back to us and are dropped.
 */
export function createRelay(options: {
  readonly send: (text: string) => Promise<void>;
  readonly feed: LiveFeed;
  readonly everyMs: number;
  /** Loads these wishes and tells the people of this process. */
  readonly onWish: (id: number) => void;
  readonly onWake: () => void;
  readonly onFault: (error: unknown) => void;
}): Relay {
  const self = randomUUID();
  let gathered = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  const sending = new Set<Promise<void>>();

  function send(message: Message): void {
    const text = fitting({ from: self, ...message });
    if (text === null) return;
    const sent = options.send(text).catch(options.onFault);
    sending.add(sent);
    void sent.finally(() => sending.delete(sent));
  }

  function flush(): void {
    timer = null;
    const ids = [...gathered];
    gathered = new Set();
    for (let from = 0; from < ids.length; from += mostIds)
      send({ kind: 'wishes', ids: ids.slice(from, from + mostIds) });
  }

  return {
    feed: {
      publish(event, data) {
        options.feed.publish(event, data);
        send({ kind: 'event', event, data });
      },
    },
    wish(id) {
      gathered.add(id);
      timer ??= setTimeout(flush, options.everyMs);
    },
    wakeMonitor: () => send({ kind: 'monitor' }),
    receive(text) {
      const message = JSON.parse(text) as Message & { readonly from: string };
      if (message.from === self) return;
      if (message.kind === 'wishes') for (const id of message.ids) options.onWish(id);
      else if (message.kind === 'event') options.feed.publish(message.event, message.data);
      else options.onWake();
    },
    async stop() {
      if (timer !== null) clearTimeout(timer);
      flush();
      await Promise.all(sending);
    },
  };
}

/** The message as text that PostgreSQL takes; `null` when not even the short form fits. */
function fitting(message: Message & { readonly from: string }): string | null {
  const whole = JSON.stringify(message);
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  if (message.kind !== 'event' || typeof message.data !== 'object' || message.data === null) return null;
  const short = JSON.stringify({ ...message, data: { ...message.data, details: undefined } });
  return Buffer.byteLength(short) <= mostBytes ? short : null;
}
