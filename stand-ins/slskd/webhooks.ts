import type { Clock } from './clock.ts';
import type { EventRow } from './state.ts';

/** One webhook of the daemon's configuration (`integrations.webhooks.<name>`). */
export interface Webhook {
  /** Event types; `Any` stands for all. */
  readonly on: readonly string[];
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Simulated ms; default 5000. */
  readonly timeoutMs?: number;
  /** Default 1: no second try. */
  readonly attempts?: number;
}

/**
 * Posts an event to every webhook that wants it: the whole event with nulls, its payload beside `id`, `timestamp` and `type`. Nobody waits for it, and
 * what the receiver misses is lost, as with the daemon.
 */
export function postToWebhooks(webhooks: readonly Webhook[], event: EventRow, clock: Clock): void {
  const { data, ...head } = event;
  const body = JSON.stringify({ ...head, ...(JSON.parse(data) as object) });
  const post = async (hook: Webhook): Promise<void> => {
    for (let attempt = 1; attempt <= (hook.attempts ?? 1); attempt++) {
      try {
        const response = await fetch(hook.url, {
          method: 'POST',
          headers: { ...hook.headers, 'content-type': 'application/json' },
          body,
          signal: AbortSignal.timeout(Math.ceil((hook.timeoutMs ?? 5000) / clock.scale)),
        });
        if (response.ok) return;
      } catch {
        // Unreachable or too slow: the daemon logs it and tries again, or not.
      }
    }
  };
  for (const hook of webhooks) {
    if (hook.on.some((type) => /^any$/i.test(type) || type.toLowerCase() === event.type.toLowerCase())) void post(hook);
  }
}
