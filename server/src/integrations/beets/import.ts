import type { Beet, Said } from './calls.ts';
import { BeetsProblem, lastWords } from './problem.ts';
import { type BeetsItem, exactly, items, list } from './query.ts';

/** What is to be imported. */
export interface ImportOrder {
  /** An existing file or folder; see `confined`. */
  readonly path: string;
  /** Look the albums up at MusicBrainz; otherwise everything is taken as it is. */
  readonly autotag: boolean;
  /** What becomes of an album without a sure match: it is left out, or taken as it is. */
  readonly fallback: 'skip' | 'asis';
  /** Every file by itself rather than as albums. */
  readonly singletons: boolean;
}

/** Something that was not imported, or not as wanted, with the reason. */
export interface ImportNote {
  readonly path: string;
  readonly reason: 'skipped' | 'duplicate' | 'already_there' | 'unreadable' | 'nothing_found';
  readonly message: string;
}

/** How an import went, as the library shows it afterwards. */
export interface ImportReport {
  readonly imported: readonly BeetsItem[];
  readonly notes: readonly ImportNote[];
}

/** Duplicates are looked for among so many of the new items. */
const maxCompared = 500;

/**
 * Imports a file or folder and proves it by what the library holds afterwards, because beets also ends well when it imported nothing. What
 * already lies in the library under this very path is not imported again.
 */
export async function importPath(beet: Beet, order: ImportOrder, timeoutMs: number): Promise<ImportReport> {
  const known = await items(beet, [`path:${order.path}`]);
  if (known.length > 0 && known.every((item) => item.path === order.path)) {
    const message = 'beets has this file already.';
    return { imported: [], notes: [{ path: order.path, reason: 'already_there', message }] };
  }
  const before = await newestId(beet);
  const args = ['import', '-q', order.autotag ? '-a' : '-A', ...(order.singletons ? ['-s'] : []), '--', order.path];
  const said = await beet(args, { timeoutMs, config: { import: { quiet_fallback: order.fallback } } });
  // numbers only grow while nothing is removed, and nobody else has a turn
  const imported = (await items(beet, [`id:${before + 1}..`])).filter((item) => item.id > before);
  const notes = [...notesOf(said), ...(await duplicates(beet, imported, before))];
  if (said.code !== 0 && imported.length === 0 && notes.length === 0) {
    const words = lastWords(said.stderr);
    throw new BeetsProblem(
      'beets_failed',
      `beet import failed (${said.code})${words === '' ? '.' : `: ${words}`}`,
      'Run the same import by hand; it says more there.',
    );
  }
  if (imported.length > 0 || notes.length > 0) return { imported, notes };
  return { imported, notes: [{ path: order.path, reason: 'nothing_found', message: 'There was nothing to import.' }] };
}

/** The highest number in use; 0 in an empty library. */
async function newestId(beet: Beet): Promise<number> {
  const rows = await list(beet, ['$id'], ['id-']);
  return Number(rows[0]?.[0] ?? 0);
}

/** What beets said and noted about what it did not import. */
export function notesOf(said: Pick<Said, 'stdout' | 'stderr' | 'log'>): ImportNote[] {
  const notes: ImportNote[] = [];
  for (const line of said.log.split('\n')) {
    const noted = /^(skip|duplicate-skip|duplicate-keep|duplicate-replace) (.+)$/.exec(line);
    if (noted === null) continue;
    const [, kind, path = ''] = noted;
    if (kind === 'skip')
      notes.push({ path, reason: 'skipped', message: 'Skipped: beets found no sure match and asks nobody here.' });
    else if (kind === 'duplicate-skip')
      notes.push({ path, reason: 'duplicate', message: 'Skipped: beets has this already.' });
  }
  for (const line of said.stderr.split('\n')) {
    const unreadable = /^unreadable file: (.+)$/.exec(line);
    if (unreadable?.[1] !== undefined)
      notes.push({ path: unreadable[1], reason: 'unreadable', message: 'beets cannot read this file.' });
    const nothing = /^No files imported from (.+)$/.exec(line);
    if (nothing?.[1] !== undefined)
      notes.push({ path: nothing[1], reason: 'nothing_found', message: 'beets found no music here.' });
  }
  return notes;
}

/** Items that were imported although an older one has the same artist, title and album: beets does not look when it takes files as they are. */
async function duplicates(beet: Beet, imported: readonly BeetsItem[], before: number): Promise<ImportNote[]> {
  const named = imported.slice(0, maxCompared).filter((item) => item.title !== '');
  const older = new Map<string, BeetsItem>();
  for (let at = 0; at < named.length; at += 50) {
    const terms = named.slice(at, at + 50).flatMap((item, place) => {
      const same = [...sameRecording(item), `id:..${before}`];
      return place === 0 ? same : [',', ...same];
    });
    for (const item of await items(beet, terms)) older.set(recordingOf(item), item);
  }
  return named.flatMap((item) => {
    const other = older.get(recordingOf(item));
    if (other === undefined) return [];
    const message = `Imported, but beets had it already: ${other.path}`;
    return [{ path: item.path, reason: 'duplicate' as const, message }];
  });
}

/** Terms that find what beets would take for the same recording on the same album. */
export function sameRecording(item: BeetsItem): string[] {
  return [exactly('artist', item.artist, true), exactly('title', item.title, true), exactly('album', item.album, true)];
}

function recordingOf(item: BeetsItem): string {
  return [item.artist, item.title, item.album].map((text) => text.toLowerCase()).join('\u001f');
}
