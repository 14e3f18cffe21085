import { join } from 'node:path';
import type { Db } from '#platform/database';
import type { FolderGuard } from '#platform/files';
import type { TellMoved } from '../types.ts';
import { compareStretch, type KnownFile, type Pair } from './compare.ts';
import type { ReadFile, ScanIndex, ScanScope } from './index.store.ts';
import { checkFolder } from './losses.ts';
import { findMoved, type Moved } from './moved.ts';
import type { ScanProblems } from './problems.store.ts';
import type { ScanCounts } from './runs.store.ts';
import type { Scanner } from './scanner.ts';
import type { ScanMode, ScanProblem, SeenFile } from './types.ts';

/** What a pass needs. */
export interface PassDeps {
  readonly db: Db;
  readonly musicDir: string;
  /** Watches over `musicDir`. */
  readonly guard: FolderGuard;
  readonly index: ScanIndex;
  readonly problems: ScanProblems;
  readonly scanner: Scanner;
  /** Absolute paths of folders that are none of the library's. */
  readonly skip: () => readonly string[];
  /** Told of files that were found under another path; part of the transaction that stores it. */
  readonly moved?: TellMoved | undefined;
}

/** What is to be passed over. */
export interface PassOrder {
  /** Names the walk in the thread. */
  readonly id: string;
  readonly scope: ScanScope;
  readonly mode: ScanMode;
  /** Go on behind this path. */
  readonly after: string | null;
  /** When the pass began, by the clock of the database. */
  readonly since: Date;
  /** Only find files again that were renamed; nothing is read, entered or missed. */
  readonly onlyMoves?: boolean;
}

/** What a stretch found. */
export interface StretchResult {
  readonly counts: ScanCounts;
  /** Everything up to this path is done. */
  readonly position: string | null;
  /** Recordings that are in the library since. */
  readonly recordings: readonly { readonly recordingKey: string; readonly isrc: string | null }[];
}

/** Stretches without anything new whose position is stored together: committing costs more than walking them again. */
const mostQuiet = 10;

/** Behind every path in the order of bytes. */
export const endOfPaths = '\u{10ffff}';

/** A pass that is under way. */
export interface Passing {
  readonly order: PassOrder;
  readonly deps: PassDeps;
  readonly store: (trx: Db, result: StretchResult) => Promise<boolean>;
  readonly signal: AbortSignal;
  /** Stretches in which nothing had happened and that are not stored yet, and the files in them. */
  readonly quiet: { stretches: number; seen: number };
}

/** Files and rows of the same part of the order of paths. */
export interface Stretch {
  readonly files: readonly SeenFile[];
  readonly rows: readonly KnownFile[];
  readonly problems: readonly ScanProblem[];
  readonly position: string | null;
}

