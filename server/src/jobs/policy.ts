import { readSettings, type SettingValues } from '#platform/config';
import { type retrySettings, retrySettings as shared, typeRetrySettings } from './settings.ts';

/** How one type of job is tried again. Pauses grow from `quickBaseMs`, then from `baseSeconds`; jitters are factors between 0 and 1. */
export interface RetryPolicy {
  /** Retries after the first try. */
  readonly maxRetries: number;
  readonly quickRetries: number;
  readonly quickBaseMs: number;
  readonly quickJitter: number;
  readonly baseSeconds: number;
  readonly jitter: number;
  /** Limit of one run; `null`: the type's own. */
  readonly timeoutSeconds: number | null;
}

/** The pause before the next try, in whole seconds ≥ 1, after try number `attempt` (1 = the first) failed. Source: contract §3.2 and §3.4. */
export function pauseAfter(policy: RetryPolicy, attempt: number, random: () => number = Math.random): number {
  const quick = attempt < policy.quickRetries;
  const base = quick ? policy.quickBaseMs / 1000 : policy.baseSeconds;
  const step = quick ? attempt - 1 : attempt - Math.max(policy.quickRetries, 1);
  const jitter = quick ? policy.quickJitter : policy.jitter;
  const seconds = base * 2 ** Math.min(step, 6) * (1 - jitter + 2 * jitter * random());
  return Math.max(1, Math.round(seconds));
}

/** The policies as they are now. */
export interface Policies {
  /** The policy of a type; reads the sources again when the last look is older than the reload time. */
  of(type: string): Promise<RetryPolicy>;
  /**
   * The policy as it was last read, for whoever holds a transaction and must not wait for a second connection. When that is too long ago it is
   * read again behind the caller's back.
   */
  known(type: string): RetryPolicy;
}

/**
 * Policies that change while the program runs. `sources` are asked in order, later ones win (environment, then stored settings). A source
 * that fails, and values that cannot be read, are reported once and the last good ones stay.
 */
export function createPolicies(options: {
  readonly types: readonly string[];
  readonly sources: readonly (() => Promise<Readonly<Record<string, string | null | undefined>>>)[];
  readonly reloadMs: number;
  readonly onFault: (sentence: string) => void;
  readonly now?: () => number;
}): Policies {
  const now = options.now ?? Date.now;
  const groups = { shared, byType: typeRetrySettings(options.types) };
  let current: Values = { shared: defaults(), byType: {} };
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  let lastFault = '';

  async function read(): Promise<void> {
    const merged: Record<string, string | undefined> = {};
    for (const source of options.sources) {
      for (const [name, value] of Object.entries(await source())) {
        if (value !== null && value !== undefined && value.trim() !== '') merged[name] = value;
      }
    }
    const first = readSettings(groups, merged);
    if (first.ok) {
      current = first.values;
      lastFault = '';
      return;
    }
    report(first.faults.map((fault) => fault.sentence).join(' '));
    for (const fault of first.faults) delete merged[fault.variable];
    const rest = readSettings(groups, merged);
    if (rest.ok) current = rest.values;
  }

  function report(sentence: string): void {
    if (sentence !== lastFault) options.onFault(sentence);
    lastFault = sentence;
  }

  async function refresh(): Promise<void> {
    try {
      await read();
    } catch (error) {
      report(
        `The rules for retries could not be read again: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    readAt = now();
  }

  /** Reads again when the last look is too old; waits for a look that is under way. */
  async function upToDate(): Promise<void> {
    if (now() - readAt < options.reloadMs) return;
    reading ??= refresh().finally(() => {
      reading = null;
    });
    await reading;
  }

  return {
    async of(type) {
      await upToDate();
      return policyOf(current, type);
    },
    known(type) {
      void upToDate();
      return policyOf(current, type);
    },
  };
}

interface Values {
  readonly shared: SettingValues<typeof retrySettings>;
  readonly byType: Readonly<Record<string, number | null>>;
}

function defaults(): Values['shared'] {
  const read = readSettings({ shared }, {});
  if (!read.ok) throw new Error('The default rules for retries must be readable.');
  return read.values.shared;
}

function policyOf({ shared: all, byType }: Values, type: string): RetryPolicy {
  return {
    maxRetries: byType[`${type}.maxAttempts`] ?? all.maxAttempts,
    quickRetries: all.quickRetries,
    quickBaseMs: all.quickBaseMs,
    quickJitter: factor(all.quickJitter),
    baseSeconds: byType[`${type}.baseSeconds`] ?? all.baseSeconds,
    jitter: factor(byType[`${type}.jitter`] ?? all.jitter),
    timeoutSeconds: byType[`${type}.timeoutSeconds`] ?? all.timeoutSeconds,
  };
}

/** Above 1 it is a percentage. */
function factor(value: number): number {
  return value > 1 ? value / 100 : value;
}
