import type { PathMap } from '#integrations/plex';
import { type LibraryTrack, libraryTracks } from '#library';
import type { Db } from '#platform/database';
import { type CatalogueStore } from './catalogue.store.ts';
import { pathKeyOf } from './catalogue.ts';
import type { FileMatchStore } from './files.store.ts';
import type { PlexLookup } from './lookup.ts';

/** Files of one turn: the database must not be busy with this alone. */
const portion = 500;
const portions = 4;

/**
 * Finds out which track of Plex each file of the library is: new files once, with all means; files without a track again, by their exact keys, whenever
 * Plex has other tracks. A bounded piece of work each time; it goes on where it was.
 */
export function createFileMatching(deps: {
  readonly db: Db;
  readonly store: FileMatchStore;
  readonly catalogue: CatalogueStore;
  readonly lookup: PlexLookup;
  readonly pathMap: () => Promise<PathMap>;
  /** The absolute path of a file of the library. */
  readonly pathOf: (path: string) => string;
}) {
  const { db, store, catalogue } = deps;
  let released: number | null = null;

  async function match(files: readonly LibraryTrack[], revision: number, likeness: boolean): Promise<void> {
    const map = await deps.pathMap();
    const sought = files.map((file) => {
      const path = map.toPlex(deps.pathOf(file.path));
      return { ...file, path, pathKey: path === null ? null : pathKeyOf(path) };
    });
    const found = await deps.lookup.find(sought, { likeness });
    await store.put(
      revision,
      sought.map((file, at) => {
        const hit = found[at] ?? null;
        return {
          library_file_id: file.id,
          rating_key: hit?.ratingKey ?? null,
          matched_by: hit?.by ?? null,
          confidence: hit?.confidence ?? null,
          reason:
            hit !== null
              ? null
              : file.path === null
                ? 'No entry of the path map fits its folder, and Plex has no such recording.'
                : `Plex knows neither ${file.path} nor such a recording.`,
        };
      }),
    );
  }

  return {
    /** Goes on; does nothing before Plex was read. */
    async turn(signal: AbortSignal): Promise<void> {
      if (!(await catalogue.isRead())) return;
      const revision = await catalogue.revision();
      if (released !== revision) {
        await store.release('Plex has its track no more.');
        released = revision;
      }
      for (let times = 0; times < portions; times += 1) {
        signal.throwIfAborted();
        const fresh = await libraryTracks(db, { after: await store.newest(), limit: portion });
        if (fresh.length > 0) {
          await match(fresh, revision, true);
          continue;
        }
        const ids = await store.again(revision, portion);
        if (ids.length === 0) return;
        const known = await libraryTracks(db, { ids });
        await match(known, revision, false);
        const there = new Set(known.map((file) => file.id));
        // files that are missing from the disk wait for the next state of Plex
        await store.put(
          revision,
          ids
            .filter((id) => !there.has(id))
            .map((id) => ({
              library_file_id: id,
              rating_key: null,
              matched_by: null,
              confidence: null,
              reason: 'The file is missing from the disk.',
            })),
        );
      }
    },
  };
}
