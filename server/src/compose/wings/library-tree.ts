import { createLibraryTree, treeRoutes } from '#library/tree';
import type { Db } from '#platform/database';
import { knownArtist } from '#watch';
import type { Wing } from '../wing.ts';

/** The library by artists and albums, with what the catalogue of releases knows about how many tracks there are. */
export function createLibraryShelves(deps: {
  readonly db: Db;
  readonly coversOf: (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;
}): Wing {
  const { db, coversOf } = deps;
  return {
    routes: [treeRoutes({ tree: createLibraryTree(db), coversOf, known: (name) => knownArtist(db, name) })],
  };
}
