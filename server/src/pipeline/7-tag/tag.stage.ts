import { holdingFiles, type WishLocks } from '#library';
import type { Commit, StageOutcome, StageRunner, Wish } from '#wishes';
import { type RewriteDeps, rewriteFile } from './rewrite.ts';
import { type Credits, tagsOf, type WriteRule } from './tags.ts';

/** What the stage needs. */
export interface TagDeps extends RewriteDeps {
  readonly locks: WishLocks;
  /** What becomes of tags that the file has already. */
  readonly rule: WriteRule;
  /** What was found out about a file of the library and its wish earlier, if anything. */
  readonly creditsOf?: (libraryFileId: number, wishId: number) => Promise<Credits>;
  /** What is done for the file afterwards, apart from the journey; runs in the transaction that ends the stage. */
  readonly afterwards?: (trx: Parameters<Commit>[0], libraryFileId: number) => Promise<void>;
}

/**
 * The tag stage: writes what is known of the track into its library file (see `rewriteFile`). A file that cannot be tagged safely stays
 * as it is, says so, and the wish goes on all the same.
 * Throws `JobFailure` that is tried again every half minute for disks; the file is then untouched.
 */
export function createTagStage(deps: TagDeps): StageRunner {
  return {
    stage: 'tag',
    run: (wish, { signal }) => holdingFiles(wish.id, deps, () => tag(wish, deps, signal)),
  };
}

async function tag(wish: Wish, deps: TagDeps, signal: AbortSignal): Promise<StageOutcome> {
  const { library } = deps;
  const file = await library.ofWish(wish.id);
  if (file === null) {
    const cause = { code: 'not_organised', sentence: 'The file has no place in the library yet.' };
    return { kind: 'back', to: 'organise', cause };
  }
  const afterwards: Commit = async (trx) => deps.afterwards?.(trx, file.id);
  if (file.taggedAt !== null) return { kind: 'next', commit: afterwards };
  const credits = (await deps.creditsOf?.(file.id, wish.id)) ?? {};
  const change = { tags: tagsOf(wish.track, credits), rule: deps.rule, whole: true };
  const rewritten = await rewriteFile(file, change, deps, signal);
  if (rewritten.kind === 'missing') {
    const cause = {
      code: 'library_file_missing',
      sentence: `The file ${file.path} has vanished from the music folder.`,
    };
    return { kind: 'back', to: 'match', cause, commit: (trx) => library.remove(trx, file.id) };
  }
  return {
    kind: 'next',
    async commit(trx) {
      await rewritten.commit(trx);
      await afterwards(trx);
    },
  };
}
