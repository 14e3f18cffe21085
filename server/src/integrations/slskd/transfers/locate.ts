import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { FileWhereabouts, Transfer, TransferNetwork } from '../../../pipeline/4-download/ports.ts';
import type { SlskdClient } from '../daemon/client.ts';
import type { Daemon } from '../daemon/daemon.ts';
import { belowRoot, expectedPlaces, isNameOf } from './places.ts';

const pageSize = 100;
const mostPages = 10;
/** Late events can sort below ones already seen, because they carry the transfer's end, not the move's (reference §10). */
const windowMs = 10 * 60_000;

const notVisible = (code: string, sentence: string): FileWhereabouts => ({ kind: 'not-visible', code, sentence });

/**
 * Finds finished files: the completion event tells the daemon's path, which is mapped to ours; without an event the daemon's naming
 * rules say where to look (reference §9.4). Nothing outside the downloads folder is ever returned, links included.
 */
export function createLocate(deps: {
  readonly client: SlskdClient;
  readonly daemon: Daemon;
  /** Where the downloads folder is seen from here, where somebody said so. */
  readonly downloadsDir: () => Promise<string | null>;
}): TransferNetwork['locate'] {
  const { client, daemon } = deps;
  const completions = new Map<string, string>();
  let reading: Promise<void> | null = null;

  async function readEvents(since: Date | null, signal: AbortSignal): Promise<void> {
    const stop = (since?.getTime() ?? Date.now()) - windowMs;
    for (let page = 0; page < mostPages; page += 1) {
      const events = await client.events(page * pageSize, pageSize, signal);
      if (events === null) return;
      for (const each of events.completions) completions.set(each.transferId, each.localFilename);
      if (events.count < pageSize || (events.oldest !== null && events.oldest.getTime() < stop)) return;
    }
  }

  async function eventPath(transfer: Transfer, signal: AbortSignal): Promise<string | null> {
    const known = completions.get(transfer.id);
    if (known !== undefined) return known;
    // Several files that end together share one reading.
    reading ??= readEvents(transfer.requestedAt, signal).finally(() => {
      reading = null;
    });
    await reading;
    while (completions.size > 5_000) completions.delete(completions.keys().next().value ?? '');
    return completions.get(transfer.id) ?? null;
  }

  return async (transfer, { batchId, isTaken, signal }) => {
    const facts = await daemon.facts(signal);
    const localRoot = (await deps.downloadsDir()) ?? facts.downloadsRoot;
    if (localRoot === null) {
      return notVisible(
        'downloads_folder_unknown',
        'slskd does not tell its downloads folder. Set SLSKD_DOWNLOADS_DIR.',
      );
    }
    let root: string;
    try {
      root = await realpath(localRoot);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const sentence = `The downloads folder of slskd (${facts.downloadsRoot ?? '?'} there) should be ${localRoot} here, but that cannot be opened (${code}). Set SLSKD_DOWNLOADS_DIR to where it is seen from here.`;
      return notVisible(code === 'ENOENT' ? 'downloads_folder_missing' : 'downloads_folder_unreadable', sentence);
    }
    const told = await eventPath(transfer, signal);
    if (told !== null) return byEvent(told, facts.downloadsRoot, root);
    const windows = /^[a-z]:|^\\\\/i.test(facts.downloadsRoot ?? '');
    const rules = { patterns: facts.batches, subdirectory: facts.subdirectory, windows };
    for (const place of expectedPlaces({ username: transfer.username, path: transfer.path, batchId }, rules)) {
      const found = await bySearching(root, place, transfer.sizeBytes, isTaken);
      if (found !== null) return found;
    }
    return { kind: 'absent', sentence: 'The finished file has not appeared in the downloads folder of slskd.' };
  };
}

async function byEvent(told: string, daemonRoot: string | null, root: string): Promise<FileWhereabouts> {
  const below = daemonRoot === null ? null : belowRoot(daemonRoot, told);
  if (below === null) {
    return notVisible(
      'outside_downloads',
      `slskd says that the file is at ${told}, which is not below its downloads folder ${daemonRoot ?? '?'}.`,
    );
  }
  const here = resolve(root, ...below);
  const file = await contained(root, here);
  if (file.kind !== 'absent') return file;
  return notVisible(
    'finished_file_not_visible',
    `slskd says that the file is at ${told}, which should be ${here} here, but nothing is there. Check SLSKD_DOWNLOADS_DIR: it must be the folder that slskd calls ${daemonRoot}.`,
  );
}

/** The file itself if it is a regular one and truly lies below the root, wherever links lead. */
async function contained(root: string, path: string): Promise<FileWhereabouts> {
  try {
    const real = await realpath(path);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) {
      return notVisible('outside_downloads', `The finished file ${path} leads out of the downloads folder ${root}.`);
    }
    const info = await stat(real);
    if (!info.isFile()) return { kind: 'absent', sentence: `${path} is not a file.` };
    return { kind: 'found', localPath: real, sizeBytes: info.size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent', sentence: `${path} does not exist.` };
    return notVisible('finished_file_unreadable', `The finished file ${path} cannot be read (${code}).`);
  }
}

/** A file of the right name and size, exact name first, then the daemon's renamed form, newest first. */
async function bySearching(
  root: string,
  place: readonly string[],
  sizeBytes: number,
  isTaken: (localPath: string) => Promise<boolean>,
): Promise<FileWhereabouts | null> {
  const folder = join(root, ...place.slice(0, -1));
  const wanted = place.at(-1) ?? '';
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  const matching = names
    .map((name) => ({ name, how: isNameOf(name, wanted) }))
    .filter((entry) => entry.how !== null)
    // The 18 digits are a clock, so the larger name is the newer file.
    .sort((a, b) => (a.how === b.how ? b.name.localeCompare(a.name) : a.how === 'exact' ? -1 : 1));
  for (const { name } of matching) {
    const file = await contained(root, join(folder, name));
    if (file.kind === 'found' && file.sizeBytes === sizeBytes && !(await isTaken(file.localPath))) return file;
  }
  return null;
}
