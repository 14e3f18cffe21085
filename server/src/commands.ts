import { networkInterfaces } from 'node:os';
import { sql } from 'kysely';
import { createHttpServer, type HttpOptions } from '#http';
import { isStartedByNpm } from '#platform/config';
import {
  DatabaseUrlError,
  type Db,
  describeDatabase,
  migrate,
  migrationState,
  openDatabase,
  type ProvidedDatabase,
  provideDatabase,
  resolveDatabase,
} from '#platform/database';
import { createLog, type Logger } from '#platform/log';
import { releaseStartupMemory } from '#platform/process';
import { startTracing, type Tracing } from '#platform/tracing';
import { createFront, DoorProblem, type Front, openDoor } from './compose/front.ts';
import { createRooms, type Rooms } from './compose/rooms.ts';
import { type AllSettings, knownSecrets } from './settings.ts';
import { version } from './version.ts';

/** Exit codes of sysexits.h: 69 something we need is not available, 70 a fault of ours, 78 configuration. */
export const exit = { ok: 0, unavailable: 69, fault: 70, configuration: 78 } as const;

/** Says what a long step is doing; on standard output, because it is for whoever typed the command. */
export function say(text: string): void {
  process.stdout.write(`harmony: ${text}\n`);
}

interface Told {
  readonly message: string;
  readonly remedy?: string;
}

