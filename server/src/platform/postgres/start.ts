import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Account, chooseAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { clusterNames, ensureOwner, prepareCluster } from './cluster.ts';
import { createDatabaseIfMissing } from './create-database.ts';
import { chooseRuntimeDir, makeRuntimeDir, placeDataDir, removeRuntimeDir } from './folders.ts';
import { clearLeftovers } from './leftovers.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { chooseEndpoint, type Endpoint } from './network.ts';
import { logServerLine, requireReady } from './report.ts';
import { type ServerProcess, spawnServer } from './server.ts';
import { serverArguments } from './settings.ts';
import type { EmbeddedOptions, EmbeddedPostgres, Progress } from './types.ts';

const noLock: FolderLock = { previous: [], release: () => Promise.resolve() };

/** What the steps of a start hand on. */
interface Ground {
  readonly options: EmbeddedOptions;
  readonly progress: Progress;
  readonly account: Account | undefined;
  readonly dataDir: string;
  readonly runtimeDir: string;
}

/**
 * Starts the PostgreSQL of this data folder and returns when it takes queries: about 0.1 s, or 1 s when the cluster is made first.
 * It ends with our process, however that ends. Throws `PostgresProblem`; then nothing runs and nothing is held.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const progress = options.progress ?? (() => undefined);
  const account = await chooseAccount(resolve(options.dataDir));
  const dataDir = await placeDataDir(resolve(options.dataDir), account, progress);
  const runtimeDir = await chooseRuntimeDir(options.runtimeDir, account);
  const ground: Ground = { options, progress, account, dataDir, runtimeDir };
  try {
    // The name of a throw-away folder is nobody else's, and its guardian may not be able to remove the lock file.
    const lock = options.throwaway === true ? noLock : await lockFolder(dataDir, runtimeDir, progress);
    try {
      return await startLocked(ground, lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    await removeRuntimeDir(runtimeDir);
    throw error;
  }
}

async function startLocked(ground: Ground, lock: FolderLock): Promise<EmbeddedPostgres> {
  const { options, progress, account, dataDir, runtimeDir } = ground;
  const throwaway = options.throwaway === true;
  for (const { runtimeDir: abandoned } of lock.previous) await removeRuntimeDir(abandoned);
  // Only now: the claim of the lock names it, so a later start removes it if we are killed.
  await makeRuntimeDir(runtimeDir, account);
  const binaries = await findBinaries({ binDir: options.binDir, account, runtimeDir, progress });
  const leftover = await clearLeftovers(dataDir, progress);
  if (leftover !== 'none')
    options.log.info({ dataDir, leftover }, 'The database was not shut down cleanly; it puts itself right.');
  const endpoint = await chooseEndpoint(dataDir, runtimeDir);
  await prepareCluster({
    dataDir,
    binaries,
    account,
    progress,
    noSync: throwaway,
    passwordFile: endpoint.passwordFile,
  });
  await ensureOwner(dataDir, account);
  const server = await launch(ground, binaries, endpoint);
  const stop = once(async () => {
    await server.stop();
    await removeRuntimeDir(runtimeDir);
    if (throwaway) await rm(dataDir, { recursive: true, force: true });
    await lock.release();
  });
  try {
    await requireReady(server, endpoint.connection, options.readyLimitMs ?? 120_000, progress);
    await createDatabaseIfMissing({ ...endpoint.connection, database: 'postgres' }, clusterNames.database);
  } catch (error) {
    await stop();
    throw error;
  }
  void watch(server, stop.called, options);
  return { connection: endpoint.connection, pid: server.pid, version: binaries.version, stop };
}

/** Tells the host when postgres ends though nobody stopped it. */
async function watch(
  server: ServerProcess,
  stopped: () => boolean,
  { onUnexpectedEnd }: EmbeddedOptions,
): Promise<void> {
  await server.ended;
  if (!stopped()) onUnexpectedEnd?.(server.recentLog());
}

function launch(
  { options, account, dataDir, runtimeDir }: Ground,
  binaries: Binaries,
  endpoint: Endpoint,
): Promise<ServerProcess> {
  const unsafe = options.throwaway === true;
  const { socketDir, connection } = endpoint;
  return spawnServer({
    binaries,
    account,
    args: serverArguments({ dataDir, socketDir, port: connection.port, major: binaries.major, unsafe }),
    temporary: unsafe ? [runtimeDir, dataDir] : [runtimeDir],
    onLine: (line) => logServerLine(options.log, line),
  });
}

/** The work runs at the first call; later calls wait for that one. */
function once(work: () => Promise<void>): (() => Promise<void>) & { called: () => boolean } {
  let running: Promise<void> | undefined;
  const call = () => {
    running ??= work();
    return running;
  };
  return Object.assign(call, { called: () => running !== undefined });
}
