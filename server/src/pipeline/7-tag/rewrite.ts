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
  settleRewrite,
} from '#library';
import type { Db } from '#platform/database';
import {
  asFileProblem,
  copyDurably,
  errorCode,
  FileProblem,
  type FolderGuard,
  syncFile,
  syncFolder,
} from '#platform/files';
import type { Commit } from '#wishes';
import { tagHomeOf } from './formats.ts';
import type { CoverFile, Tagger } from './tagger.ts';
import { changesBy, differences, type TagField, type Tags, type WriteRule } from './tags.ts';

/** What rewriting a file needs. */
export interface RewriteDeps {
  readonly db: Db;
  readonly musicDir: string;
  readonly library: LibraryStore;
  readonly journal: FileJournal;
  readonly inspector: AudioInspector;
  readonly tagger: Tagger;
  /** Watches over `musicDir`. */
  readonly guard: FolderGuard;
}

/** What a file is to say. */
export interface FileChange {
  readonly tags: Tags;
  readonly cover?: CoverFile;
  readonly rule: WriteRule;
  /** Write also what the reader finds in the file already: tags of another kind in it may say something else. */
  readonly whole?: boolean;
}

/** How it went. `commit` stores it and belongs into the transaction that stores what follows from it. */
export type Rewritten =
  /** The file says it now; `fields` were written, all others it said already or kept. */
  | { readonly kind: 'written'; readonly fields: readonly (TagField | 'cover')[]; readonly commit: Commit }
  /** It said all of it already. */
  | { readonly kind: 'unchanged'; readonly commit: Commit }
  /** It was left as it was; `sentence` tells people why. */
  | { readonly kind: 'refused'; readonly sentence: string; readonly commit: Commit }
  /** It is not on the disk any more. */
  | { readonly kind: 'missing' };

/**
 * Writes into a library file: on a hidden copy beside it, which replaces the file only when another reader finds every field in it and its audio
 * is bit for bit the same. Hold the file's wish while it runs. Throws for disks (`FileProblem`), and `JobFailure` when another program changed the
 * file meanwhile; the file is then untouched.
 */
export async function rewriteFile(
  file: LibraryFile,
  change: FileChange,
  deps: RewriteDeps,
  signal: AbortSignal,
): Promise<Rewritten> {
  const { db, journal, guard } = deps;
  const path = join(deps.musicDir, file.path);
  await guard.check(file.sizeBytes);
  if (file.wishId !== null) {
    for (const operation of await journal.openOfWish(file.wishId, 'tag')) {
      await settleRewrite(operation);
      await journal.close(db, operation.id, 'undone', 'Interrupted; tags are written again.');
    }
  }
  const before = await look(path);
  if (before === null) return { kind: 'missing' };
  const refused = (sentence: string): Rewritten => ({
    kind: 'refused',
    sentence,
    commit: (trx) => deps.library.tagged(trx, file.id, { sizeBytes: before.size, problem: sentence }),
  });
  if (tagHomeOf(file.format) === null)
    return refused(`Tags cannot be written safely into ${file.format.toUpperCase()} files.`);
  const original = await deps.inspector.inspect(path, { checksum: true, signal });
  if (original.kind !== 'sound') return refused('The file is damaged; its tags were not touched.');
  // fragmented MP4: its music cannot be told apart here, and the library's writer breaks such files
  if (original.audioSha256 === null)
    return refused('Tags cannot be written safely into this kind of file; it was left as it was.');
  const todo = await whatToDo(path, change, deps, signal);
  if (typeof todo === 'string') return refused(todo);
  const fields = [...(Object.keys(todo.tags) as TagField[]), ...(todo.cover === undefined ? [] : ['cover' as const])];
  if (fields.length === 0)
    return {
      kind: 'unchanged',
      commit: (trx) => deps.library.tagged(trx, file.id, { sizeBytes: before.size, problem: null }),
    };
  const operation = await journal.begin({
    kind: 'tag',
    wishId: file.wishId,
    source: path,
    target: path,
    sizeBytes: before.size,
  });
  const part = partOf(operation);
  try {
    const problem = await writeCopy({ file, path, part, original, change: todo }, deps, signal);
    if (problem !== null) {
      await rm(part, { force: true });
      await journal.close(db, operation.id, 'undone', problem);
      return refused(problem);
    }
    await replace(path, part, before);
  } catch (error) {
    await rm(part, { force: true });
    await journal.close(db, operation.id, 'undone', error instanceof Error ? error.message : String(error));
    throw error;
  }
  return written(file, { operation, path, fields }, deps);
}

