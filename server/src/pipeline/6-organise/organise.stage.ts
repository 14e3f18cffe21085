import { lstat, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type AudioFacts,
  type AudioInspector,
  type FileJournal,
  type FileOperation,
  filesInUse,
  holdingFiles,
  type LibraryStore,
  libraryPath,
  partOf,
  settlePlace,
  type WishLocks,
} from '#library';
import type { SettingValues } from '#platform/config';
import type { Db } from '#platform/database';
import { errorCode, type FolderGuard, isInside, makeFolderInside, placeFile } from '#platform/files';
import type { StageOutcome, StageRunner, Wish } from '#wishes';
import { storeOrganised, type VerifiedDownload, verifiedDownload } from './organise.store.ts';
import { maxPathOf, placeOf, segmentsOf } from './organise.ts';
import type { Twin, Twins } from './ports.ts';
import type { organiseSettings } from './settings.ts';
import type { NamingTemplate } from './template.ts';
import { decideBetween } from './twin.ts';

/** What the stage needs. `linkFile` comes from the room of wishes. */
export interface OrganiseDeps {
  readonly db: Db;
  readonly settings: Pick<SettingValues<typeof organiseSettings>, 'musicDir' | 'reserveMb' | 'replaceBetter'>;
  readonly library: LibraryStore;
  readonly journal: FileJournal;
  readonly inspector: AudioInspector;
  readonly locks: WishLocks;
  /** Watches over `settings.musicDir`. */
  readonly guard: FolderGuard;
  readonly twins: Twins;
  /** How files are named now. */
  readonly template: () => Promise<NamingTemplate>;
  readonly linkFile: (trx: Db, wishId: number, libraryFileId: number) => Promise<void>;
}

/** So many names are tried before we believe that something else is wrong. */
const maxAttempts = 1000;

/**
 * The organise stage: moves a verified file to its place in the music folder. The intent is in the journal before the file is touched, and
 * is closed in the transaction that stores the library's row and the wish's step; run again after a crash, it finishes what was begun.
 * Throws `JobFailure` that is tried again every half minute when the music folder is missing, not mounted, full or read-only; the file then stays where it is.
 */
export function createOrganiseStage(deps: OrganiseDeps): StageRunner {
  const holding = { locks: deps.locks, musicDir: deps.settings.musicDir };
  return {
    stage: 'organise',
    run: (wish, { signal }) => holdingFiles(wish.id, holding, () => organise(wish, deps, signal)),
  };
}

async function organise(wish: Wish, deps: OrganiseDeps, signal: AbortSignal): Promise<StageOutcome> {
  const { settings, journal, guard } = deps;
  await guard.check(0);
  for (const operation of await journal.openOfWish(wish.id, 'place')) {
    // begun when MUSIC_DIR was another folder: not ours to judge while that one may not be mounted
    if (!isInside(settings.musicDir, operation.target)) continue;
    if ((await settlePlace(operation)) === 'at-target') return await filed(wish, operation, deps);
    await journal.close(deps.db, operation.id, 'undone', 'Interrupted; begun again.');
  }
  const download = await verifiedDownload(deps.db, wish.id);
  const size = download === null ? null : await sizeOf(download.localPath);
  const twin = await presentTwin(wish, deps);
  if (download === null || size === null) {
    if (twin?.file.wishId === wish.id)
      return { kind: 'next', commit: (trx) => deps.linkFile(trx, wish.id, twin.file.id) };
    if (twin !== null) return met(wish, twin, 'The library already has this recording.', deps);
    const cause = { code: 'file_missing', sentence: 'The finished file is not there any more.' };
    return { kind: 'back', to: 'match', cause };
  }
  await guard.check(size);
  const inspection = await deps.inspector.inspect(download.localPath, { signal });
  if (inspection.kind !== 'sound') {
    const cause = { code: 'file_changed', sentence: 'The finished file has changed since it was checked.' };
    return { kind: 'back', to: 'verify', cause };
  }
  if (twin !== null) {
    const byHand = await deps.twins.chosenByHand(wish.id);
    const { replaceBetter } = settings;
    const decision = decideBetween(inspection.facts, twin, {
      byHand,
      replaceBetter,
      isBetter: (fresh, present) => deps.twins.isBetter(fresh, present),
    });
    if (decision.kind === 'refuse') {
      await rm(download.localPath, { force: true });
      await removeBatchFolder(download);
      return met(wish, twin, decision.reason, deps);
    }
    // before the new one is placed, so that it can have the old one's name; killed in between, the next run places it all the same
    if (!(await deps.twins.retire(twin.file, decision.reason, wish.id)))
      throw filesInUse('The file that is to be replaced is being worked on.');
  }
  const operation = await place(wish, download, inspection.facts, deps, signal);
  await removeBatchFolder(download);
  return await filed(wish, operation, deps, inspection.facts);
}

