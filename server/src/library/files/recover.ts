import { relative, sep } from 'node:path';
import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { FileProblem, type FolderGuard, isInside } from '#platform/files';
import type { AudioInspector } from '../audio/inspector.ts';
import type { LibraryStore } from '../library.store.ts';
import type { FileOperation } from '../types.ts';
import type { FileJournal } from './journal.ts';
import { settlePlace, settleRewrite } from './settle.ts';
import type { WishLocks } from './wish-locks.ts';

/** What recovery did. `postponed` operations stay open: the music folder was not usable, or a living process is at work on them. */
export interface Recovered {
  readonly completed: number;
  readonly undone: number;
  readonly postponed: number;
}

/** What recovery needs; `trackOf` and `linkFile` come from the room of wishes. */
export interface RecoverDeps {
  readonly db: Db;
  readonly journal: FileJournal;
  readonly library: LibraryStore;
  readonly inspector: AudioInspector;
  readonly guard: FolderGuard;
  readonly musicDir: string;
  readonly locks: WishLocks;
  readonly trackOf: (wishId: number) => Promise<WantedTrack | null>;
  readonly linkFile: (trx: Db, wishId: number, libraryFileId: number) => Promise<void>;
}

/**
 * Closes every file operation that a crash left open: a file that reached the library gets its row, anything else is put back; partial
 * files go. What another process, or a stage of this one, is working on is left to it; so it may run at any time. Throws only for faults (database, unreadable files).
 */
export async function recoverFileOperations(deps: RecoverDeps): Promise<Recovered> {
  const result = { completed: 0, undone: 0, postponed: 0 };
  const open = await deps.journal.open();
  if (open.length === 0) return result;
  try {
    await deps.guard.check(0);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    // a disk that is full still tells where the files are; one that is not there tells nothing
    if (error.code !== 'disk_full') return { ...result, postponed: open.length };
  }
  for (const operation of open) {
    // files without a wish share one lock
    const ran = await deps.locks.tryRun(operation.wishId ?? 0, () => recoverIfOpen(operation, deps));
    result[ran === 'busy' ? 'postponed' : (ran.value ?? 'completed')] += 1;
  }
  return result;
}

/** Between the look at the journal and the lock, whoever held the wish may have finished: then there is nothing to do (`null`). */
async function recoverIfOpen(operation: FileOperation, deps: RecoverDeps) {
  const { wishId, kind } = operation;
  const still = wishId === null ? await deps.journal.open() : await deps.journal.openOfWish(wishId, kind);
  return still.some((each) => each.id === operation.id) ? await recover(operation, deps) : null;
}

async function recover(operation: FileOperation, deps: RecoverDeps): Promise<'completed' | 'undone' | 'postponed'> {
  const { db, journal } = deps;
  // the setting may point elsewhere since: that folder is not the one our guard looked at
  if (!isInside(deps.musicDir, operation.target)) return 'postponed';
  if (operation.kind !== 'place') {
    await settleRewrite(operation);
    const what = operation.kind === 'tag' ? 'tags' : 'words';
    await journal.close(db, operation.id, 'undone', `Interrupted; ${what} are written again.`);
    return 'undone';
  }
  const settled = await settlePlace(operation);
  if (settled === 'at-target') {
    await adopt(operation, deps);
    return 'completed';
  }
  const where = settled === 'gone' ? 'The file is neither at its source nor at its target.' : 'The file was put back.';
  await journal.close(db, operation.id, 'undone', `Interrupted. ${where}`);
  return 'undone';
}

/** Gives a file that reached its place the row it lacks; without a wish or when unreadable it just stays: nothing is ever deleted here. */
async function adopt(operation: FileOperation, deps: RecoverDeps): Promise<void> {
  const { wishId } = operation;
  const track = wishId === null ? null : await deps.trackOf(wishId);
  const inspection = await deps.inspector.inspect(operation.target);
  if (wishId === null || track === null || inspection.kind !== 'sound') {
    const why = track === null ? 'the wish is gone' : 'the file is damaged';
    await deps.journal.close(deps.db, operation.id, 'done', `Moved, but not entered in the library: ${why}.`);
    return;
  }
  await deps.db.transaction().execute(async (trx) => {
    const path = libraryPath(deps.musicDir, operation.target);
    const id = await deps.library.add(trx, { path, wishId, facts: inspection.facts, track });
    await deps.linkFile(trx, wishId, id);
    await deps.journal.close(trx, operation.id, 'done');
  });
}

/** The path as stored: relative to the music folder, forward slashes, NFC. */
export function libraryPath(musicDir: string, path: string): string {
  return relative(musicDir, path).split(sep).join('/').normalize('NFC');
}
