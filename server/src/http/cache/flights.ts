import type { KeptAnswer } from './kept.ts';

/** An answer that is being made, for whoever may have it. */
export interface Flight {
  /** State of the house before it was begun. */
  readonly version: string;
  /** Place in the order of all beginnings and arrivals. */
  readonly began: number;
  /** The answer; `none` when it is none that can be shared, `late` when it takes too long. Never rejects. */
  readonly landed: Promise<KeptAnswer | 'none' | 'late'>;
  /** Tells those who wait; only the first call counts. */
  land(answer: KeptAnswer | 'none'): void;
}

/** Answers under way, by key. */
export interface Flights {
  /** The number of the latest beginning: whatever begins later has a greater one. */
  now(): number;
  /** Begins an answer, to which those come that may have it. */
  begin(key: string, version: string): Flight;
  /** The latest one under way with this key. */
  latest(key: string): Flight | undefined;
}

/** Builds the list. Those who wait for an answer that takes longer than `patienceMs` are told that it is late. */
export function createFlights(patienceMs: number): Flights {
  const underWay = new Map<string, Flight>();
  let beginnings = 0;
  return {
    now: () => beginnings,
    latest: (key) => underWay.get(key),
    begin(key, version) {
      const { promise, resolve } = Promise.withResolvers<KeptAnswer | 'none' | 'late'>();
      const end = (outcome: KeptAnswer | 'none' | 'late'): void => {
        if (underWay.get(key) === flight) underWay.delete(key);
        resolve(outcome);
      };
      beginnings += 1;
      const flight: Flight = {
        version,
        began: beginnings,
        landed: promise,
        land(answer) {
          clearTimeout(patience);
          end(answer);
        },
      };
      const patience = setTimeout(() => end('late'), patienceMs);
      patience.unref();
      underWay.set(key, flight);
      return flight;
    },
  };
}
