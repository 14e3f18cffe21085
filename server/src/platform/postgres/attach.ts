import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { clusterNames } from './cluster.ts';
import { socketPort } from './folders.ts';
import { readLivingHolder } from './lock.ts';
import { tryConnect } from './ready.ts';
import type { EmbeddedConnection } from './types.ts';

/**
 * Connection to the embedded server that another process of ours runs on this data folder, for commands beside a running Harmony
 * (`doctor`, `migrate --check`); null when none runs or it cannot be reached.
 */
export async function findRunningPostgres(dataDir: string): Promise<EmbeddedConnection | null> {
  const path = resolve(dataDir);
  const place = await realpath(path).catch(() =>
    realpath(dirname(path)).then(
      (parent) => join(parent, basename(path)),
      () => path,
    ),
  );
  const holder = await readLivingHolder(place);
  if (holder === null) return null;
  const connection = { host: holder.runtimeDir, port: socketPort, ...clusterNames };
  return (await tryConnect(connection)) === true ? connection : null;
}