/** What of the change the file does not say yet; a sentence when the file cannot be read. */
async function whatToDo(
  path: string,
  change: FileChange,
  deps: RewriteDeps,
  signal: AbortSignal,
): Promise<Pick<FileChange, 'tags' | 'cover'> | string> {
  try {
    const found = await deps.tagger.read(path, signal);
    const wanted = changesBy(change.rule, change.tags, found.tags);
    const missing = new Set<string>(change.whole === true ? Object.keys(wanted) : differences(wanted, found.tags));
    const tags = Object.fromEntries(Object.entries(wanted).filter(([name]) => missing.has(name))) as Tags;
    const { cover } = change;
    const there = cover !== undefined && found.pictures.some(({ sha256 }) => sha256 === cover.sha256);
    return { tags: withNumbers(tags, wanted), ...(cover === undefined || there ? {} : { cover }) };
  } catch (error) {
    return asFault(error, path, signal);
  }
}

/** A number and its total are written together. */
function withNumbers(tags: Tags, wanted: Tags): Tags {
  const trackToo = tags.trackTotal !== undefined && wanted.trackNumber !== undefined;
  const discToo = tags.discTotal !== undefined && wanted.discNumber !== undefined;
  return {
    ...tags,
    ...(trackToo ? { trackNumber: wanted.trackNumber } : {}),
    ...(discToo ? { discNumber: wanted.discNumber } : {}),
    ...(tags.trackNumber !== undefined && wanted.trackTotal !== undefined ? { trackTotal: wanted.trackTotal } : {}),
    ...(tags.discNumber !== undefined && wanted.discTotal !== undefined ? { discTotal: wanted.discTotal } : {}),
  };
}

/** Makes the tagged copy. Answers why it must not be used, or `null` when it is good. Throws for disks. */
async function writeCopy(
  job: {
    readonly file: LibraryFile;
    readonly path: string;
    readonly part: string;
    readonly original: Inspection & { kind: 'sound' };
    readonly change: Pick<FileChange, 'tags' | 'cover'>;
  },
  deps: RewriteDeps,
  signal: AbortSignal,
): Promise<string | null> {
  const { tags, cover } = job.change;
  await copyDurably(job.path, job.part, signal);
  let wrong: string[];
  try {
    const found = await deps.tagger.write({ path: job.part, format: job.file.format, tags, cover }, signal);
    wrong = differences(tags, found.tags);
  } catch (error) {
    return asFault(error, job.part, signal);
  }
  if (wrong.length > 0)
    return `These tags did not read back as written: ${wrong.join(', ')}; the file was left as it was.`;
  const copy = await deps.inspector.inspect(job.part, { checksum: true, signal });
  if (copy.kind !== 'sound' || copy.audioSha256 === null || copy.audioSha256 !== job.original.audioSha256)
    return 'Writing tags would have changed the music; the file was left as it was.';
  return null;
}

/** The sentence for what is the file's own fault; disks are a matter of patience and thrown. */
function asFault(error: unknown, path: string, signal: AbortSignal): string {
  if (signal.aborted || asFileProblem(error, path) instanceof FileProblem) throw error;
  return `The tags could not be written (${error instanceof Error ? error.message : String(error)}); the file was left as it was.`;
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

async function written(
  file: LibraryFile,
  done: { operation: FileOperation; path: string; fields: readonly (TagField | 'cover')[] },
  deps: RewriteDeps,
): Promise<Rewritten> {
  const sizeBytes = (await lstat(done.path)).size;
  return {
    kind: 'written',
    fields: done.fields,
    async commit(trx) {
      await deps.library.tagged(trx, file.id, { sizeBytes, problem: null });
      await deps.journal.close(trx, done.operation.id, 'done');
    },
  };
}

async function look(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
