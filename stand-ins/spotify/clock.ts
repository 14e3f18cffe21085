/** The stand-in's own time: runs like the real one, and can be moved. Another time than the client's is a clock skew. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** Moves on (or back, when negative) by that many ms. */
  advance(ms: number): void;
  /** Jumps to a moment. */
  set(moment: Date | string): void;
}

/** Makes a clock that starts at a moment, by default now. */
export function createClock(start?: Date | string): Clock {
  let offset = start === undefined ? 0 : new Date(start).getTime() - Date.now();
  return {
    now: () => Date.now() + offset,
    advance(ms) {
      offset += ms;
    },
    set(moment) {
      offset = new Date(moment).getTime() - Date.now();
    },
  };
}

/** The same day and time some calendar months later, in UTC; the last day of the month where that day does not exist. */
export function addMonths(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}
