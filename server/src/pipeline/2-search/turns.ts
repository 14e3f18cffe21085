/** Spreads wishes that must wait, so that ten thousand do not come back in the same second. */
export interface Turns {
  /**
   * Extra milliseconds for a wish that found the budget spent: random, growing with how many were sent away lately, and less each time the same wish is sent
   * away, so that nobody waits for ever.
   */
  spread(wish: { readonly id: number; readonly priority: number }): number;
  /** Extra milliseconds after a fault of the daemon: growing with how many wait, ten minutes at most. A handful is back at once, ten thousand keep the machine calm. */
  afterFault(): number;
  /** One to three seconds. */
  shortly(): number;
}

const mostRemembered = 20_000;
const memoryMs = 15 * 60_000;
const mostMs = 60 * 60_000;
const mostAfterFaultMs = 10 * 60_000;

/** `slotMs` is how often the budget gives a place. On average twice as many come back as can be served, so no place stays empty. */
export function createTurns(slotMs: number, now: () => Date, random: () => number = Math.random): Turns {
  let sent: number[] = [];
  let failed: number[] = [];
  const returns = new Map<number, number>();
  const recent = (times: readonly number[], at: number): number[] => times.filter((time) => at - time < memoryMs);
  return {
    spread({ id, priority }) {
      const at = now().getTime();
      sent = recent(sent, at);
      const width = Math.min((sent.length * slotMs) / 2, mostMs);
      sent.push(at);
      const before = returns.get(id) ?? 0;
      // The one who came back longest ago is forgotten first.
      returns.delete(id);
      returns.set(id, before + 1);
      const [oldest] = returns.keys();
      if (returns.size > mostRemembered && oldest !== undefined) returns.delete(oldest);
      return Math.round((random() * width * (priority > 0 ? 0.1 : 1)) / (1 + before));
    },
    afterFault() {
      const at = now().getTime();
      failed = recent(failed, at);
      failed.push(at);
      return Math.round(random() * Math.min(failed.length * 100, mostAfterFaultMs));
    },
    shortly: () => Math.round(1_000 + random() * 2_000),
  };
}
