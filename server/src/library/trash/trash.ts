import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Db } from '#platform/database';
import { errorCode, type FolderGuard, makeFolderInside, placeFile } from '#platform/files';
import { moveCompanions } from '../files/companions.ts';
import { partOf } from '../files/journal.ts';
import { settlePlace } from '../files/settle.ts';
import type { WishLocks } from '../files/wish-locks.ts';
import type { LibraryStore } from '../library.store.ts';
import type { FileOperation } from '../types.ts';
import { createTrashStore, type Receipt } from './trash.store.ts';

/** Hidden, so that players and other programs leave it alone; in the music folder, so that moving is renaming. */
export const trashFolderName = '.harmony-trash';

/** Why something was not done: nobody knows it, somebody works on it, its place is taken, or its file is gone from the disk. */
export type TrashRefusal = 'unknown' | 'busy' | 'taken' | 'file-gone';

/** What the trash needs; the last ones belong to other rooms and run in the transaction that closes the intent. */
export interface TrashDeps {
  readonly db: Db;
  readonly library: LibraryStore;
  readonly locks: WishLocks;
  /** Watches over `musicDir`. */
  readonly guard: FolderGuard;
  readonly musicDir: string;
  /** `null`: `.harmony-trash` in the music folder. */
  readonly trashDir: string | null;
  readonly keepDays: number;
  readonly onTrashed: (trx: Db, wishId: number) => Promise<void>;
  readonly onRestored: (trx: Db, wishId: number, libraryFileId: number) => Promise<void>;
  /** A file went (`here` false) or is at its place again; `path` relative to the music folder. */
  readonly onFile?: ((trx: Db, path: string, here: boolean) => Promise<void>) | undefined;
}

/**
 * The trash: a deleted library file is moved, never removed, and its receipt brings it back for `keepDays`. The receipt is committed as
 * an intent before the file is touched and closed in the transaction that changes the library's row and the wish, so a crash at any moment
 * leaves the file at one place and `settle` brings the rows in line. Faults of disks are thrown as `FileProblem`; nothing has changed then.
 */
