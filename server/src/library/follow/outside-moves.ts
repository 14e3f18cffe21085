import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Db } from '#platform/database';
import { errorCode, type FolderGuard, isInside, placeFile } from '#platform/files';
import type { AudioInspector } from '../audio/inspector.ts';
import { moveCompanions } from '../files/companions.ts';
import { libraryPath } from '../files/recover.ts';
import type { TellMoved } from '../types.ts';
import { createFollowStore, type OutsideMove, type ReadTrack } from './follow.store.ts';

/** What following needs; the last belongs to the rooms that also keep the path of a file. */
export interface FollowDeps {
  readonly db: Db;
  readonly musicDir: string;
  /** Watches over `musicDir`. */
  readonly guard: FolderGuard;
  readonly inspector: AudioInspector;
  readonly readTrack: (path: string) => Promise<ReadTrack>;
  readonly onMoved: (trx: Db, wishId: number, path: string) => Promise<void>;
  /** Told of every file that has another path (relative to the music folder) now; part of the transaction that stores it. */
  readonly moved?: TellMoved | undefined;
}

/** Where another program has files, by its own references; absolute paths. */
export type WhereIs = (references: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * Files of the library that another program moves or changes. A move is noted before that program touches the file, and settled from what that program and the
 * disk say afterwards; so a crash at any moment leaves neither a lost file nor a row that points nowhere.
 */
export function createFollowing(deps: FollowDeps) {
  const { db, musicDir } = deps;
  const store = createFollowStore(db);

  /** The path as the library knows it; `null` outside of the music folder. */
  async function ours(path: string): Promise<string | null> {
    if (isInside(musicDir, path)) return libraryPath(musicDir, path);
    const real = await realpath(musicDir).catch(() => musicDir);
    return isInside(real, path) ? libraryPath(real, path) : null;
  }

  async function settleOne(move: OutsideMove, at: string | undefined): Promise<void> {
    const source = join(musicDir, ...move.source_path.split('/'));
    if (at !== undefined && at !== source && (await sizeOf(at)) === move.size_bytes) {
      const path = await ours(at);
      if (path === null) throw new Error(`${move.program} moved ${source} out of the music folder, to ${at}.`);
      await moveCompanions(source, at);
      await db.transaction().execute(async (trx) => {
        await store.relocate(trx, move.library_file_id, path);
        if (move.wish_id !== null) await deps.onMoved(trx, move.wish_id, at);
        await deps.moved?.(trx, [{ from: move.source_path, to: path }]);
        await store.close(trx, move.library_file_id);
      });
      return;
    }
    const target = move.target_path;
    // moved, but the program was killed before it noted so: put back, it can begin anew
    if (target !== null && (await sizeOf(source)) === null && (await sizeOf(target)) === move.size_bytes)
      await placeFile({ source: target, target: source, part: join(dirname(source), '.harmony-follow.part') });
    await store.close(db, move.library_file_id);
  }

  return {
    /** Files of the library among these absolute paths. */
    async filesAt(paths: readonly string[]) {
      const named = new Map<string, string>();
      for (const path of paths) {
        const known = await ours(path);
        if (known !== null) named.set(known, path);
      }
      const rows = await store.filesAt([...named.keys()]);
      return rows.map((row) => ({ id: row.id, path: named.get(row.path) ?? '', wishId: row.wish_id }));
    },

    /** Whether a path lies in the music folder, where the library can follow. */
    reaches: async (path: string): Promise<boolean> => (await ours(path)) !== null,

    /** Notes moves that another program is about to make; `path` absolute, in the music folder. */
    async begin(
      program: string,
      moves: readonly {
        readonly fileId: number;
        readonly reference: string;
        readonly path: string;
        readonly target: string | null;
      }[],
    ): Promise<void> {
      await deps.guard.check(0);
      const rows = [];
      for (const { fileId, reference, path, target } of moves)
        rows.push({ fileId, reference, target, source: (await ours(path)) ?? path });
      await store.begin(program, rows);
    },

    /**
     * Brings the library in line with where the files are now. Does nothing while no move is open; throws `FileProblem` while the music folder is
     * not usable, and what `whereIs` throws: the moves stay open then.
     */
    async settle(program: string, whereIs: WhereIs, fileIds?: readonly number[]): Promise<number> {
      const open = await store.open(program, fileIds);
      if (open.length === 0) return 0;
      await deps.guard.check(0);
      const places = await whereIs(open.map((move) => move.reference));
      for (const move of open) await settleOne(move, places.get(move.reference));
      return open.length;
    },

    /**
     * Reads again what a file is and says, after another program wrote into it. Answers what stores it, or `null` when the file cannot be read as audio any more.
     */
    async reread(fileId: number, path: string): Promise<((trx: Db) => Promise<void>) | null> {
      const inspection = await deps.inspector.inspect(path);
      if (inspection.kind !== 'sound') return null;
      const said = await deps.readTrack(path);
      return (trx) => store.reread(trx, fileId, inspection.facts, said);
    },
  };
}

/** Files that other programs move or change. */
export type Following = ReturnType<typeof createFollowing>;

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
