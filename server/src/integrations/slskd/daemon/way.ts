import { createMood, createOutbound, type Mood, type Outbound } from '#platform/outbound';
import type { SlskdSettings } from '../settings.ts';

/** Where slskd is and who we are there, at the moment of a call. */
export interface SlskdConnection {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  /** Where its downloads folder is seen from here; `null`: the path that slskd itself uses. */
  readonly downloadsDir: string | null;
  /** A person entered the address on the page: it is guarded more closely than one of the environment. */
  readonly entered: boolean;
}

/** The way to slskd as it is set up now: address and key are read anew for each call, because people change them while the program runs. */
export interface Way extends Outbound {
  connection(this: void): Promise<SlskdConnection>;
}

/** What to do when the key is not accepted. */
export const keyRemedy =
  'Check the API key (SLSKD_API_KEY) against web.authentication.api_keys in the configuration of slskd, its address range (cidr) too.';

/** Makes the way. Another address or another key begins with a fresh mood: what was wrong with the former ones says nothing of them. */
export function createWay(deps: {
  readonly settings: SlskdSettings;
  readonly connection: () => Promise<SlskdConnection>;
  readonly switchedOff: boolean;
  readonly pausesMs: readonly number[];
  readonly now?: () => Date;
}): Way {
  const { settings } = deps;
  const newMood = (): Mood =>
    createMood({
      service: 'slskd',
      pausesMs: deps.pausesMs,
      switchedOff: deps.switchedOff ? { remedy: 'Add slskd to INTEGRATIONS_ENABLED.' } : undefined,
      ...(deps.now && { now: deps.now }),
    });
  let current: { readonly of: string; readonly out: Outbound } | null = null;
  let mood = newMood();
  const closing: Promise<void>[] = [];

  function outbound({ baseUrl, apiKey, entered }: SlskdConnection): Outbound {
    const of = JSON.stringify([baseUrl, apiKey, entered]);
    if (current?.of === of) return current.out;
    if (current !== null) {
      closing.push(current.out.close());
      mood = newMood();
    }
    const out = createOutbound({
      service: 'slskd',
      baseUrl,
      mood,
      timeoutMs: settings.timeoutMs,
      retries: settings.retries,
      retryBaseMs: settings.retryBaseMs,
      // where 429 and 500 speak of a peer or of a busy place (reference §1.5, §5), the calls expect them
      unhealthy: [401, 403, 429, 500, 502, 503, 504],
      headers: apiKey === null ? {} : { 'x-api-key': apiKey },
      credentialsRemedy: keyRemedy,
      entered,
    });
    current = { of, out };
    return out;
  }

  return {
    connection: deps.connection,
    async call(request) {
      let out = outbound(await deps.connection());
      for (;;) {
        try {
          return await out.call(request);
        } catch (error) {
          if (request.method !== 'GET' || request.signal?.aborted === true) throw error;
          const now = outbound(await deps.connection());
          // the address or the key changed meanwhile: what the former one said, or its end, is no answer
          if (now === out) throw error;
          out = now;
        }
      }
    },
    mood: {
      begin: (evenIfPaused) => mood.begin(evenIfPaused),
      failed: (fault, begunAt) => mood.failed(fault, begunAt),
      succeeded: () => mood.succeeded(),
      read: () => mood.read(),
    },
    async close() {
      await Promise.all([...closing, current?.out.close()]);
    },
  };
}