export function createTrash(deps: TrashDeps) {
  const { db, library, musicDir } = deps;
  const store = createTrashStore(db);
  const root = deps.trashDir ?? join(musicDir, trashFolderName);
  const originalOf = (receipt: Receipt): string => join(musicDir, ...receipt.original_path.split('/'));
  const folderOf = (receipt: Receipt): string => join(root, String(receipt.id));
  const trashedOf = (receipt: Receipt): string => join(folderOf(receipt), receipt.trashed_path);

  /** The move as the journal's settling understands it; negative numbers are nobody else's, so neither are the partial files. */
  function move(receipt: Receipt, from: string, to: string): FileOperation {
    const { id, wish_id: wishId, size_bytes: sizeBytes } = receipt;
    return { id: -id, kind: 'place', wishId, source: from, target: to, sizeBytes };
  }
  const inward = (receipt: Receipt) => move(receipt, originalOf(receipt), trashedOf(receipt));
  const outward = (receipt: Receipt) => move(receipt, trashedOf(receipt), originalOf(receipt));

  async function trashed(receipt: Receipt): Promise<void> {
    await moveCompanions(originalOf(receipt), trashedOf(receipt));
    await db.transaction().execute(async (trx) => {
      if ((await store.turn(trx, receipt.id, 'moving', 'trashed')) === null) return;
      await store.removeFile(trx, receipt);
      if (receipt.wish_id !== null) await deps.onTrashed(trx, receipt.wish_id);
      await deps.onFile?.(trx, receipt.original_path, false);
    });
  }

  async function restored(receipt: Receipt): Promise<number> {
    await moveCompanions(trashedOf(receipt), originalOf(receipt));
    const id = await db.transaction().execute(async (trx) => {
      const fileId = await store.restoreFile(trx, receipt);
      if (receipt.wish_id !== null) await deps.onRestored(trx, receipt.wish_id, fileId);
      await store.forget(trx, receipt.id);
      await deps.onFile?.(trx, receipt.original_path, true);
      return fileId;
    });
    await removeIfEmpty(folderOf(receipt));
    return id;
  }

  async function purged(receipt: Receipt): Promise<void> {
    await rm(folderOf(receipt), { recursive: true, force: true });
    await store.forget(db, receipt.id);
  }

  /** Holds the wish, if there is one, and the receipt. */
  async function holding<T>(wishId: number | null, receiptId: number, work: () => Promise<T>): Promise<T | 'busy'> {
    const inner = async (): Promise<T | 'busy'> => {
      const ran = await deps.locks.tryRun(-receiptId, work);
      return ran === 'busy' ? ran : ran.value;
    };
    if (wishId === null) return await inner();
    const ran = await deps.locks.tryRun(wishId, inner);
    return ran === 'busy' ? ran : ran.value;
  }

  async function settleOne(receipt: Receipt): Promise<void> {
    const now = await store.find(receipt.id);
    if (now?.state !== receipt.state) return;
    if (receipt.state === 'purging') return await purged(receipt);
    const outwards = receipt.state === 'restoring';
    const where = await settlePlace(outwards ? outward(receipt) : inward(receipt));
    if (where === 'at-target') await (outwards ? restored(receipt) : trashed(receipt));
    else if (outwards && where === 'at-source') await store.turn(db, receipt.id, 'restoring', 'trashed');
    else await store.forget(db, receipt.id);
    if (!outwards) await removeIfEmpty(folderOf(receipt));
  }

  return {
    page: (limit: number, offset: number) => store.page(limit, offset),
    /**
     * Moves a library file to the trash; `reason` is a sentence for people. `heldWish` is the wish whose files the caller works on already.
     */
    async discard(
      file: { readonly id: number; readonly path: string },
      reason: string,
      heldWish: number | null = null,
    ): Promise<Receipt | TrashRefusal> {
      await deps.guard.check(0);
      const sha256 = await sha256Of(join(musicDir, ...file.path.split('/')));
      if (sha256 === null) return 'file-gone';
      const receipt = await store.begin(file.id, { sha256, reason, keepDays: deps.keepDays });
      if (receipt === null) return 'busy';
      const done = await holding(receipt.wish_id === heldWish ? null : receipt.wish_id, receipt.id, async () => {
        // whoever settled it before we held it has taken it back
        if ((await store.find(receipt.id))?.state !== 'moving') return 'busy' as const;
        try {
          await mkdir(folderOf(receipt), { recursive: true });
          const { source, target } = inward(receipt);
          await placeFile({ source, target, part: partOf(inward(receipt)) });
          await trashed(receipt);
          if (dirname(source) !== musicDir) await removeIfEmpty(dirname(source));
          return { ...receipt, state: 'trashed' as const };
        } catch (error) {
          await settleOne(receipt);
          throw error;
        }
      });
      if (done === 'busy') await store.forgetMoving(receipt.id);
      return done;
    },
    /** Brings a file back to where it was; answers its id in the library. */
    async restore(id: number): Promise<number | TrashRefusal> {
      const found = await store.find(id);
      if (found?.state !== 'trashed') return 'unknown';
      await deps.guard.check(found.size_bytes);
      return await holding<number | TrashRefusal>(found.wish_id, id, async () => {
        if ((await isThere(originalOf(found))) || (await library.knows(found.original_path))) return 'taken';
        if (!(await isThere(trashedOf(found)))) return 'file-gone';
        const receipt = await store.turn(db, id, 'trashed', 'restoring');
        if (receipt === null) return 'unknown';
        try {
          await makeFolderInside(musicDir, receipt.original_path.split('/').slice(0, -1));
          const { source, target } = outward(receipt);
          const placed = await placeFile({ source, target, part: partOf(outward(receipt)) });
          if (placed.kind === 'placed') return await restored(receipt);
        } catch (error) {
          await settleOne(receipt);
          throw error;
        }
        await store.turn(db, id, 'restoring', 'trashed');
        return 'taken';
      });
    },
    /** Removes a file for good; `false` when there is no such receipt. */
    async purge(id: number): Promise<boolean> {
      const receipt = await store.turn(db, id, 'trashed', 'purging');
      if (receipt !== null) await purged(receipt);
      return receipt !== null;
    },
    /** Finishes or takes back what a crash interrupted, and removes what is older than it must be; does nothing while the music folder is unusable. */
    async settle(): Promise<void> {
      const [open, expired] = [await store.open(), await store.expired()];
      if (open.length + expired.length === 0) return;
      await deps.guard.check(0);
      for (const receipt of open) await holding(receipt.wish_id, receipt.id, () => settleOne(receipt));
      for (const { id } of expired) await this.purge(id);
    },
  };
}

/** The trash. */
export type Trash = ReturnType<typeof createTrash>;

async function sha256Of(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
  return hash.digest('hex');
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EACCES', 'EPERM', 'EBUSY'].includes(errorCode(error) ?? '')) throw error;
  }
}
