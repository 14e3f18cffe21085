import { rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { JobFailure } from '#jobs';
import type { AudioFacts, AudioInspector } from '#library';
import type { SettingValues } from '#platform/config';
import type { Db } from '#platform/database';
import { asFileProblem, errorCode, FileProblem } from '#platform/files';
import type { Cause, StageOutcome, StageRunner, Wish } from '#wishes';
import { judgeAuthenticity } from './analysis/authenticity.ts';
import { heldOf, mostHeld } from './held.ts';
import { checkIdentity, type Identity, judgeIdentity } from './identity.ts';
import type { AudioDecoder, Recogniser } from './ports.ts';
import type { verifySettings } from './settings.ts';
import { checkAuthenticity, checkSilence } from './sound.ts';
import { type Listened, storeVerification } from './verification.store.ts';
import { type FinishedDownload, finishedDownload, storeDelivery, storeRejection } from './verify.store.ts';
import { checkContent, checkDuration, checkSize, type Promised } from './verify.ts';

/** What the stage needs. */
export interface VerifyDeps {
  readonly db: Db;
  /** Read for each file: people change them while the program runs. */
  readonly settings: () => Promise<SettingValues<typeof verifySettings>>;
  readonly inspector: AudioInspector;
  readonly decoder: AudioDecoder;
  /** `null`: files are not recognised by their sound, for now. */
  readonly recogniser: () => Promise<Recogniser | null>;
  readonly log: { warn(fields: object, message: string): void };
}

/** How the checks ended; `cause` when something is wrong, `listened` when the file could be decoded. */
interface Judged {
  readonly outcome: 'accepted' | 'rejected' | 'review';
  readonly cause: Cause | null;
  readonly facts?: AudioFacts;
  readonly listened: Listened | null;
  readonly identity?: Identity | null;
  /** Rejected, but nothing is wrong with the file itself: it is kept aside. */
  readonly held?: boolean;
}

/** Until a folder or disk that could not be used is looked at again; for ever, because the file is safe meanwhile. */
const pausedMs = 30_000;

/**
 * The verify stage: is the fetched file complete, the kind of audio it was offered as, playable to its end, as long as the wanted recording, and
 * as lossless as it claims? A file that is not goes, its candidate is marked, and the wish goes back to `match` for the next best peer. What only claims
 * more than it is never goes by itself: it is kept aside until a better one is filed, or a person decides. Disks that cannot be read are a fault and are tried again later.
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
      const judged = await recognised(wish, download, await judge(wish, download, deps, signal), deps, signal);
      const { outcome, cause, listened, identity = null, facts = null, held = false } = judged;
      const verification = { outcome, cause, facts, listened, identity, held };
      if (outcome === 'rejected' && cause !== null)
        return {
          kind: 'back',
          to: 'match',
          cause: held
            ? { ...cause, sentence: `${cause.sentence} The file is kept aside until a better one is filed.` }
            : cause,
          async commit(trx) {
            await storeVerification(trx, download.id, verification);
            await storeRejection(trx, download, cause);
            if (!held) await discard(download, deps.log);
          },
        };
      const commit = async (trx: Db) => {
        await storeVerification(trx, download.id, verification);
        if (outcome === 'accepted') await storeDelivery(trx, download);
      };
      return outcome === 'review' && cause !== null ? { kind: 'review', cause, commit } : { kind: 'next', commit };
    },
  };
}

const rejected = (cause: Cause, listened: Listened | null = null): Judged => ({ outcome: 'rejected', cause, listened });
const noBetter = `${mostHeld} others that are no better are kept aside already, so decide which is good enough.`;

/** Runs the checks, cheapest first; the first that fails says why. */
async function judge(wish: Wish, download: FinishedDownload, deps: VerifyDeps, signal: AbortSignal): Promise<Judged> {
  const { inspector } = deps;
  const settings = await deps.settings();
  const path = download.localPath;
  const size = path === null ? null : await sizeOf(path);
  if (path === null || size === null)
    return rejected({ code: 'file_missing', sentence: 'The finished file is not there any more.' });
  const promised: Promised = {
    sizeBytes: download.sizeBytes,
    extension: download.extension,
    durationMs: wish.track.durationMs,
  };
  const badSize = checkSize(size, promised.sizeBytes);
  if (badSize) return rejected(badSize);
  const inspection = await inspector.inspect(path, { signal });
  const badContent = checkContent(inspection, promised);
  if (badContent) return rejected(badContent);
  if (inspection.kind !== 'sound') throw new Error('Content that is not sound has a reason.');
  const badDuration = download.chosenByHand
    ? null
    : checkDuration(inspection.facts.durationMs, promised.durationMs, settings.durationToleranceMs);
  if (badDuration) return rejected(badDuration);
  const { facts } = inspection;
  if (!settings.decode) return { outcome: 'accepted', cause: null, facts, listened: null };
  return { facts, ...(await listen({ path, facts, download, wish }, settings, deps, signal)) };
}

/** A finished file whose structure is sound. */
interface Fetched {
  readonly path: string;
  readonly facts: AudioFacts;
  readonly download: FinishedDownload;
  readonly wish: Wish;
}

/** Decodes the file to its end, where that is possible, and judges what was heard. */
async function listen(
  { path, facts, download, wish }: Fetched,
  settings: SettingValues<typeof verifySettings>,
  deps: VerifyDeps,
  signal: AbortSignal,
): Promise<Judged> {
  const lossless = facts.lossless === true;
  const decoded = await deps.decoder.decode(path, lossless, signal);
  if (decoded.kind === 'flawed')
    return rejected({
      code: 'file_undecodable',
      sentence: `The file cannot be played without errors (${decoded.what}).`,
    });
  if (decoded.kind === 'unavailable' || decoded.analysis === null)
    return { outcome: 'accepted', cause: null, listened: null };
  const { analysis } = decoded;
  const claim = { lossless, bitDepth: facts.bitDepth, bitrateKbps: facts.bitrateKbps };
  const listened: Listened = { analysis, authenticity: judgeAuthenticity(analysis, claim) };
  const accepted: Judged = { outcome: 'accepted', cause: null, listened };
  // whoever chose this very file wants it, whatever it is
  if (download.chosenByHand) return accepted;
  const silent = checkSilence(analysis, wish.track.durationMs);
  if (silent) return rejected(silent, listened);
  const doubt = checkAuthenticity(listened.authenticity, settings);
  if (doubt === null || doubt.policy === 'accept') return accepted;
  if (doubt.policy === 'review') return { outcome: 'review', cause: doubt.cause, listened };
  if ((await heldOf(deps.db, wish.id)) < mostHeld)
    return { outcome: 'rejected', cause: doubt.cause, listened, held: true };
  const sentence = `${doubt.cause.sentence} ${noBetter}`;
  return { outcome: 'review', cause: { ...doubt.cause, sentence }, listened };
}

/** Recognises an accepted file by its sound, where that is possible; one that is surely another recording is asked about, unless a person chose it. */
async function recognised(
  wish: Wish,
  download: FinishedDownload,
  judged: Judged,
  deps: VerifyDeps,
  signal: AbortSignal,
): Promise<Judged> {
  if (judged.outcome !== 'accepted' || download.localPath === null) return judged;
  const recogniser = await deps.recogniser();
  if (recogniser === null) return judged;
  const identity = judgeIdentity(wish.track, await recogniser.recognise(download.localPath, signal));
  const doubt = download.chosenByHand ? null : checkIdentity(identity);
  return doubt === null ? { ...judged, identity } : { ...judged, identity, outcome: 'review', cause: doubt };
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
