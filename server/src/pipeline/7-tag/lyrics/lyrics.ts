import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileOperation, holdingFiles, type LibraryFile, lyricsPathOf, partOf, settleRewrite } from '#library';
import type { WantedTrack } from '#music';
import { errorCode, syncFolder } from '#platform/files';
import { ServiceFault } from '#platform/outbound';
import type { Commit } from '#wishes';
import type { Enricher, EnrichmentResult, EnrichmentSubject } from '../enrich/types.ts';
import type { FoundLyrics, LyricsSource } from '../ports.ts';
import { type RewriteDeps, rewriteFile } from '../rewrite.ts';
import type { TagDeps } from '../tag.stage.ts';
import { lyricsTag, type WriteRule } from '../tags.ts';
import { composeLrc, isOurs, wordsOf } from './lrc.ts';

/** What the enricher of lyrics needs. */
export interface LyricsDeps extends RewriteDeps, Pick<TagDeps, 'locks'> {
  /** Those that there are now, in the order in which they are asked. */
  readonly sources: () => Promise<readonly LyricsSource[]>;
  readonly settings: { readonly tags: boolean; readonly spread: boolean };
  readonly rule: WriteRule;
  readonly enabled: () => Promise<boolean>;
}

/**
 * Finds the words of a song and puts them beside its file as `.lrc`. Synced ones win over plain ones; that there are none to have (an instrumental)
 * is an answer, too. A `.lrc` that somebody else put there stays.
 */
export function createLyricsEnricher(deps: LyricsDeps): Enricher {
  return {
    kind: 'lyrics',
    enabled: deps.enabled,
    async run(subject, signal) {
      const { file } = subject;
      if (await isForeign(lyricsPathOf(join(deps.musicDir, file.path))))
        return { kind: 'found', source: 'file', found: { kind: 'file' } };
      if (!subject.writable) return { kind: 'nothing', sentence: notOurs };
      const track = { ...subject.track, durationMs: subject.track.durationMs ?? file.durationMs };
      const sources = await deps.sources();
      const answer = await ask(track, sources, signal);
      if (answer === null) {
        const names = sources.map((source) => source.name).join(', ');
        return { kind: 'nothing', sentence: `Nobody has the words of this recording (${names}).` };
      }
      return await holdingFiles(file.wishId ?? 0, deps, () => write(subject, track, answer, deps, signal));
    },
  };
}

/** Words are kept beside their file. */
const notOurs = 'The file was found in the music folder; nothing is written beside it (LIBRARY_SCAN_WRITE).';

interface Answer {
  readonly source: string;
  readonly lyrics: FoundLyrics;
}

async function ask(track: WantedTrack, sources: readonly LyricsSource[], signal: AbortSignal): Promise<Answer | null> {
  let plain: Answer | null = null;
  let fault: ServiceFault | null = null;
  for (const source of sources) {
    try {
      const lyrics = await source.find(track, signal);
      if (lyrics === null) continue;
      if (lyrics.kind !== 'plain') return { source: source.name, lyrics };
      plain ??= { source: source.name, lyrics };
    } catch (error) {
      if (!(error instanceof ServiceFault) || signal.aborted) throw error;
      fault ??= error;
    }
  }
  // a source that is away may have had the words: it is asked again later
  if (plain === null && fault !== null) throw fault;
  return plain;
}

async function write(
  { file }: EnrichmentSubject,
  track: WantedTrack,
  { source, lyrics }: Answer,
  deps: LyricsDeps,
  signal: AbortSignal,
): Promise<EnrichmentResult> {
  const now = await deps.library.byId(file.id);
  if (now === null) return { kind: 'gone' };
  await deps.guard.check(0);
  const { title, album, durationMs } = track;
  const lrc = composeLrc(lyrics, { title, artist: track.artists.join(', '), album, durationMs }, deps.settings);
  const operation = lyrics.kind === 'instrumental' ? null : await place(now, lrc, deps);
  const placed: Commit = async (trx) => {
    if (operation !== null) await deps.journal.close(trx, operation.id, 'done');
  };
  const found = {
    kind: lyrics.kind,
    ...(lyrics.kind === 'instrumental' ? {} : { lyricsPath: lyricsPathOf(now.path) }),
  };
  if (!deps.settings.tags || lyrics.kind === 'instrumental') return { kind: 'found', source, found, commit: placed };
  const change = { tags: lyricsTag(wordsOf(lyrics)), rule: deps.rule };
  const written = await rewriteFile(now, change, deps, signal);
  if (written.kind === 'missing') {
    await placed(deps.db);
    return { kind: 'gone' };
  }
  const problem = written.kind === 'refused' ? written.sentence : null;
  return {
    kind: 'found',
    source,
    found,
    problem,
    async commit(trx) {
      await placed(trx);
      await written.commit(trx);
    },
  };
}

/**
 * Puts the words beside the file in one step, journalled: whatever happens, there is the old text, the new one, or none. Answers the operation to close in the
 * transaction that stores the words; `null` when somebody else's stay.
 */
async function place(file: LibraryFile, lrc: string, deps: LyricsDeps): Promise<FileOperation | null> {
  const { db, journal } = deps;
  const target = lyricsPathOf(join(deps.musicDir, file.path));
  if (file.wishId !== null)
    for (const left of await journal.openOfWish(file.wishId, 'lyrics')) {
      await settleRewrite(left);
      await journal.close(db, left.id, 'undone', 'Interrupted; words are written again.');
    }
  if (await isForeign(target)) return null;
  const bytes = Buffer.from(lrc, 'utf8');
  const change = { kind: 'lyrics', wishId: file.wishId, source: target, target, sizeBytes: bytes.length } as const;
  const operation = await journal.begin(change);
  const part = partOf(operation);
  try {
    await writeDurably(part, bytes);
    await rename(part, target);
    await syncFolder(dirname(target));
    return operation;
  } catch (error) {
    await rm(part, { force: true });
    await journal.close(db, operation.id, 'undone', error instanceof Error ? error.message : String(error));
    throw error;
  }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether there is a file with words that we did not write. */
async function isForeign(path: string): Promise<boolean> {
  const text = await readLrc(path);
  return text !== null && !isOurs(text);
}

/** The text of a `.lrc`; `null`: there is none. */
export async function readLrc(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
