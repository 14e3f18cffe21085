import type { Db } from '#platform/database';
import { type Beet, createBeetsCalls } from './calls.ts';
import * as changes from './changes.ts';
import { type BeetsConfiguration, configuration } from './configuration.ts';
import { type ImportOrder, type ImportReport, importPath } from './import.ts';
import { confined, insideAny, requireMounted } from './paths.ts';
import { BeetsProblem, BeetsRefusal } from './problem.ts';
import { type BeetsItem, items, list, portionsOf, requiredTerms, requireSuccess, termsOf } from './query.ts';
import type { BeetsSettings } from './settings.ts';
import { type HandOver, placesOf, type Taken, takeFile } from './take.ts';

/** How beets is, as people see it. */
export type BeetsStatus =
  | ({ readonly available: true } & BeetsConfiguration)
  | { readonly available: false; readonly code: string; readonly sentence: string; readonly remedy: string };

/** A change that was not made, with what it would have meant. */
export interface Held {
  readonly kind: 'held';
  readonly sentence: string;
  /** Pass this number as `confirm` to make it all the same. */
  readonly confirm: number;
  readonly paths: readonly string[];
}

/** What the rooms that know files have to say about a move. */
export interface MoveWitness {
  /** Asked once about all moves; may throw to keep the files where they are. */
  allow(moves: readonly changes.Moved[]): Promise<void>;
  /** Runs `work`, which makes some of the moves and answers which were made, while nobody else touches these files. */
  around(moves: readonly changes.Moved[], work: () => Promise<changes.Moved[]>): Promise<void>;
}

const configurationMs = 30_000;
const shownPaths = 100;
/** So many files are held back from everybody else at a time. */
const movesAtOnce = 100;
/** An update may forget so many entries, or a tenth of what it looked at, without being asked. */
const fewVanished = 5;

/**
 * beets in our words. Every operation has the program to itself from its first question to its last. Throws `BeetsProblem` when the program does
 * not work, `BeetsRefusal` for input that is refused.
 */
