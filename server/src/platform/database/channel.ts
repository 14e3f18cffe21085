import { Client } from 'pg';
import { type DatabaseConnection, toPgOptions } from './connection.ts';

/** One session of its own that stands for this process among all that work on the database. */
export interface Channel {
  /**
   * Connects, listens, and takes its place among the processes. Answers whether nobody else is there; then everybody who comes waits in
   * `open` until `settled` is called. Throws when the database cannot be reached.
   */
  open(): Promise<{ readonly alone: boolean }>;
  /** What only one alone may do is done; others may come in. */
  settled(): Promise<void>;
  /** Tells every other process; at most 7,900 bytes. Dropped while the session is broken, because people load the truth anyway. */
  send(text: string): Promise<void>;
  close(): Promise<void>;
}

const longestPauseMs = 5000;

/**
 * LISTEN/NOTIFY plus an advisory lock `place` that every process holds shared. A broken session is made anew, with growing pauses up to 5 s;
 * what was sent meanwhile is missed, and `onGap` says so.
 */
export function createChannel(options: {
  readonly connection: DatabaseConnection;
  /** Name of the channel: letters and underscores. */
  readonly name: string;
  readonly place: number;
  readonly onMessage: (text: string) => void;
  readonly onGap: () => void;
  readonly onFault: (error: unknown) => void;
}): Channel {
  let client: Client | null = null;
  // one query at a time on one session
  let sending: Promise<unknown> = Promise.resolve();
  let closed = false;
  let pauseMs = 200;
  let timer: NodeJS.Timeout | null = null;

  async function connect(): Promise<Client> {
    const fresh = new Client({
      ...toPgOptions(options.connection),
      application_name: 'harmony-channel',
      keepAlive: true,
      connectionTimeoutMillis: 15_000,
    });
    fresh.on('error', (error) => lose(fresh, error));
    fresh.on('end', () => lose(fresh, new Error('The session of the live channel ended.')));
    fresh.on('notification', (message) => {
      if (message.payload !== undefined) options.onMessage(message.payload);
    });
    await fresh.connect();
    await fresh.query(`listen ${options.name}`);
    return fresh;
  }

  function lose(lost: Client, error: unknown): void {
    if (client !== lost || closed) return;
    client = null;
    options.onFault(error);
    again();
  }

  function again(): void {
    timer = setTimeout(() => {
      void connect()
        .then(async (fresh) => {
          await fresh.query('select pg_advisory_lock_shared($1)', [options.place]);
          if (closed) return await fresh.end();
          client = fresh;
          pauseMs = 200;
          options.onGap();
        })
        .catch((error: unknown) => {
          if (closed) return;
          options.onFault(error);
          pauseMs = Math.min(pauseMs * 2, longestPauseMs);
          again();
        });
    }, pauseMs);
    timer.unref();
  }

  return {
    async open() {
      const fresh = await connect();
      const { rows } = await fresh.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [options.place]);
      const alone = rows[0]?.mine === true;
      if (!alone) await fresh.query('select pg_advisory_lock_shared($1)', [options.place]);
      client = fresh;
      return { alone };
    },
    async settled() {
      await client?.query('select pg_advisory_lock_shared($1)', [options.place]);
      await client?.query('select pg_advisory_unlock($1)', [options.place]);
    },
    async send(text) {
      const sent = sending.then(() => client?.query('select pg_notify($1, $2)', [options.name, text]));
      sending = sent.catch(() => undefined);
      await sent;
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end();
    },
  };
}
