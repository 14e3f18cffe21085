import type { Clock } from '#platform/outbound';

/** A clock that tests move. Whoever sleeps on it moves it to the moment at which they wake, so nobody waits. */
export interface MovedClock extends Clock {
  set(at: string | number): void;
  advance(ms: number): void;
  /** How long was slept in all, in milliseconds. */
  slept(): number;
}

/** A moved clock that stands at `at` (ISO 8601). */
export function movedClock(at: string): MovedClock {
  let now = Date.parse(at);
  let slept = 0;
  return {
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      now += Math.max(0, ms);
      slept += Math.max(0, ms);
    },
    set(to) {
      now = typeof to === 'number' ? to : Date.parse(to);
    },
    advance(ms) {
      now += ms;
    },
    slept: () => slept,
  };
}
