import type { Db } from '#platform/database';
import { createMood, createOutbound, createPace } from '#platform/outbound';

/** The way to one source of lyrics: JSON, paced, with a mood. */
export interface Way {
  /** The JSON behind a path; `null` for 404 and for a question that the source calls malformed. Throws `ServiceFault`. */
  get(path: string, signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens a way; nothing is asked before `get`. */
export function createWay(options: {
  readonly db: Db;
  readonly service: string;
  readonly baseUrl: string;
  readonly version: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
}): Way {
  const out = createOutbound({
    service: options.service,
    baseUrl: options.baseUrl,
    mood: createMood({ service: options.service }),
    timeoutMs: options.timeoutMs,
    maxBytes: 2 * 1024 * 1024,
    connections: 2,
    headers: { 'user-agent': `Harmony/${options.version} (self-hosted music hub)` },
  });
  const pace = createPace({ db: options.db, service: options.service, intervalMs: options.intervalMs });
  return {
    async get(path, signal) {
      await pace.turn(signal);
      const reply = await out.call({ method: 'GET', path, signal, expect: [400, 404] });
      return reply.status >= 200 && reply.status < 300 ? reply.json : null;
    },
    close: () => out.close(),
  };
}
