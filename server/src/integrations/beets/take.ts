import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Beet } from './calls.ts';
import { move, previewMove, remove } from './changes.ts';
import { notesOf, sameRecording } from './import.ts';
import { isThere } from './paths.ts';
import { BeetsProblem } from './problem.ts';
import { type BeetsItem, exactly, items, requireSuccess } from './query.ts';

/** The field of beets' own database by which we find again what we handed over. It is never written into a file. */
export const tokenField = 'harmony_id';

/** One finished file for beets. */
export interface HandOver {
  /** Absolute. */
  readonly path: string;
  /** Names the file for ever, whatever its path and number become. */
  readonly token: string;
  /** `leave` where it is, `copy` into the folder of beets, or `move` there. */
  readonly keep: 'leave' | 'copy' | 'move';
  readonly autotag: boolean;
}

/** How it went: where beets has the file now, or why beets does not want it. */
export type Taken =
  | { readonly kind: 'taken'; readonly path: string }
  | { readonly kind: 'refused'; readonly sentence: string };

/**
 * Hands one file over. First it is entered where it is, then moved or copied, so that every step can be told from the library of beets: run
 * again after a crash, it goes on where it was. `beforeMove` hears the place that beets has in mind before the file is touched.
 * Throws `BeetsProblem`.
 */
export async function takeFile(
  beet: Beet,
  order: HandOver,
  timeoutMs: number,
  beforeMove: (target: string) => Promise<void>,
): Promise<Taken> {
  const entered = await enter(beet, order, timeoutMs);
  if ('sentence' in entered) return entered;
  if (order.keep === 'leave' || entered.item.path !== order.path) return { kind: 'taken', path: entered.item.path };
  const [planned] = await previewMove(beet, [entered.item], timeoutMs);
  if (planned === undefined) return { kind: 'taken', path: entered.item.path };
  if (order.keep === 'move') await beforeMove(planned.to);
  const [moved] = await move(beet, [entered.item], { copy: order.keep === 'copy', timeoutMs });
  return { kind: 'taken', path: moved?.to ?? entered.item.path };
}

async function enter(
  beet: Beet,
  order: HandOver,
  timeoutMs: number,
): Promise<{ readonly item: BeetsItem } | (Taken & { kind: 'refused' })> {
  const known = await items(beet, [exactly(tokenField, order.token), ',', `path:${order.path}`]);
  const ours = known.length === 0 ? null : await byToken(beet, order.token);
  if (ours !== null) return await unlessDouble(beet, ours, timeoutMs);
  const [there] = known;
  if (there !== undefined) {
    // somebody imported it by hand: the entry stays as it is and gets our name
    const named = ['modify', '-y', '-M', '-W', `${tokenField}=${order.token}`, '--', `id:${there.id}`];
    requireSuccess(await beet(named), 'modify');
    // the file may be another one than beets read then
    requireSuccess(await beet(['update', '-M', '--', `id:${there.id}`]), 'update');
    return { item: there };
  }
  const stay = { copy: false, move: false, link: false, hardlink: false, reflink: false, delete: false };
  const said = await beet(
    ['import', '-q', '-s', '-C', order.autotag ? '-a' : '-A', `--set=${tokenField}=${order.token}`, '--', order.path],
    { timeoutMs, config: { import: { ...stay, incremental: false, quiet_fallback: 'asis' } } },
  );
  const item = await byToken(beet, order.token);
  if (item !== null) return await unlessDouble(beet, item, timeoutMs);
  const [note] = notesOf(said);
  if (note?.reason === 'duplicate') return { kind: 'refused', sentence: 'beets has this recording already.' };
  // before the file is blamed
  await access(order.path, constants.R_OK).catch(() => {
    throw new BeetsProblem(
      'beets_failed',
      `The file ${order.path} cannot be read.`,
      'Look at its permissions and at the disk.',
    );
  });
  requireSuccess(said, 'import');
  const why = note === undefined ? 'it imported nothing and gave no reason' : note.message;
  return { kind: 'refused', sentence: `beets did not take the file: ${why}` };
}

/** Takes our entry out again when beets had the recording before; the file is not touched. */
async function unlessDouble(
  beet: Beet,
  item: BeetsItem,
  timeoutMs: number,
): Promise<{ readonly item: BeetsItem } | (Taken & { kind: 'refused' })> {
  if (item.title === '') return { item };
  const same = (await items(beet, sameRecording(item))).filter((each) => each.id !== item.id);
  const other = await firstPresent(same);
  if (other === null) return { item };
  await remove(beet, [item], { deleteFiles: false, timeoutMs });
  return { kind: 'refused', sentence: `beets has this recording already: ${other.path}` };
}

/** An entry whose file is gone (replaced by a better one, say) keeps nothing out. */
async function firstPresent(found: readonly BeetsItem[]): Promise<BeetsItem | null> {
  for (const item of found) if (await isThere(item.path)) return item;
  return null;
}

async function byToken(beet: Beet, token: string): Promise<BeetsItem | null> {
  return (await items(beet, [exactly(tokenField, token)]))[0] ?? null;
}

/** Where beets has the files of these tokens. */
export async function placesOf(beet: Beet, tokens: readonly string[]): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  for (const token of tokens) {
    const item = await byToken(beet, token);
    if (item !== null) places.set(token, item.path);
  }
  return places;
}
