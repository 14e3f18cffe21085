import { isDatabaseAway } from '#platform/database';
import type { Logger } from '#platform/log';

/** Writes down what went wrong beside the answers. */
export interface Faults {
  report(what: string, error: unknown): void;
  /** The database has been reached again. */
  databaseBack(): void;
}

/** While the database is away it is said again after this long. */
const repeatMs = 60_000;

/** Writes faults to the log. A database that is away is one sentence, not one for each of those who notice it. */
export function createFaults(log: Pick<Logger, 'warn' | 'info' | 'debug'>, now: () => number = Date.now): Faults {
  let awaySince: number | null = null;
  let saidAt = 0;
  return {
    report(what, error) {
      const message = error instanceof Error ? error.message : String(error);
      if (isDatabaseAway(error)) {
        awaySince ??= now();
        const quiet = now() - saidAt < repeatMs;
        const fields = { event: 'database.away', what };
        if (quiet) return log.debug(fields, `${what}: ${message}`);
        saidAt = now();
        return log.warn(
          fields,
          `The database does not answer (${message}). Nothing is lost; work goes on when it is back.`,
        );
      }
      // A known problem is a sentence; only what nobody foresaw keeps its stack.
      const known = error instanceof Error && 'remedy' in error;
      log.warn({ event: 'fault', what, ...(known ? {} : { err: error }) }, `${what}: ${message}`);
    },
    databaseBack() {
      if (awaySince === null) return;
      const seconds = Math.round((now() - awaySince) / 1000);
      awaySince = null;
      saidAt = 0;
      log.warn({ event: 'database.back' }, `The database answers again after ${seconds} s.`);
    },
  };
}
