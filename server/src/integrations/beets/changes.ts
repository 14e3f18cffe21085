import { randomBytes } from 'node:crypto';
import type { Beet } from './calls.ts';
import { isThere } from './paths.ts';
import { BeetsProblem } from './problem.ts';
import { type BeetsItem, items, list, portionsOf, requireSuccess } from './query.ts';

/** What an update found or did. */
export interface UpdateReport {
  /** Items that were looked at. */
  readonly checked: number;
  /** Files that changed outside of beets. */
  readonly changed: readonly string[];
  /** Files that are gone; their entries go with the update. */
  readonly vanished: readonly string[];
}

/** An item whose file has another place now. */
export interface Moved {
  readonly id: number;
  readonly from: string;
  readonly to: string;
}

/** What `beet update` would do with the items that the terms find. */
export async function previewUpdate(
  beet: Beet,
  terms: readonly string[],
  timeoutMs: number,
): Promise<Omit<UpdateReport, 'checked'>> {
  const mark = `\x1e${randomBytes(6).toString('hex')}\x1e`;
  const said = await beet(['update', '-p', '-M', '-f', `${mark}$path${mark}`, '--', ...terms], { timeoutMs });
  if (!/No matching items/i.test(said.stderr)) requireSuccess(said, 'update');
  const pieces = said.stdout.split(mark);
  const changed: string[] = [];
  const vanished: string[] = [];
  for (let at = 1; at + 1 < pieces.length; at += 2) {
    const gone = /^\s*deleted\s*$/m.test(pieces[at + 1] ?? '');
    (gone ? vanished : changed).push(pieces[at] ?? '');
  }
  return { changed, vanished };
}

/** Brings the entries up to date with their files; files stay where they are. */
export async function update(beet: Beet, terms: readonly string[], timeoutMs: number): Promise<void> {
  const said = await beet(['update', '-M', '--', ...terms], { timeoutMs });
  if (!/No matching items/i.test(said.stderr)) requireSuccess(said, 'update');
}

/** How many items the terms find. */
export async function count(beet: Beet, terms: readonly string[]): Promise<number> {
  return (await list(beet, ['$id'], terms)).length;
}

/** Takes items out of the library; their files only go with `deleteFiles`. Answers how many entries and files are gone. */
export async function remove(
  beet: Beet,
  found: readonly BeetsItem[],
  options: { readonly deleteFiles: boolean; readonly timeoutMs: number },
): Promise<{ readonly removed: number; readonly filesDeleted: number }> {
  for (const terms of portionsOf(found.map((item) => item.id))) {
    const said = await beet(['remove', '-f', ...(options.deleteFiles ? ['-d'] : []), '--', ...terms], options);
    requireSuccess(said, 'remove');
  }
  let [left, filesDeleted] = [0, 0];
  for (const terms of portionsOf(found.map((item) => item.id))) left += await count(beet, terms);
  if (options.deleteFiles) for (const item of found) if (!(await isThere(item.path))) filesDeleted += 1;
  return { removed: found.length - left, filesDeleted };
}

/** So that sources and targets are never printed on one line. */
const narrow = { ui: { color: false, terminal_width: 10 } };

/** Where beets would put items, as far as it says: only those that are not in place already. `found` by their numbers. */
export async function previewMove(beet: Beet, found: readonly BeetsItem[], timeoutMs: number): Promise<Moved[]> {
  const moves: Moved[] = [];
  for (const terms of portionsOf(found.map((item) => item.id))) {
    const said = await beet(['move', '-p', '--', ...terms], { timeoutMs, config: narrow });
    requireSuccess(said, 'move');
    moves.push(...readMoves(said.stdout, found));
  }
  return moves;
}

/**
 * Reads what `beet move -p` prints for a narrow terminal: the source and a blank, then `  -> target` on a line of its own. The sources are known, so
 * no name can be taken for an arrow.
 */
function readMoves(text: string, found: readonly BeetsItem[]): Moved[] {
  const bySource = new Map(found.map((item) => [`${item.path} `, item]));
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const item = bySource.get(line);
    const to = /^ {2}-> (.+)$/.exec(lines[at + 1] ?? '')?.[1];
    return item === undefined || to === undefined ? [] : [{ id: item.id, from: item.path, to }];
  });
}

/** Moves (or copies) the files of items to where the configuration of beets wants them; proved by asking afterwards. */
export async function move(
  beet: Beet,
  found: readonly BeetsItem[],
  options: { readonly copy?: boolean; readonly timeoutMs: number },
): Promise<Moved[]> {
  const before = new Map(found.map((item) => [item.id, item.path]));
  const moved: Moved[] = [];
  for (const terms of portionsOf([...before.keys()])) {
    const said = await beet(['move', ...(options.copy === true ? ['-c'] : []), '--', ...terms], options);
    requireSuccess(said, 'move');
    for (const item of await items(beet, terms)) {
      const from = before.get(item.id);
      if (from === undefined || from === item.path) continue;
      if (!(await isThere(item.path)))
        throw new BeetsProblem(
          'beets_failed',
          `beets says that it moved ${from} to ${item.path}, but there is no file.`,
          'Look for the file by hand; `beet update` corrects what beets knows.',
        );
      moved.push({ id: item.id, from, to: item.path });
    }
  }
  return moved;
}

/** The items whose files `beet write` would change. */
export async function previewWrite(beet: Beet, terms: readonly string[], timeoutMs: number): Promise<string[]> {
  const mark = `\x1e${randomBytes(6).toString('hex')}\x1e`;
  const options = { timeoutMs, config: { format_item: `${mark}$path${mark}` } };
  const said = await beet(['write', '-p', '--', ...terms], options);
  if (/No matching items/i.test(said.stderr)) return [];
  requireSuccess(said, 'write');
  return said.stdout.split(mark).filter((_, at) => at % 2 === 1);
}

/** Writes what beets knows into the files; answers the paths of those that it changed. */
export async function write(beet: Beet, terms: readonly string[], timeoutMs: number): Promise<string[]> {
  const wanted = await previewWrite(beet, terms, timeoutMs);
  if (wanted.length === 0) return [];
  const said = await beet(['write', '--', ...terms], { timeoutMs });
  requireSuccess(said, 'write');
  const left = new Set(await previewWrite(beet, terms, timeoutMs));
  return wanted.filter((path) => !left.has(path));
}
