import { rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { JobFailure } from '#jobs';
import type { AudioInspector } from '#library';
import type { SettingValues } from '#platform/config';
import type { Db } from '#platform/database';
import { asFileProblem, errorCode, FileProblem } from '#platform/files';
import type { Cause, StageOutcome, StageRunner, Wish } from '#wishes';
import type { AudioDecoder } from './ports.ts';
import type { verifySettings } from './settings.ts';
import { type FinishedDownload, finishedDownload, storeDelivery, storeRejection } from './verify.store.ts';
import { checkContent, checkDuration, checkSize, type Promised } from './verify.ts';

/** What the stage needs. */
export interface VerifyDeps {
  readonly db: Db;
  readonly settings: SettingValues<typeof verifySettings>;
  readonly inspector: AudioInspector;
  readonly decoder: AudioDecoder;
  readonly log: { warn(fields: object, message: string): void };
}

/** Until a folder or disk that could not be used is looked at again; for ever, because the file is safe meanwhile. */
const pausedMs = 30_000;

/**
 * The verify stage: is the fetched file complete, the kind of audio it was offered as, playable to its end and as long as the wanted recording?
 * A file that is not goes, its candidate is marked, and the wish goes back to `match` for the next best peer. Disks that cannot be
 * read are a fault and are tried again later.
 */
export function createVerifyStage(deps: VerifyDeps): StageRunner {
  return {
    stage: 'verify',
    async run(wish, { signal }): Promise<StageOutcome> {
      const download = await finishedDownload(deps.db, wish.id);
      if (download === null) {
        const cause = { code: 'no_download', sentence: 'There is no finished download to check.' };
        return { kind: 'back', to: 'match', cause };
      }
      const cause = await judge(wish, download, deps, signal);
      if (cause === null) return { kind: 'next', commit: (trx) => storeDelivery(trx, download) };
      return {
        kind: 'back',
        to: 'match',
        cause,
        async commit(trx) {
          await storeRejection(trx, download, cause);
          await discard(download, deps.log);
        },
      };
    },
  };
}

/** Runs the checks, cheapest first; the first that fails says why. */
async function judge(
  wish: Wish,
  download: FinishedDownload,
  deps: VerifyDeps,
  signal: AbortSignal,
): Promise<Cause | null> {
  const { settings, inspector, decoder } = deps;
  const path = download.localPath;
  const size = path === null ? null : await sizeOf(path);
  if (path === null || size === null)
    return { code: 'file_missing', sentence: 'The finished file is not there any more.' };
  const promised: Promised = {
    sizeBytes: download.sizeBytes,
    extension: download.extension,
    durationMs: wish.track.durationMs,
  };
  const badSize = checkSize(size, promised.sizeBytes);
  if (badSize) return badSize;
  const inspection = await inspector.inspect(path, { signal });
  const badContent = checkContent(inspection, promised);
  if (badContent || inspection.kind !== 'sound') return badContent;
  const { durationMs } = inspection.facts;
  const badDuration = download.chosenByHand
    ? null
    : checkDuration(durationMs, promised.durationMs, settings.durationToleranceMs);
  if (badDuration || !settings.decode) return badDuration;
  const decoded = await decoder.decode(path, signal);
  if (decoded.kind !== 'flawed') return null;
  return { code: 'file_undecodable', sentence: `The file cannot be played without errors (${decoded.what}).` };
}

/** Size of the finished file; `null` when it alone is gone. A whole folder that is gone is a fault: then the disk is not mounted. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw failureOf(asFileProblem(error, path));
  }
  // .../downloads/<batch>/<file>: the batch folder may be gone, the one above it may not
  const root = dirname(dirname(path));
  try {
    await stat(root);
    return null;
  } catch (error) {
    const problem = new FileProblem(
      'folder_missing',
      `The folder of finished downloads ${root} is not there.`,
      'Mount its disk, or set SLSKD_DOWNLOADS_DIR to where the downloads folder of slskd is seen from here.',
      error,
    );
    throw failureOf(problem);
  }
}

function failureOf(error: unknown): unknown {
  if (!(error instanceof FileProblem)) return error;
  const { code, sentence, remedy } = error;
  return new JobFailure({ code, sentence, remedy, patience: { at: new Date(Date.now() + pausedMs) }, cause: error });
}

/**
 * Removes a bad file, but only from the folder that was made for its batch: anything else may belong to people. A file that cannot be removed
 * is in nobody's way and only worth a line in the log.
 */
async function discard(download: FinishedDownload, log: VerifyDeps['log']): Promise<void> {
  const path = download.localPath;
  if (path === null || basename(dirname(path)) !== download.batchId) return;
  try {
    await rm(path, { force: true });
    await rmdir(dirname(path));
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) return;
    log.warn({ err: error, path }, 'A rejected file could not be removed.');
  }
}
