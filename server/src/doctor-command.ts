import type { CheckReport, CheckState } from '#doctor';
import { type DatabaseConnection, openDatabase } from '#platform/database';
import { createLog, type Logger } from '#platform/log';
import { withDatabase } from './backup-commands.ts';
import { exit, tell } from './commands.ts';
import { createHouseDoctor } from './compose/doctor/index.ts';
import { createFoundation } from './compose/foundation.ts';
import { createServices } from './compose/services.ts';
import type { AllSettings } from './settings.ts';

const words: Record<CheckState, string> = { ok: 'ok', warn: 'LOOK', problem: 'PROBLEM', unknown: '?' };
/** Nothing is asked of it: the database could not be opened. */
const nowhere: DatabaseConnection = { host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' };

/** `harmony doctor [--json]`: looks at everything that Harmony needs, also beside a running one. Answers the exit code: 69 when something does not work. */
export async function doctorCommand(settings: AllSettings, args: readonly string[]): Promise<number> {
  // standard output is for the findings
  const log = createLog(settings.log, process.stderr);
  try {
    let reports: readonly CheckReport[] = [];
    let examined = false;
    try {
      // somebody waits for the answer
      const now = { ...settings, database: { ...settings.database, waits: false } };
      await withDatabase(now, log, async (connection) => {
        reports = await examine(settings, log, connection);
        examined = true;
      });
    } catch (error) {
      if (examined || !(error instanceof Error) || !('remedy' in error)) throw error;
      reports = await examine(settings, log, nowhere, { sentence: error.message, remedy: String(error.remedy) });
    }
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
    else process.stdout.write(reports.map(lineOf).join(''));
    return reports.some((report) => report.state === 'problem') ? exit.unavailable : exit.ok;
  } catch (error) {
    return tell(error);
  }
}

function lineOf({ state, id, sentence, remedy, docs }: CheckReport): string {
  const first = `${words[state].padEnd(8)}${id.padEnd(24)} ${sentence}\n`;
  if (state === 'ok' || remedy === null) return first;
  return `${first}${' '.repeat(33)}→ ${remedy} (docs/${docs})\n`;
}

/** Builds what the checks ask, and nothing of it begins to work. */
async function examine(
  settings: AllSettings,
  log: Logger,
  connection: DatabaseConnection,
  away?: { readonly sentence: string; readonly remedy: string },
): Promise<readonly CheckReport[]> {
  const { db, close } = openDatabase({ connection, maxConnections: 4, applicationName: 'harmony-doctor', log });
  try {
    const idle = (): void => undefined;
    const foundation = createFoundation({
      settings,
      db,
      connection,
      kind: 'work',
      log,
      onWish: idle,
      wakeMonitor: idle,
    });
    const services = createServices(foundation);
    try {
      return await createHouseDoctor({ foundation, services, ...(away === undefined ? {} : { away }) }).examine();
    } finally {
      const { inspector, decoder, tagger } = foundation;
      await Promise.all([inspector.close(), decoder.close(), tagger.close(), services.close()]);
      await services.spotifyWing.stop?.();
      await services.plex?.stop?.();
    }
  } finally {
    await close();
  }
}