/** A known problem is a sentence and a remedy; anything else keeps its stack. */
export function tell(error: unknown): number {
  if (error instanceof Error && 'remedy' in error) {
    const { message, remedy } = error as Told;
    process.stderr.write(`harmony: ${message}${remedy === undefined ? '' : ` ${remedy}`}\n`);
    return error instanceof DatabaseUrlError || error instanceof DoorProblem ? exit.configuration : exit.unavailable;
  }
  process.stderr.write(
    `harmony: an unexpected fault.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return exit.fault;
}

/** The database of these settings, started or checked, and opened. */
export async function openConfigured(
  settings: AllSettings,
  log: Logger,
  onUnexpectedEnd: (recentLog: string) => void,
  tracing: Tracing | null = null,
) {
  const choice = resolveDatabase({ ...settings.database, dataDir: settings.house.dataDir });
  log.debug({ event: 'database.choice' }, describeDatabase(choice));
  const { maxConnections, waits, waitAttempts, waitIntervalS } = settings.database;
  const patience = waits ? { attempts: waitAttempts, intervalMs: waitIntervalS * 1000 } : undefined;
  const provided: ProvidedDatabase = await provideDatabase(choice, { log, progress: say, patience, onUnexpectedEnd });
  const onQuery = tracing === null ? {} : { onQuery: tracing.asked };
  const database = openDatabase({ connection: provided.connection, maxConnections, log, ...onQuery });
  return {
    ...database,
    connection: provided.connection,
    async closeAll() {
      await database.close();
      await provided.stop();
    },
  };
}

/** A killed `npm start` cannot tell us; being handed to another parent does. */
function watchParent(gone: () => void): void {
  if (!isStartedByNpm()) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}

/** `harmony serve`: runs until it is told to stop. Answers the exit code. */
export async function serveCommand(settings: AllSettings): Promise<number> {
  const door = openDoor(settings);
  if (door !== null) {
    process.stderr.write(`harmony: ${door}\n`);
    return exit.configuration;
  }
  return await runHouse(settings, 'serve');
}

/** `harmony work`: takes part in the work on a shared PostgreSQL, without HTTP, until it is told to stop. Answers the exit code. */
export async function workCommand(settings: AllSettings): Promise<number> {
  if (settings.database.url === null && settings.database.host === null) {
    process.stderr.write(
      'harmony: work needs a database that several processes can use. Set DATABASE_URL to a PostgreSQL server, for harmony serve, too.\n',
    );
    return exit.configuration;
  }
  const door = settings.http.workPort === null ? null : openDoor(settings);
  if (door !== null) {
    process.stderr.write(`harmony: ${door}\n`);
    return exit.configuration;
  }
  return await runHouse(settings, 'work');
}

async function runHouse(settings: AllSettings, kind: 'serve' | 'work'): Promise<number> {
  const startedAt = Date.now();
  const tracing = await startTracing(settings.tracing, { version, process: kind, log: () => log });
  const log = createLog(settings.log, undefined, knownSecrets(settings), tracing?.fields);
  const given = { process: kind, profile: settings.access.profile, log_level: settings.log.level };
  log.info({ event: 'config.loaded', component: 'bootstrap', status: 'ok', meta: given }, 'The settings are read.');
  const stop = Promise.withResolvers<number>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.resolve(exit.ok));
  const closers: (() => Promise<unknown>)[] = tracing === null ? [] : [() => tracing.stop()];
  watchParent(() => stop.resolve(exit.ok));
  try {
    const ended = (recentLog: string): void => {
      process.stderr.write(
        `harmony: the embedded database ended unexpectedly. Start again; it repairs itself.\n${recentLog}\n`,
      );
      stop.resolve(exit.unavailable);
    };
    const database = await openConfigured(settings, log, ended, tracing);
    closers.unshift(() => database.closeAll());
    if (settings.database.runMigrations) await migrate(database.db);
    else await requireCurrent(database.db);
    const rooms = createRooms({ settings, ...database, kind, log, tracing });
    const front = createFront({ settings, db: database.db, log, feed: rooms.feed });
    const wantedPort = kind === 'serve' ? settings.http.port : settings.http.workPort;
    if (wantedPort !== null) await front.check();
    const routes =
      kind === 'serve'
        ? { routes: [...rooms.routes, ...front.routes], rootRoutes: rooms.rootRoutes, webDist: settings.http.webDist }
        : { routes: [], rootRoutes: rooms.workRoutes, webDist: null };
    const app =
      wantedPort === null
        ? null
        : await openHttp({ settings, log, db: database.db, rooms, front, routes, startedAt, tracing });
    closers.unshift(() => rooms.stop());
    await rooms.start();
    releaseStartupMemory();
    if (app !== null) {
      const mounted = { base_path: settings.http.basePath, routers: routes.routes.length + routes.rootRoutes.length };
      const fields = { event: 'router_registry.mounted', component: 'bootstrap', status: 'ok', meta: mounted };
      log.info(fields, 'The routes are in place.');
      closers.unshift(() => app.close());
      await app.listen({ host: settings.http.host, port: wantedPort ?? 0 });
    }
    const address = app?.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : (wantedPort ?? 0);
    const shown = shownAddress(settings.http.host, port);
    const where =
      kind === 'serve' ? `on ${shown}` : app === null ? 'for work, without HTTP' : `for work, with figures on ${shown}`;
    // What the first round of work leaves behind goes, too; a pause of some 20 ms, once.
    setTimeout(releaseStartupMemory, 5000).unref();
    say(`ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s ${where}`);
    const code = await stop.promise;
    say('stopping …');
    return code;
  } catch (error) {
    return tell(listenProblem(error, settings, kind) ?? error);
  } finally {
    for (const close of closers)
      await close().catch((error: unknown) => log.warn({ err: error }, 'Stopping was not clean.'));
  }
}

/** Throws a sentence and a remedy when the database is not at the program's schema. */
export async function requireCurrent(db: Db): Promise<void> {
  const { state, pending } = await migrationState(db);
  if (state === 'current') return;
  const why = state === 'newer' ? 'is newer than this program' : `lacks ${pending.length} migrations`;
  throw Object.assign(new Error(`The database ${why}, and FEATURE_RUN_MIGRATIONS is off.`), {
    remedy: state === 'newer' ? 'Install the newer Harmony again.' : 'Run harmony migrate, or turn it on.',
  });
}

function openHttp(deps: {
  readonly settings: AllSettings;
  readonly log: Logger;
  readonly db: Db;
  readonly rooms: Rooms;
  readonly front: Front;
  readonly routes: Pick<HttpOptions, 'routes' | 'rootRoutes' | 'webDist'>;
  readonly startedAt: number;
  readonly tracing: Tracing | null;
}) {
  const { settings, log, db, rooms, front, startedAt, tracing } = deps;
  return createHttpServer({
    basePath: settings.http.basePath,
    requestIdHeader: settings.http.requestIdHeader,
    log,
    version,
    changes: rooms.feed,
    ...front.http,
    ...deps.routes,
    measure: (answer) => rooms.answered(answer),
    tracing,
    health: settings.health,
    legacyRoutes: settings.http.legacyRoutes,
    probes: {
      version,
      startedAt,
      database: () => answers(db),
      migrations: async () => {
        const state = await migrationState(db);
        const head = state.latest === null ? [] : [state.latest];
        return { up_to_date: state.state === 'current', current: state.applied, head };
      },
      dependencies: () => rooms.dependencies(),
      workers: () => rooms.workers(),
    },
  });
}

/** Takes as long as it takes: readiness sets the limit. */
async function answers(db: Db): Promise<boolean> {
  await sql`select 1`.execute(db);
  return true;
}

function shownAddress(host: string, port: number): string {
  if (host !== '0.0.0.0' && host !== '::') return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const own = Object.values(networkInterfaces()).flat();
  const outside = own.find((entry) => entry !== undefined && entry.family === 'IPv4' && !entry.internal);
  return `http://${outside?.address ?? '127.0.0.1'}:${port}`;
}

function listenProblem(error: unknown, settings: AllSettings, kind: 'serve' | 'work'): Error | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return null;
  const { host } = settings.http;
  const [name, port] = kind === 'serve' ? ['PORT', settings.http.port] : ['WORK_PORT', settings.http.workPort];
  const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'cannot be used';
  return Object.assign(new Error(`${host}:${port} ${why}.`), { remedy: `Set HOST and ${name} to something else.` });
}
