import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { clusterNames, ensureOwner, prepareCluster } from './cluster.ts';
import { createDatabaseIfMissing } from './create-database.ts';
import { makeRuntimeDir, placeDataDir, removeRuntimeDir, socketPort } from './folders.ts';
import { PostgresProblem } from './problems.ts';
import { waitUntilReady } from './ready.ts';
import { type ServerProcess, spawnServer } from './server.ts';
import { serverArguments } from './settings.ts';

/** How to reach the embedded server: `host` is the folder of its socket (127.0.0.1 on Windows). */
export interface EmbeddedConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

/** Where the supervisor writes what PostgreSQL says; pino's shape. */
export interface SupervisorLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Options of `startEmbeddedPostgres`. */
export interface EmbeddedOptions {
  /** Folder of the cluster; made when missing. Its parent must be writable. */
  readonly dataDir: string;
  /** Parent of the short-lived socket folder; default: the system's temporary folder. Ignored where its path is too long for a socket. */
  readonly runtimeDir?: string | undefined;
  /** `bin` folder of a system PostgreSQL to use in place of the packaged programs (`PG_BIN_DIR`). */
  readonly binDir?: string | undefined;
  readonly log: SupervisorLog;
  /** Told in a few words what is being done when it may take a while. */
  readonly progress?: (message: string) => void;
  /** Called when postgres ends though nobody stopped it. */
  readonly onUnexpectedEnd?: (recentLog: string) => void;
  /** How long to wait until it takes queries, crash recovery included; default 120 s. */
  readonly readyLimitMs?: number;
  /** For tests: no fsync, and the guardian removes the data folder when we end. Never for data that matters. */
  readonly throwaway?: boolean;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
  readonly connection: EmbeddedConnection;
  /** Process id of the postmaster. */
  readonly pid: number;
  /** PostgreSQL's version, for example `18.4`. */
  readonly version: string;
  /** Fast, clean shutdown; removes the socket folder and gives the data folder free. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of this data folder and returns when it takes queries: about 0.2 s, or 1.2 s when the cluster is made first.
 * It ends with our process, however that ends. Throws `PostgresProblem`.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log, progress = () => undefined, throwaway = false } = options;
  const account = await chooseAccount(options.dataDir);
  const dataDir = await placeDataDir(resolve(options.dataDir), account, progress);
  const runtimeDir = await makeRuntimeDir(options.runtimeDir, account);
  try {
    const binaries = await findBinaries({ binDir: options.binDir, account, runtimeDir, progress });
    await prepareCluster({ dataDir, binaries, account, progress, noSync: throwaway });
    await ensureOwner(dataDir, account);
    const connection = { host: runtimeDir, port: socketPort, ...clusterNames };
    const server = await spawnServer({
      binaries,
      account,
      args: serverArguments({
        dataDir,
        socketDir: runtimeDir,
        port: socketPort,
        major: binaries.major,
        unsafe: throwaway,
      }),
      temporary: throwaway ? [runtimeDir, dataDir] : [runtimeDir],
      onLine: (line) => logLine(log, line),
    });
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= (async () => {
        await server.stop();
        await removeRuntimeDir(runtimeDir);
        if (throwaway) await rm(dataDir, { recursive: true, force: true });
      })();
      return stopping;
    };
    void server.ended.then(() => {
      if (stopping === undefined) options.onUnexpectedEnd?.(server.recentLog());
    });
    await refuseUnready(server, connection, options, progress, stop);
    await createDatabaseIfMissing({ ...connection, database: 'postgres' }, clusterNames.database);
    return { connection, pid: server.pid, version: binaries.version, stop };
  } catch (error) {
    await removeRuntimeDir(runtimeDir);
    throw error;
  }
}

async function refuseUnready(
  server: ServerProcess,
  connection: EmbeddedConnection,
  { readyLimitMs = 120_000 }: EmbeddedOptions,
  progress: (message: string) => void,
  stop: () => Promise<void>,
): Promise<void> {
  const state = await waitUntilReady({ ...connection, database: 'postgres' }, server.ended, readyLimitMs, (seconds) =>
    progress(`The database recovers from a crash (${seconds} s)`),
  );
  if (state === 'ready') return;
  await stop();
  const recent = server.recentLog();
  if (state === 'ended') {
    throw new PostgresProblem(
      'start_failed',
      `PostgreSQL ended at its start: ${lastFault(recent)}`,
      'Read the lines of PostgreSQL in the log.',
      { cause: new Error(recent) },
    );
  }
  throw new PostgresProblem(
    'start_timeout',
    `PostgreSQL did not take queries within ${readyLimitMs / 1000} s.`,
    'Is the disk very slow? Read the lines of PostgreSQL in the log.',
    {
      cause: new Error(recent),
    },
  );
}

function lastFault(recent: string): string {
  const lines = recent.split('\n');
  return lines.findLast((line) => /^(FATAL|PANIC):/.test(line)) ?? lines.at(-1) ?? 'it said nothing.';
}

/** PostgreSQL's severities in ours. A `LOG` is news of the server; faults of single statements are thrown to their callers. */
function logLine(log: SupervisorLog, line: string): void {
  if (/^(FATAL|PANIC):/.test(line)) log.warn({ from: 'postgres' }, line);
  else log.debug({ from: 'postgres' }, line);
}
