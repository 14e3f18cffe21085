import type { Clock } from '../clock.ts';
import type { Answer } from '../http.ts';

/** Limits that the service keeps; they belong to the developer, so to all apps and people together. */
export interface QuotaRules {
  /** At most so many calls in a rolling window (in the original 30 s); above it 429 with `Retry-After` in seconds. */
  rolling?: { readonly calls: number; readonly windowMs: number };
  /**
   * At most so many calls a day, counted from the first one; above it 429, either with `reason: QUOTA_EXCEEDED` and no word about when, or with a
   * `Retry-After` of many hours. With `route`, only that route counts and is refused.
   */
  daily?: { readonly calls: number; readonly says: 'quota-exceeded' | 'retry-after'; readonly route?: string };
}

/** The counters behind the limits. */
export interface Quota {
  rules: QuotaRules;
  /** Calls of the current day that counted. */
  spent(): number;
  /** The day is over. */
  reset(): void;
  /** Counts a call; the refusal when there are too many. */
  take(route: string): Answer | undefined;
}

const dayMs = 86_400_000;

const refusal = (message: string, retryAfterMs: number | undefined, reason?: string): Answer => ({
  status: 429,
  json: { error: { status: 429, message, ...(reason === undefined ? {} : { reason }) } },
  ...(retryAfterMs === undefined ? {} : { headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } }),
});

/** Makes counters without any limit. */
export function createQuota(clock: Clock): Quota {
  let recent: number[] = [];
  let dayBegan: number | undefined;
  let today = 0;
  const quota: Quota = {
    rules: {},
    spent: () => today,
    reset() {
      recent = [];
      dayBegan = undefined;
      today = 0;
    },
    take(route) {
      const now = clock.now();
      const { rolling, daily } = quota.rules;
      if (dayBegan !== undefined && now >= dayBegan + dayMs) quota.reset();
      if (daily && (daily.route === undefined || daily.route === route)) {
        if (today >= daily.calls) {
          const left = (dayBegan ?? now) + dayMs - now;
          return daily.says === 'quota-exceeded'
            ? refusal('Too many requests', undefined, 'QUOTA_EXCEEDED')
            : refusal('Too many requests', left);
        }
        dayBegan ??= now;
        today++;
      }
      if (rolling) {
        recent = recent.filter((at) => at > now - rolling.windowMs);
        if (recent.length >= rolling.calls)
          return refusal('API rate limit exceeded', (recent[0] ?? now) + rolling.windowMs - now);
        recent.push(now);
      }
      return undefined;
    },
  };
  return quota;
}