/** What the library has of this recording, if its file is really there. */
async function presentTwin(wish: Wish, deps: OrganiseDeps): Promise<Twin | null> {
  const twin = await deps.twins.find(wish);
  if (twin === null) return null;
  return (await sizeOf(join(deps.settings.musicDir, twin.file.path))) === null ? null : twin;
}

/** The wish is met by what the library has. */
function met(wish: Wish, twin: Twin, sentence: string, deps: OrganiseDeps): StageOutcome {
  return {
    kind: 'done',
    cause: { code: 'already_owned', sentence },
    async commit(trx) {
      if (twin.file.wishId === null) await deps.twins.link(trx, twin.file, wish);
      await deps.linkFile(trx, wish.id, twin.file.id);
    },
  };
}

/** Moves the file to the first free name, each try with its own line in the journal. */
async function place(
  wish: Wish,
  download: VerifiedDownload,
  facts: AudioFacts,
  deps: OrganiseDeps,
  signal: AbortSignal,
): Promise<FileOperation> {
  const { journal, settings } = deps;
  const wanted = placeOf(wish.track, facts.extension, await deps.template());
  const rootBytes = Buffer.byteLength(settings.musicDir);
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const { folders, file } = segmentsOf(wanted, attempt, rootBytes, maxPathOf(process.platform));
    const target = join(settings.musicDir, ...folders, file);
    if ((await sizeOf(target)) !== null || (await deps.library.knows(libraryPath(settings.musicDir, target)))) continue;
    await makeFolderInside(settings.musicDir, folders);
    const operation = await journal.begin({
      kind: 'place',
      wishId: wish.id,
      source: download.localPath,
      target,
      sizeBytes: facts.sizeBytes,
    });
    try {
      const placed = await placeFile({ source: download.localPath, target, part: partOf(operation), signal });
      if (placed.kind === 'placed') return operation;
    } catch (error) {
      // whatever it was: nothing was moved, or the next run finds out by itself
      if ((await settlePlace(operation)) === 'at-target') return operation;
      await journal.close(deps.db, operation.id, 'undone', error instanceof Error ? error.message : String(error));
      throw error;
    }
    await journal.close(deps.db, operation.id, 'undone', 'The name was taken in the meantime.');
  }
  throw new Error(`No free name for wish ${wish.id} after ${maxAttempts} tries.`);
}

/** The outcome of a file at its place: its row, the wish's link and the end of the intent, all in one transaction. */
async function filed(
  wish: Wish,
  operation: FileOperation,
  deps: OrganiseDeps,
  known?: AudioFacts,
): Promise<StageOutcome> {
  const facts = known ?? (await factsOf(operation.target, deps.inspector));
  if (facts === null) {
    await deps.journal.close(
      deps.db,
      operation.id,
      'done',
      'Moved, but the file is damaged; not entered in the library.',
    );
    const cause = { code: 'file_damaged', sentence: 'The file was damaged while it was moved.' };
    return { kind: 'back', to: 'match', cause };
  }
  const path = libraryPath(deps.settings.musicDir, operation.target);
  return {
    kind: 'next',
    async commit(trx) {
      const id = await deps.library.add(trx, { path, wishId: wish.id, facts, track: wish.track });
      await deps.linkFile(trx, wish.id, id);
      await deps.twins.adopt(trx, wish, id);
      await storeOrganised(trx, wish.id, operation.target);
      await deps.journal.close(trx, operation.id, 'done');
    },
  };
}

async function factsOf(path: string, inspector: AudioInspector): Promise<AudioFacts | null> {
  const inspection = await inspector.inspect(path);
  return inspection.kind === 'sound' ? inspection.facts : null;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await lstat(path)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}

/** Removes the folder made for the batch, if it is one and empty. */
async function removeBatchFolder(download: VerifiedDownload): Promise<void> {
  const folder = dirname(download.localPath);
  if (basename(folder) !== download.batchId) return;
  try {
    await rmdir(folder);
  } catch (error) {
    // not ours to insist: a second file in it, or a folder that is read-only, harms nobody
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EACCES', 'EPERM', 'EBUSY'].includes(errorCode(error) ?? '')) throw error;
  }
}
