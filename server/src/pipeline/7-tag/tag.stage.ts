import { chmod, lstat, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { JobFailure } from '#jobs';
import {
  type AudioInspector,
  type FileJournal,
  type FileOperation,
  type Inspection,
  type LibraryFile,
  type LibraryStore,
  partOf,
  settleTag,
  type WishLocks,
} from '#library';
import type { Db } from '#platform/database';
import {
  asFileProblem,
  copyDurably,
  createKeyedLock,
  errorCode,
  FileProblem,
  type FolderGuard,
  syncFile,
  syncFolder,
} from '#platform/files';
import type { StageOutcome, StageRunner, Wish } from '#wishes';
import { tagHomeOf } from './formats.ts';
import type { Tagger } from './tagger.ts';
import { differences, tagsOf } from './tags.ts';

/** What the stage needs. */
export interface TagDeps {
  readonly db: Db;
  readonly musicDir: string;
  readonly library: LibraryStore;
  readonly journal: FileJournal;
  readonly inspector: AudioInspector;
  readonly tagger: Tagger;
  readonly locks: WishLocks;
  /** Watches over `musicDir`. */
  readonly guard: FolderGuard;
}

/** Until it is looked again whether another process has finished with the wish's files. */
const busyPauseMs = 2000;
/** Until a folder or disk that could not be used is looked at again; for ever, because the file is safe meanwhile. */
const pausedMs = 30_000;

/**
 * The tag stage: writes what is known of the track into its library file. The work is done on a hidden copy beside it, which replaces the file only
 * when another reader finds every field in it and its audio is bit for bit the same. A file that cannot be tagged safely stays
 * as it is, says so, and the wish goes on all the same.
 * Throws `JobFailure` that is tried again every half minute for disks; the file is then untouched.
 */
export function createTagStage(deps: TagDeps): StageRunner {
  // a job whose lease was lost may still run here when its successor starts
  const lock = createKeyedLock<number>();
  return {
    stage: 'tag',
    async run(wish, { signal }): Promise<StageOutcome> {
      try {
        const ran = await lock.run(wish.id, () => deps.locks.tryRun(wish.id, () => tag(wish, deps, signal)));
        if (ran !== 'busy') return ran.value;
        throw new JobFailure({
          code: 'files_in_use',
          sentence: 'Another process of Harmony is working on the files of this wish.',
          patience: { at: new Date(Date.now() + busyPauseMs) },
        });
      } catch (error) {
        const problem = asFileProblem(error, deps.musicDir);
        if (!(problem instanceof FileProblem)) throw error;
        const { code, sentence, remedy } = problem;
        throw new JobFailure({
          code,
          sentence,
          remedy,
          patience: { at: new Date(Date.now() + pausedMs) },
          cause: problem,
        });
      }
    },
  };
}

async function tag(wish: Wish, deps: TagDeps, signal: AbortSignal): Promise<StageOutcome> {
  const { db, library, journal, guard } = deps;
  const file = await library.ofWish(wish.id);
  if (file === null) {
    const cause = { code: 'not_organised', sentence: 'The file has no place in the library yet.' };
    return { kind: 'back', to: 'organise', cause };
  }
  await guard.check(file.sizeBytes);
  for (const operation of await journal.openOfWish(wish.id, 'tag')) {
    await settleTag(operation);
    await journal.close(db, operation.id, 'undone', 'Interrupted; tags are written again.');
  }
  if (file.taggedAt !== null) return { kind: 'next' };
  const path = join(deps.musicDir, file.path);
  const before = await look(path);
  if (before === null) {
    const cause = {
      code: 'library_file_missing',
      sentence: `The file ${file.path} has vanished from the music folder.`,
    };
    return { kind: 'back', to: 'match', cause, commit: (trx) => library.remove(trx, file.id) };
  }
  if (tagHomeOf(file.format) === null)
    return untouched(file, before.size, `Tags cannot be written safely into ${file.format.toUpperCase()} files.`, deps);
  const original = await deps.inspector.inspect(path, { checksum: true, signal });
  if (original.kind !== 'sound')
    return untouched(file, before.size, 'The file is damaged; its tags were not touched.', deps);
  // fragmented MP4: its music cannot be told apart here, and the library's writer breaks such files
  if (original.audioSha256 === null)
    return untouched(
      file,
      before.size,
      'Tags cannot be written safely into this kind of file; it was left as it was.',
      deps,
    );
  const operation = await journal.begin({
    kind: 'tag',
    wishId: wish.id,
    source: path,
    target: path,
    sizeBytes: before.size,
  });
  const part = partOf(operation);
  try {
    const problem = await writeCopy({ wish, file, path, part, original }, deps, signal);
    if (problem !== null) {
      await rm(part, { force: true });
      await journal.close(db, operation.id, 'undone', problem);
      return untouched(file, before.size, problem, deps);
    }
    await replace(path, part, before);
  } catch (error) {
    await rm(part, { force: true });
    await journal.close(db, operation.id, 'undone', error instanceof Error ? error.message : String(error));
    throw error;
  }
  return tagged(file, operation, path, deps);
}

/** Makes the tagged copy. Answers why it must not be used, or `null` when it is good. Throws for disks. */
async function writeCopy(
  job: { wish: Wish; file: LibraryFile; path: string; part: string; original: Inspection & { kind: 'sound' } },
  deps: TagDeps,
  signal: AbortSignal,
): Promise<string | null> {
  const tags = tagsOf(job.wish.track);
  await copyDurably(job.path, job.part, signal);
  let wrong: string[];
  try {
    wrong = differences(tags, await deps.tagger.write({ path: job.part, format: job.file.format, tags }, signal));
  } catch (error) {
    // disks are a matter of patience, everything else is the file's own fault
    if (signal.aborted || asFileProblem(error, job.part) instanceof FileProblem) throw error;
    return `The tags could not be written (${error instanceof Error ? error.message : String(error)}); the file was left as it was.`;
  }
  if (wrong.length > 0)
    return `These tags did not read back as written: ${wrong.join(', ')}; the file was left as it was.`;
  const copy = await deps.inspector.inspect(job.part, { checksum: true, signal });
  if (copy.kind !== 'sound' || copy.audioSha256 === null || copy.audioSha256 !== job.original.audioSha256)
    return 'Writing tags would have changed the music; the file was left as it was.';
  return null;
}

/** Puts the copy in the file's place in one step, unless the file was changed meanwhile by somebody else. */
async function replace(
  path: string,
  part: string,
  before: { size: number; mtimeMs: number; ino: number; mode: number },
): Promise<void> {
  await chmod(part, before.mode & 0o777);
  await syncFile(part);
  const now = await look(path);
  if (now === null || now.size !== before.size || now.mtimeMs !== before.mtimeMs || now.ino !== before.ino)
    throw new JobFailure({
      code: 'library_file_changed',
      sentence: `The file ${path} was changed by another program while its tags were being written.`,
      remedy: 'Nothing to do: tags are written again later.',
      patience: 'later',
    });
  await rename(part, path);
  await syncFolder(dirname(path));
}

async function tagged(file: LibraryFile, operation: FileOperation, path: string, deps: TagDeps): Promise<StageOutcome> {
  const sizeBytes = (await lstat(path)).size;
  return {
    kind: 'next',
    async commit(trx) {
      await deps.library.tagged(trx, file.id, { sizeBytes, problem: null });
      await deps.journal.close(trx, operation.id, 'done');
    },
  };
}

function untouched(file: LibraryFile, sizeBytes: number, problem: string, deps: TagDeps): StageOutcome {
  return { kind: 'next', commit: (trx) => deps.library.tagged(trx, file.id, { sizeBytes, problem }) };
}

async function look(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
