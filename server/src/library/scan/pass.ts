import type { Db } from '#platform/database';
import { endOfPaths, type PassDeps, type Passing, type PassOrder, type StretchResult, stretch } from './stretch.ts';
import type { SeenFile, WalkedPart } from './types.ts';

/** Files walked at a time while nothing changes, and while they have to be read: then a crash costs less. */
const quickStretch = 1000;
const readingStretch = 250;
/** Rows that are compared at a time; more than a stretch has files, so that one question is enough where nothing is gone. */
const rowsAtOnce = 2000;

/**
 * Passes over the folder and the library's rows side by side, in one order, a stretch at a time, so that memory stays bounded and a pass can go on
 * wherever it was. Each stretch is one transaction, together with `store`; a `store` that answers `false` ends the pass. Throws `FileProblem` when the
 * music folder is not usable, and the signal's reason.
 */
export async function passOver(
  order: PassOrder,
  deps: PassDeps,
  store: (trx: Db, result: StretchResult) => Promise<boolean>,
  signal: AbortSignal,
): Promise<'done' | 'ended'> {
  const { folder, shallow } = order.scope;
  const passing = { order, deps, store, signal, quiet: { stretches: 0, seen: 0 } };
  const walk = (after: string | null, size: number): Promise<WalkedPart> => {
    const walkOrder = { root: deps.musicDir, folder, shallow, after, skip: deps.skip() };
    return deps.scanner.walk(order.id, walkOrder, size, signal);
  };
  let { after } = order;
  let size = readingStretch;
  let walking = walk(after, size);
  for (;;) {
    const part = await walking;
    const next = part.upTo ?? after;
    // the thread goes ahead while this part is compared
    if (!part.done) walking = walk(next, size);
    walking.catch(() => undefined);
    const reads = await overPart(part, after, passing);
    if (reads === null) return 'ended';
    if (part.done) return 'done';
    after = next;
    size = reads < size / 10 ? quickStretch : readingStretch;
  }
}

/** Answers how many files were read; `null`: the pass ends. */
async function overPart(part: WalkedPart, after: string | null, passing: Passing): Promise<number | null> {
  const { order, deps } = passing;
  const upTo = part.done ? null : part.upTo;
  let { files } = part;
  let problems = part.problems;
  let low = after;
  let reads = 0;
  // rows may be many more than files, where files are gone: then in pages
  for (;;) {
    const nothingBetween = !part.done && upTo === null;
    const rows = nothingBetween ? [] : await deps.index.between(order.scope, low, upTo, rowsAtOnce);
    const last = rows.length === rowsAtOnce ? rows.at(-1)?.path : undefined;
    const high = last ?? upTo;
    const cut = last === undefined ? files.length : firstBehind(files, last);
    const position = last ?? (part.done ? endOfPaths : (upTo ?? low));
    const done = await stretch({ files: files.slice(0, cut), rows, problems, position }, passing);
    if (done === null) return null;
    reads += done;
    if (last === undefined) return reads;
    files = files.slice(cut);
    problems = [];
    low = high;
  }
}

function firstBehind(files: readonly SeenFile[], path: string): number {
  const end = Buffer.from(path);
  const at = files.findIndex((file) => Buffer.compare(Buffer.from(file.path), end) > 0);
  return at === -1 ? files.length : at;
}
