import type { Check, CheckState, Finding } from './ports.ts';

/** A finding with where it belongs and when it was made. */
export interface CheckReport extends Finding {
  readonly id: string;
  readonly area: string;
  readonly docs: string;
  readonly tookMs: number;
  readonly checkedAt: Date;
}

/** Runs the checks that rooms hand in. */
export interface Doctor {
  readonly ids: readonly string[];
  /** All of them at once; callers that come meanwhile share the run. Never throws, and ends when the longest limit is over. */
  examine(): Promise<readonly CheckReport[]>;
  /** One of them; `null` when there is none of that id. */
  examineOne(id: string): Promise<CheckReport | null>;
}

const timeoutDefaultMs = 8_000;
const worstFirst: readonly CheckState[] = ['problem', 'warn', 'unknown', 'ok'];

/** The worst state of these; `ok` when there is none. */
export function worstOf(reports: readonly { readonly state: CheckState }[]): CheckState {
  return worstFirst.find((state) => reports.some((report) => report.state === state)) ?? 'ok';
}

/** A doctor over these checks, whose ids must differ. `onFault` hears what a check threw, unless `explain` knows what that means. */
export function createDoctor(
  checks: readonly Check[],
  options: {
    readonly onFault: (what: string, error: unknown) => void;
    readonly explain?: (error: unknown) => Finding | null;
    readonly timeoutMs?: number;
  },
): Doctor {
  const byId = new Map(checks.map((check) => [check.id, check]));
  if (byId.size !== checks.length) throw new Error('Two checks have the same id.');
  let running: Promise<readonly CheckReport[]> | null = null;

  async function examine(check: Check): Promise<CheckReport> {
    const begun = Date.now();
    const finding = await limited(check, check.timeoutMs ?? options.timeoutMs ?? timeoutDefaultMs);
    return {
      ...finding,
      id: check.id,
      area: check.id.split('.', 1)[0] ?? check.id,
      docs: check.docs,
      tookMs: Date.now() - begun,
      checkedAt: new Date(),
    };
  }

  /** A look that ignores its signal is left behind when its time is over. */
  async function limited(check: Check, timeoutMs: number): Promise<Finding> {
    const over = new AbortController();
    const late = Promise.withResolvers<Finding>();
    const timer = setTimeout(() => {
      over.abort();
      late.resolve({
        state: 'unknown',
        code: 'no_answer',
        sentence: `This could not be found out within ${timeoutMs / 1000} s.`,
        remedy: 'Look again; when it stays so, what is asked hangs or is overloaded.',
        facts: { seconds: timeoutMs / 1000 },
      });
    }, timeoutMs);
    const look = Promise.resolve()
      .then(() => check.look(over.signal))
      .catch((error: unknown): Finding => {
        const explained = options.explain?.(error) ?? null;
        if (explained !== null) return explained;
        if (!over.signal.aborted) options.onFault(`check ${check.id}`, error);
        return {
          state: 'unknown',
          code: 'check_failed',
          sentence: 'This could not be found out: the check itself failed.',
          remedy: 'Look again. The log has the details.',
        };
      });
    try {
      return await Promise.race([look, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    ids: [...byId.keys()],
    examine() {
      running ??= Promise.all(checks.map(examine)).finally(() => {
        running = null;
      });
      return running;
    },
    async examineOne(id) {
      const check = byId.get(id);
      return check === undefined ? null : await examine(check);
    },
  };
}
