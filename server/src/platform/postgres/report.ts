import { PostgresProblem } from './problems.ts';
import { waitUntilReady } from './ready.ts';
import type { ServerProcess } from './server.ts';
import type { EmbeddedConnection, Progress, SupervisorLog } from './types.ts';

/** Waits until the server takes queries. Throws `start_failed` with PostgreSQL's own words, or `start_timeout`. */
export async function requireReady(
  server: ServerProcess,
  connection: EmbeddedConnection,
  limitMs: number,
  progress: Progress,
): Promise<void> {
  const state = await waitUntilReady({ ...connection, database: 'postgres' }, server.hasEnded, limitMs, (seconds) =>
    progress(`The database puts itself right after a crash (${seconds} s)`),
  );
  if (state === 'ready') return;
  const recent = server.recentLog();
  const details = { cause: new Error(recent) };
  if (state === 'ended') {
    throw new PostgresProblem(
      'start_failed',
      `PostgreSQL ended at its start: ${lastFault(recent)}`,
      'Read the lines of PostgreSQL in the log.',
      details,
    );
  }
  throw new PostgresProblem(
    'start_timeout',
    `PostgreSQL did not take queries within ${limitMs / 1000} s.`,
    'Is the disk very slow? Read the lines of PostgreSQL in the log.',
    details,
  );
}

/** PostgreSQL's lines in our log. A fault of one statement or client is thrown to its caller; only the server's own trouble is a warning. */
export function logServerLine(log: SupervisorLog, line: string): void {
  if (/^(PANIC|WARNING):|was terminated by signal|could not (write|fsync)|No space left/.test(line))
    log.warn({ from: 'postgres' }, line);
  else log.debug({ from: 'postgres' }, line);
}

function lastFault(recent: string): string {
  const lines = recent.split('\n').filter((line) => !line.includes('starting up'));
  return lines.findLast((line) => /^(FATAL|PANIC):/.test(line)) ?? lines.at(-1) ?? 'it said nothing.';
}
