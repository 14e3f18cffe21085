import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '#platform/database';
import { errorCode } from '#platform/files';
import { ServiceFault } from '#platform/outbound';
import type { WishStore } from '#wishes';
import type { TransferNetwork } from '../ports.ts';
import { batchesAtRest, ownersOf } from './batches.store.ts';
import { discardFile } from './discard.ts';

/** What the tidying needs. */
export interface TidyDeps {
  readonly db: Db;
  readonly network: Pick<TransferNetwork, 'batchFolders'>;
  readonly store: Pick<WishStore, 'rowsById'>;
  /** Those of these files that others need: just being moved, or kept aside. */
  readonly inUse: (paths: readonly string[]) => Promise<Iterable<string>>;
}

/** So many folders are asked about at once. */
const chunk = 200;

/**
 * Removes finished files that nobody needs from the folders of our own batches, and those folders: of cancelled wishes, of the slower of two,
 * of transfers that were given up and finished all the same, of questions whose answer a kill has swallowed. A folder that is not one of our
 * batches is never touched. Answers how many files went. While the daemon cannot be asked nothing is done.
 */
export async function tidyBatchFolders(deps: TidyDeps, signal: AbortSignal): Promise<number> {
  let folders: ReadonlyMap<string, string>;
  try {
    folders = await deps.network.batchFolders(signal);
  } catch (error) {
    if (error instanceof ServiceFault) return 0;
    throw error;
  }
  const ids = [...folders.keys()];
  let removed = 0;
  for (let from = 0; from < ids.length && !signal.aborted; from += chunk) {
    // In this order: a download that finishes between two questions still counts as under way.
    const atRest = await batchesAtRest(deps.db, ids.slice(from, from + chunk));
    for (const id of atRest) removed += await tidyFolder(id, folders.get(id) ?? '', deps);
  }
  return removed;
}

async function tidyFolder(batchId: string, folder: string, deps: TidyDeps): Promise<number> {
  const paths = await filesIn(folder);
  const needed = new Set(paths.length === 0 ? [] : await deps.inUse(paths));
  const owners = await ownersOf(deps.db, paths);
  const wishIds = owners.map((each) => each.wishId).filter((id) => id !== null);
  // A fetched file is needed until it has its place in the library.
  const moving = (await deps.store.rowsById(wishIds)).filter(
    (row) => (row.stage === 'verify' || row.stage === 'organise') && row.state !== 'cancelled',
  );
  const needing = new Set(moving.map((row) => row.id));
  for (const { localPath, wishId } of owners) if (wishId === null || needing.has(wishId)) needed.add(localPath);
  // asked twice: what was on its way is kept aside by now, or the other way round
  if (paths.some((path) => !needed.has(path))) for (const path of await deps.inUse(paths)) needed.add(path);
  let removed = 0;
  for (const path of paths) {
    if (needed.has(path)) continue;
    if (await discardFile(path, batchId)) removed += 1;
  }
  if (paths.length === 0) await removeEmpty(folder);
  return removed;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

async function removeEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  }
}
