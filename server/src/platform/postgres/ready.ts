import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { EmbeddedConnection } from './types.ts';

/** The server answers that it is starting, recovering or stopping (SQLSTATE 57P03): it lives, so we wait. */
const cannotConnectNow = '57P03';

/** Connects once and closes again; `true` when the server takes queries, else the SQLSTATE or system code that it refused with. */
export async function tryConnect(connection: EmbeddedConnection): Promise<true | string> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : 'unknown');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Waits until the server takes queries. Returns `ready`, `ended` when the process ended first, or `timeout`. Recovery after a crash
 * may take long and counts as life: `recovering` is called once a second while it goes on.
 */
export async function waitUntilReady(
  connection: EmbeddedConnection,
  hasEnded: () => boolean,
  limitMs: number,
  recovering: (seconds: number) => void,
): Promise<'ready' | 'ended' | 'timeout'> {
  const started = Date.now();
  let told = 0;
  while (Date.now() - started < limitMs) {
    const answer = await tryConnect(connection);
    if (answer === true) return 'ready';
    if (hasEnded()) return 'ended';
    const seconds = Math.floor((Date.now() - started) / 1000);
    if (answer === cannotConnectNow && seconds > told) {
      told = seconds;
      recovering(seconds);
    }
    await delay(15);
  }
  return 'timeout';
}