export function createBeets(deps: { readonly db: Db; readonly settings: BeetsSettings; readonly musicDir: string }) {
  const { settings, musicDir } = deps;
  const calls = createBeetsCalls(deps);
  const long = settings.importTimeoutMs;
  let known: { readonly at: number; readonly value: BeetsConfiguration } | null = null;

  async function configured(beet: Beet): Promise<BeetsConfiguration> {
    if (known === null || Date.now() - known.at > configurationMs)
      known = { at: Date.now(), value: await configuration(beet) };
    return known.value;
  }

  async function foldersOf(beet: Beet): Promise<string[]> {
    return [musicDir, (await configured(beet)).directory, ...settings.folders];
  }

  /** A folder or file that beets may look for in its library; it need not exist any more. */
  async function scopeOf(beet: Beet, path: string | undefined): Promise<string[]> {
    if (path === undefined) return [];
    if (/\p{Cc}/u.test(path) || path.length > 4000) throw new BeetsRefusal('path', 'must be a plain path');
    if (!path.startsWith('/') || !(await insideAny(path, await foldersOf(beet))))
      throw new BeetsRefusal('path', 'must lie in the music folder, in the folder of beets or in one of BEETS_FOLDERS');
    return [`path:${path}`];
  }

  return {
    /** Never throws for a beets that does not work: that is the answer. */
    async status(): Promise<BeetsStatus> {
      known = null;
      try {
        return { available: true, ...(await calls.exclusive(configured)) };
      } catch (error) {
        if (!(error instanceof BeetsProblem)) throw error;
        return { available: false, code: error.code, sentence: error.sentence, remedy: error.remedy };
      }
    },

    /** The configuration; throws when beets does not work. */
    configuration: (): Promise<BeetsConfiguration> => calls.exclusive(configured),

    /** Imports a file or folder that lies in one of the known folders. */
    importPath: (order: ImportOrder): Promise<ImportReport> =>
      calls.exclusive(async (beet) => {
        const path = await confined(order.path, await foldersOf(beet));
        return await importPath(beet, { ...order, path }, long);
      }),

    /**
     * Compares the library with the files. Held back unless `confirm` names the number of entries that would go, when these are all or many; refused
     * altogether while the folder of beets is not there or is empty.
     */
    update: (order: {
      readonly path?: string | undefined;
      readonly preview: boolean;
      readonly confirm?: number | undefined;
    }): Promise<changes.UpdateReport | Held> =>
      calls.exclusive(async (beet) => {
        const terms = await scopeOf(beet, order.path);
        const checked = await changes.count(beet, terms);
        await requireMounted((await configured(beet)).directory, checked);
        const report = { checked, ...(await changes.previewUpdate(beet, terms, long)) };
        if (order.preview) return report;
        const { vanished } = report;
        const many = vanished.length === checked || vanished.length > Math.max(fewVanished, checked / 10);
        if (vanished.length > 0 && many && order.confirm !== vanished.length)
          return held(
            `${vanished.length} of ${checked} files are not where beets knows them; the update would forget them.`,
            vanished,
          );
        if (report.changed.length + vanished.length > 0) await changes.update(beet, terms, long);
        return report;
      }),

    /** Takes items out of the library of beets. Without `force` only says which; `mayDelete` is asked before files go with them. */
    remove: (order: {
      readonly query: string;
      readonly force: boolean;
      readonly deleteFiles: boolean;
      readonly confirm?: number | undefined;
      readonly mayDelete: (paths: readonly string[]) => Promise<void>;
    }): Promise<Held | { readonly kind: 'removed'; readonly removed: number; readonly filesDeleted: number }> =>
      calls.exclusive(async (beet) => {
        const found = await items(beet, requiredTerms(order.query));
        if (found.length === 0) return { kind: 'removed', removed: 0, filesDeleted: 0 };
        const paths = found.map((item) => item.path);
        if (!order.force) return held(`${found.length} entries would be removed; nothing was.`, paths);
        if (order.deleteFiles) {
          const folders = await foldersOf(beet);
          for (const path of paths)
            if (!(await insideAny(path, folders)))
              throw new BeetsRefusal('delete_files', `is refused: ${path} lies outside of the known folders`);
          await order.mayDelete(paths);
          if (order.confirm !== found.length)
            return held(`${found.length} files would be deleted for good; nothing was.`, paths);
        } else if (
          order.confirm !== found.length &&
          found.length > 1 &&
          found.length === (await changes.count(beet, []))
        )
          return held(`This is all that beets has, ${found.length} entries; nothing was removed.`, paths);
        return {
          kind: 'removed',
          ...(await changes.remove(beet, found, { deleteFiles: order.deleteFiles, timeoutMs: long })),
        };
      }),

    /** Moves files to where the configuration of beets wants them. */
    move: (order: {
      readonly query: string;
      readonly preview: boolean;
      readonly witness: MoveWitness;
    }): Promise<readonly changes.Moved[]> =>
      calls.exclusive(async (beet) => {
        const found = await items(beet, termsOf(order.query), long);
        const planned = await changes.previewMove(beet, found, long);
        if (order.preview || planned.length === 0) return planned;
        await order.witness.allow(planned);
        const moved: changes.Moved[] = [];
        for (let at = 0; at < planned.length; at += movesAtOnce) {
          const portion = planned.slice(at, at + movesAtOnce);
          const ids = new Set(portion.map((each) => each.id));
          await order.witness.around(portion, async () => {
            const those = found.filter((item) => ids.has(item.id));
            const made = await changes.move(beet, those, { timeoutMs: long });
            moved.push(...made);
            return made;
          });
        }
        return moved;
      }),

    /** Writes what beets knows into files; answers the paths that were, or with `preview` would be, changed. */
    write: (order: { readonly query: string; readonly preview: boolean }): Promise<readonly string[]> =>
      calls.exclusive(async (beet) => {
        const terms = termsOf(order.query);
        return await (order.preview ? changes.previewWrite : changes.write)(beet, terms, long);
      }),

    /** Albums as beets prints them. */
    albums: (query: string): Promise<string[]> =>
      calls.exclusive(async (beet) =>
        flat(await list(beet, ['$albumartist - $album'], termsOf(query), { albums: true })),
      ),

    /** Titles of the tracks. */
    tracks: (query: string): Promise<string[]> =>
      calls.exclusive(async (beet) => flat(await list(beet, ['$title'], termsOf(query)))),

    /** What the query finds, each as the template says. */
    query: (query: string, format: string): Promise<string[]> =>
      calls.exclusive(async (beet) => flat(await list(beet, [formatOf(format)], requiredTerms(query)))),

    /** The statistics as beets prints them. */
    stats: (query: string): Promise<Record<string, string>> =>
      calls.exclusive(async (beet) => {
        const said = await beet(['stats', '--', ...termsOf(query)]);
        requireSuccess(said, 'stats');
        const lines = said.stdout.split('\n').flatMap((line) => {
          const at = line.indexOf(':');
          return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
        });
        return Object.fromEntries(lines);
      }),

    /** Names of the fields that queries and templates may use. */
    fields: (): Promise<string[]> =>
      calls.exclusive(async (beet) => {
        const said = await beet(['fields']);
        requireSuccess(said, 'fields');
        const names = said.stdout.split('\n').filter((line) => /^\s+\S/.test(line));
        return [...new Set(names.map((line) => line.trim()))];
      }),

    /** Hands one finished file over; see `takeFile`. */
    take: (order: HandOver, beforeMove: (target: string) => Promise<void>): Promise<Taken> =>
      calls.exclusive((beet) => takeFile(beet, order, settings.timeoutMs, beforeMove)),

    /** Where beets has files that were handed over. */
    placesOf: (tokens: readonly string[]): Promise<Map<string, string>> =>
      calls.exclusive((beet) => placesOf(beet, tokens)),

    /** Where beets has items, by their numbers. */
    placesById: (ids: readonly number[]): Promise<Map<number, string>> =>
      calls.exclusive(async (beet) => {
        const places = new Map<number, string>();
        for (const terms of portionsOf(ids))
          for (const item of await items(beet, terms)) places.set(item.id, item.path);
        return places;
      }),
  };
}

/** beets in our words. */
export type Beets = ReturnType<typeof createBeets>;

/** An item as the library of beets has it. */
export type { BeetsItem };

function held(sentence: string, paths: readonly string[]): Held {
  return { kind: 'held', sentence, confirm: paths.length, paths: paths.slice(0, shownPaths) };
}

function flat(rows: readonly (readonly string[])[]): string[] {
  return rows.map((row) => row[0] ?? '');
}

function formatOf(format: string): string {
  if (format.trim() === '') throw new BeetsRefusal('format', 'must not be empty');
  if (/\p{Cc}/u.test(format)) throw new BeetsRefusal('format', 'must not contain control characters or line ends');
  return format;
}
