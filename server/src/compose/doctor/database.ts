import { sql } from 'kysely';
import type { Check, Finding } from '#doctor';
import type { WorkerState } from '#metrics';
import { type Db, migrationState } from '#platform/database';
import { broken, ok, unknown, warn } from './findings.ts';

const slowMs = 50;
const skewWarnS = 5;
const skewBadS = 60;

/** The database: it answers, how fast, its schema, its clock; and the workers, whose heartbeats lie there. */
export function databaseChecks(deps: {
  readonly db: Db;
  readonly workers: () => Promise<Record<string, WorkerState>>;
  /** Whether `harmony serve` works itself by its settings. */
  readonly worksItself: boolean;
}): Check[] {
  const { db } = deps;
  return [
    {
      id: 'database.answers',
      docs: 'configuration.md#database',
      async look() {
        const rounds: number[] = [];
        let version = '';
        try {
          for (let round = 0; round < 3; round += 1) {
            const begun = performance.now();
            const { rows } = await sql<{
              version: string;
            }>`select current_setting('server_version') as version`.execute(db);
            rounds.push(performance.now() - begun);
            version = rows[0]?.version ?? '';
          }
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          const remedy = 'See whether PostgreSQL runs and DATABASE_URL is right. Harmony asks again by itself.';
          return broken('away', `The database does not answer: ${why}`, remedy);
        }
        const ms = Math.round(Math.min(...rounds) * 10) / 10;
        const facts = { version, ms };
        const sentence = `PostgreSQL ${version} answers in ${ms} ms.`;
        if (ms <= slowMs) return ok('answers', sentence, facts);
        const remedy = 'Bring the database nearer, or see what else keeps its machine or disk busy.';
        return warn('slow', sentence, remedy, facts);
      },
    },
    {
      id: 'database.schema',
      docs: 'how-to/upgrading.md',
      async look() {
        const { state, applied } = await migrationState(db);
        const facts = { applied };
        if (applied === null)
          return broken(
            'empty',
            'The database is empty: Harmony has not been started with it yet.',
            'Start Harmony, or run "harmony migrate".',
          );
        if (state === 'current') return ok('current', `The schema is current (${applied}).`, facts);
        return broken(
          'not_current',
          `The schema (${applied}) is not the one of this version.`,
          'Run "harmony migrate", or start the version of Harmony that made it.',
          facts,
        );
      },
    },
    {
      id: 'database.clock',
      docs: 'configuration.md#database',
      async look() {
        const begun = Date.now();
        const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
        const ours = (begun + Date.now()) / 2;
        const seconds = Math.round(((rows[0]?.now.getTime() ?? ours) - ours) / 100) / 10;
        const facts = { seconds };
        const sentence = `The clock of the database differs from ours by ${Math.abs(seconds)} s.`;
        const remedy = 'Let both machines take their time from the network (NTP).';
        if (Math.abs(seconds) >= skewBadS) return broken('far_off', sentence, remedy, facts);
        if (Math.abs(seconds) >= skewWarnS) return warn('off', sentence, remedy, facts);
        return ok('agrees', 'The clock of the database agrees with ours.', facts);
      },
    },
    {
      id: 'workers.heartbeats',
      docs: 'how-to/several-processes.md',
      async look() {
        const states = Object.entries(await deps.workers());
        const running = states.filter(([, { status }]) => status === 'running').length;
        const stale = states.filter(([, { status }]) => status === 'stale').map(([name]) => name);
        const facts = { running, stale: stale.join(', ') };
        const remedy = deps.worksItself
          ? 'Start "harmony serve".'
          : 'Start "harmony work" on this database: this process does not work itself (WORKERS_ENABLED).';
        if (running > 0 && stale.length === 0) return ok('running', `${running} workers are running.`, facts);
        if (running > 0)
          return warn('stale', `No sign of life for more than a minute: ${facts.stale}.`, 'See the log.', facts);
        if (stale.length > 0)
          return broken('all_stale', 'The process that worked gives no sign of life any more.', remedy, facts);
        return broken('nobody_works', 'No process works on this database.', remedy, facts);
      },
    },
  ];
}

/** SQLSTATE of a table and of a column that are not there. */
const undefinedThings = new Set(['42P01', '42703']);

/** What a check says whose tables are not there (yet): `database.schema` tells why. `null`: the error means something else. */
export function schemaMissing(error: unknown): Finding | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (typeof code !== 'string' || !undefinedThings.has(code)) return null;
  return unknown('needs_schema', 'This can be looked at once the database has the schema of this version.', null);
}

/** Stands for the checks of the database when it could not be opened. */
export function databaseAway(sentence: string, remedy: string): Check[] {
  const rest = ['database.schema', 'database.clock', 'workers.heartbeats'];
  const docs = 'configuration.md#database';
  return [
    { id: 'database.answers', docs, look: async () => broken('away', sentence, remedy) },
    ...rest.map((id) => ({
      id,
      docs,
      look: async () => unknown('needs_database', 'This can be looked at once the database answers.', null),
    })),
  ];
}
