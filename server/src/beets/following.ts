import { problem } from '#http';
import type { Beets } from '#integrations/beets';
import type { Following, WishLocks } from '#library';
import type { Db } from '#platform/database';

/** The journal of moves knows beets by this name. */
const program = 'beets';

type Moves = readonly { readonly id: number; readonly from: string; readonly to: string }[];

/** What the library has to say before and after beets touches files, and how it follows them. */
export function createBeetsFollowing(deps: {
  readonly db: Db;
  readonly beets: Pick<Beets, 'placesOf' | 'placesById'>;
  readonly following: Following;
  readonly locks: WishLocks;
}) {
  const { db, following } = deps;
  const referenceOf = (id: number): string => `id:${id}`;

  /** The moves of files that the library knows. */
  async function ours(moves: Moves) {
    const byPath = new Map(moves.map((move) => [move.from, move]));
    const files = await following.filesAt([...byPath.keys()]);
    return files.flatMap((file) => {
      const move = byPath.get(file.path);
      return move === undefined ? [] : [{ file, move }];
    });
  }

  async function holding(wishIds: readonly number[], work: () => Promise<void>): Promise<void> {
    const [first, ...others] = wishIds;
    if (first === undefined) return await work();
    if ((await deps.locks.tryRun(first, () => holding(others, work))) === 'busy')
      throw problem(409, 'CONFLICT', 'Harmony is working on one of these files.', {
        reason: 'files_in_use',
        remedy: 'Ask again in a moment; what was moved already is in its new place.',
      });
  }

  return {
    /** Throws a 409 when a file of the library would leave the music folder. */
    async allow(moves: Moves): Promise<void> {
      for (const { move } of await ours(moves))
        if (!(await following.reaches(move.to)))
          throw problem(409, 'CONFLICT', `beets would move ${move.from} out of the music folder, to ${move.to}.`, {
            reason: 'out_of_reach',
            remedy: 'Set `directory` of beets to a folder in MUSIC_DIR, or narrow the query.',
          });
    },

    /** Notes the moves, lets them be made while nobody else touches the files, and lets the library follow. Throws a 409 while somebody works on one. */
    async around(moves: Moves, work: () => Promise<Moves>): Promise<void> {
      const files = await ours(moves);
      if (files.length === 0) {
        await work();
        return;
      }
      const wishIds = [...new Set(files.flatMap(({ file }) => file.wishId ?? []))];
      await holding(wishIds, async () => {
        const begun = files.map(({ file, move }) => ({
          fileId: file.id,
          reference: referenceOf(move.id),
          path: move.from,
          target: move.to,
        }));
        await following.begin(program, begun);
        const places = new Map((await work()).map((move) => [referenceOf(move.id), move.to]));
        await following.settle(
          program,
          async () => places,
          begun.map(({ fileId }) => fileId),
        );
      });
    },

    /** Refuses to delete files that are Harmony's: those go through its trash. */
    async mayDelete(paths: readonly string[]): Promise<void> {
      const [ours] = await following.filesAt(paths);
      if (ours !== undefined)
        throw problem(409, 'CONFLICT', `${ours.path} belongs to the library of Harmony, which has a trash for it.`, {
          reason: 'in_library',
          library_file_id: ours.id,
          remedy: 'Delete it in the library, then run update; or remove only the entry, without delete_files.',
        });
    },

    /** Reads again the files of the library that beets wrote into. */
    async written(paths: readonly string[]): Promise<number> {
      let count = 0;
      for (const file of await following.filesAt(paths)) {
        const store = await following.reread(file.id, file.path);
        if (store === null) continue;
        await db.transaction().execute(store);
        count += 1;
      }
      return count;
    },

    /** Settles moves that a crash interrupted; asks beets only when there are any. */
    async settle(): Promise<number> {
      return await following.settle(program, async (references) => {
        const tokens = references.flatMap((each) => (each.startsWith('token:') ? [each.slice(6)] : []));
        const ids = references.flatMap((each) => (each.startsWith('id:') ? [Number(each.slice(3))] : []));
        const byToken = tokens.length === 0 ? new Map<string, string>() : await deps.beets.placesOf(tokens);
        const byId = ids.length === 0 ? new Map<number, string>() : await deps.beets.placesById(ids);
        return new Map([
          ...[...byToken].map(([token, path]) => [`token:${token}`, path] as const),
          ...[...byId].map(([id, path]) => [referenceOf(id), path] as const),
        ]);
      });
    },
  };
}

/** The library's side of what beets does. */
export type BeetsFollowing = ReturnType<typeof createBeetsFollowing>;
