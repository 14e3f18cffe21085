import { ServiceFault } from './fault.ts';

/** How a service fares, for people and for `/status`. Level 0 is well. */
export interface MoodReading {
  readonly service: string;
  readonly level: number;
  readonly pausedUntil: Date | null;
  readonly lastProblem: {
    readonly at: Date;
    readonly code: string;
    readonly sentence: string;
    readonly remedy: string;
  } | null;
  readonly lastSuccessAt: Date | null;
}

/** The memory of how an outside service behaved lately. */
export interface Mood {
  /** Says when the call begins, for `failed`. Throws a `paused` fault while the service is paused, unless told otherwise, and `switched_off` always where it is. */
  begin(evenIfPaused?: boolean): Date;
  /** One failed call. Calls that fail together (begun before the pause) count once. */
  failed(fault: ServiceFault, begunAt: Date): void;
  /** One good call: one level better, and no pause. */
  succeeded(): void;
  read(): MoodReading;
}

/** Pause after the first, second, … failure in a row, in milliseconds; the last one repeats. */
const defaultPausesMs: readonly number[] = [0, 2_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000];

/** A mood that begins well. The first failure of the defaults does not pause: a single hiccup is forgiven. */
export function createMood(options: {
  readonly service: string;
  readonly now?: () => Date;
  readonly pausesMs?: readonly number[];
  /** The operator does not want the service: every call is refused with this remedy before it leaves the house. */
  readonly switchedOff?: { readonly remedy: string } | undefined;
}): Mood {
  const now = options.now ?? (() => new Date());
  const pauses = options.pausesMs ?? defaultPausesMs;
  let level = 0;
  let pausedUntil: Date | null = null;
  let raisedAt: Date | null = null;
  let lastProblem: MoodReading['lastProblem'] = null;
  let lastSuccessAt: Date | null = null;

  const activePause = (): Date | null => (pausedUntil !== null && pausedUntil > now() ? pausedUntil : null);

  return {
    begin(evenIfPaused = false) {
      if (options.switchedOff !== undefined) {
        const { service } = options;
        const { remedy } = options.switchedOff;
        throw new ServiceFault({ service, code: 'switched_off', sentence: `${service} is switched off.`, remedy });
      }
      const until = activePause();
      if (until === null) return now();
      // A question in spite of the pause cannot make the mood worse, only better.
      if (evenIfPaused) return new Date(0);
      throw new ServiceFault({
        service: options.service,
        code: 'paused',
        sentence: `${options.service} is paused after repeated failures: ${lastProblem?.sentence ?? 'unknown reason'}`,
        remedy: lastProblem?.remedy ?? 'Wait.',
        retryAt: until,
      });
    },
    failed(fault, begunAt) {
      lastProblem = { at: now(), code: fault.code, sentence: fault.message, remedy: fault.remedy };
      if (raisedAt !== null && begunAt < raisedAt) return;
      level = Math.min(level + 1, pauses.length);
      raisedAt = now();
      const pause = pauses[level - 1] ?? 0;
      pausedUntil = pause > 0 ? new Date(raisedAt.getTime() + pause) : null;
    },
    succeeded() {
      lastSuccessAt = now();
      level = Math.max(0, level - 1);
      pausedUntil = null;
    },
    read: () => ({ service: options.service, level, pausedUntil: activePause(), lastProblem, lastSuccessAt }),
  };
}