/** Compares one part, reads what has to be read and stores what came of it in one transaction; answers how many files were read, `null`: the pass ends. */
export async function stretch(
  { files, rows, problems: walked, position }: Stretch,
  { order, deps, store, signal, quiet }: Passing,
): Promise<number | null> {
  const { index, musicDir, scanner } = deps;
  const compared = compareStretch(files, rows, order.mode);
  if (order.onlyMoves === true) return await findAgain(compared.fresh, position, deps, store, signal);
  const { unstamped } = compared;
  const happened = [compared.fresh, compared.suspect, compared.back, compared.absent, unstamped, walked].some(
    (each) => each.length > 0,
  );
  if (!happened && position !== endOfPaths && quiet.stretches < mostQuiet) {
    quiet.stretches += 1;
    quiet.seen += files.length;
    return 0;
  }
  const eventful = compared.fresh.length + compared.absent.length > 0;
  const busy = eventful ? await index.busyPaths() : { targets: new Set<string>(), trashed: new Set<string>() };
  const isBusy = (path: string): boolean =>
    busy.trashed.has(path) || busy.targets.has(join(musicDir, path.normalize('NFC')));

  // what could not be read last time and has not changed since is not tried again
  const questionable = [...compared.fresh, ...[...compared.suspect, ...compared.back].map(({ seen }) => seen)];
  const hopeless = order.mode === 'changes' ? await deps.problems.same(questionable) : new Set<string>();
  const isHopeful = ({ path }: SeenFile): boolean => !hopeless.has(path);
  const suspect = compared.suspect.filter(({ seen }) => isHopeful(seen));
  const back = compared.back.filter(({ seen }) => isHopeful(seen));
  const fresh = compared.fresh.filter((file) => isHopeful(file) && !isBusy(file.path));

  const renamed = await findMoved(
    fresh.map((seen) => ({ seen })),
    'stamp',
    { index, scanner, musicDir },
    signal,
  );
  const unread = fresh.filter((seen) => !renamed.has(seen.path));
  const toRead = [...suspect.map(({ seen }) => seen), ...unread];
  const thorough = order.mode === 'thorough';
  const readings = await scanner.read(
    musicDir,
    toRead.map(({ path }) => path),
    thorough,
    signal,
  );
  const read = new Map<string, ReadFile>();
  const damaged: ScanProblem[] = [];
  toRead.forEach((seen, at) => {
    const reading = readings[at];
    if (reading?.kind === 'audio') read.set(seen.path, { seen, reading });
    if (reading?.kind === 'problem') {
      const { code, sentence, remedy } = reading;
      damaged.push({ path: seen.path, code, sentence, remedy, stamp: seen });
    }
  });
  const isDamaged = new Set([...damaged.map(({ path }) => path), ...hopeless]);

  const found = unread.flatMap(({ path }) => read.get(path) ?? []);
  const movedElsewhere = await findMoved(found, 'recording', { index, scanner, musicDir }, signal);
  const moved: Moved[] = [...renamed.values(), ...movedElsewhere.values()];
  const movedIds = new Set(moved.map(({ known }) => known.id));
  const added = found.filter(({ seen }) => !movedElsewhere.has(seen.path));
  const rewritten = [
    ...suspect.flatMap(({ seen, known }) => {
      const file = read.get(seen.path);
      return file === undefined ? [] : [{ ...file, known }];
    }),
    ...[...movedElsewhere.values()].flatMap(({ seen, known }) => {
      const file = read.get(seen.path);
      return file === undefined ? [] : [{ ...file, known }];
    }),
  ];
  const absent = compared.absent.filter(({ id, path }) => !movedIds.has(id) && !isBusy(path));
  const vanished = await reallyGone(absent, deps, signal);
  const useless = [...compared.suspect, ...compared.back].filter(({ seen }) => isDamaged.has(seen.path));

  const problems = [...walked, ...damaged];
  let stored = false;
  await deps.db
    .transaction()
    .execute(async (trx) => {
      await index.stamp(trx, [...renamed.values(), ...back, ...unstamped]);
      await index.rewrite(trx, rewritten);
      const entered = await index.add(trx, added);
      await tellMoved(trx, moved, deps);
      const lost = await index.markMissing(trx, [...vanished, ...useless.map(({ known }) => known.id)]);
      await deps.problems.note(trx, problems);
      await deps.problems.seenAgain(trx, [...hopeless]);
      const wasMissing = (pairs: readonly Pair[]): number => pairs.filter(({ known }) => known.missing).length;
      const counts: ScanCounts = {
        seen: quiet.seen + files.length,
        read: toRead.length,
        added: entered,
        changed: order.mode === 'changes' ? rewritten.length - movedElsewhere.size : suspect.filter(hasChanged).length,
        moved: moved.length,
        returned: wasMissing(back) + wasMissing(suspect.filter(({ seen }) => read.has(seen.path))),
        // marked earlier in this pass, found elsewhere now
        vanished:
          lost - moved.filter(({ known }) => known.missingSince !== null && known.missingSince >= order.since).length,
        failed: problems.length + hopeless.size,
      };
      stored = await store(trx, { counts, position, recordings: [...recordingsOf(added), ...recordingsOf(rewritten)] });
      if (!stored) throw new Ended();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Ended)) throw error;
    });
  quiet.stretches = 0;
  quiet.seen = 0;
  return stored ? toRead.length : null;
}

/** The part of a stretch that finds renamed files again by their numbers on the disk. */
async function findAgain(
  fresh: readonly SeenFile[],
  position: string | null,
  deps: PassDeps,
  store: (trx: Db, result: StretchResult) => Promise<boolean>,
  signal: AbortSignal,
): Promise<number | null> {
  const moved = await findMoved(
    fresh.map((seen) => ({ seen })),
    'stamp',
    deps,
    signal,
  );
  const counts = { seen: 0, read: 0, added: 0, changed: 0, moved: moved.size, returned: 0, vanished: 0, failed: 0 };
  return await deps.db.transaction().execute(async (trx) => {
    await deps.index.stamp(trx, [...moved.values()]);
    await tellMoved(trx, [...moved.values()], deps);
    return (await store(trx, { counts, position, recordings: [] })) ? 0 : null;
  });
}

async function tellMoved(trx: Db, moved: readonly Moved[], deps: PassDeps): Promise<void> {
  if (moved.length > 0)
    await deps.moved?.(
      trx,
      moved.map(({ known, seen }) => ({ from: known.path, to: seen.path })),
    );
}

/** Rolls a stretch back that nobody wants any more. */
class Ended extends Error {}

function hasChanged({ seen, known }: Pair): boolean {
  return seen.sizeBytes !== known.sizeBytes || seen.mtimeUs !== known.mtimeUs;
}

function recordingsOf(files: readonly ReadFile[]) {
  return files.map(({ reading }) => ({ recordingKey: reading.keys.recording_key, isrc: reading.names.isrc }));
}

/** Rows whose file is gone for certain: the path has none, and the music folder is still the one that it was. */
async function reallyGone(absent: readonly KnownFile[], deps: PassDeps, signal: AbortSignal): Promise<number[]> {
  if (absent.length === 0) return [];
  const presences = await deps.scanner.look(
    deps.musicDir,
    absent.map(({ path }) => path),
    signal,
  );
  const gone = absent.filter((_, at) => presences[at]?.state === 'gone').map(({ id }) => id);
  if (gone.length > 0) await checkFolder(deps.guard);
  return gone;
}
