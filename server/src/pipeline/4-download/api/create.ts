import { invalid, problem } from '#http';
import type { DownloadActions } from './actions.ts';
import type { CreateBody, Created } from './create.schemas.ts';
import type { DownloadEvents } from './events.ts';
import type { WantedFile } from './manual.ts';

/** Begins what a request asks for; throws the problem to answer when nothing of it can be begun. */
export type CreateDownloads = (body: CreateBody) => Promise<Created>;

/** What is needed beside the actions. */
export interface CreateDeps {
  readonly actions: Pick<DownloadActions, 'create'>;
  readonly events: Pick<DownloadEvents, 'blocked'>;
  /** Sizes of files as their peer lists them, by path; throws the problem to answer when the peer cannot be asked. */
  readonly sizesOf: (username: string, filenames: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Settings without which no download can begin, by service; `null` when nothing is missing. */
  readonly missing: () => Promise<Readonly<Record<string, readonly string[]>> | null>;
}

type Entry = CreateBody['files'][number];

/** Flags and sources that stand for "a favourite", with the priority of those (contract §1.6). */
const favouriteFlags = ['is_favorite', 'favorite', 'liked', 'is_saved_track', 'spotify_saved', 'spotify_like'] as const;
const favouriteSources: ReadonlySet<string> = new Set(['spotify_likes', 'spotify_saved', 'favorites']);
const favouritePriority = 10;

/** An explicit number, else 10 for favourites, else 0. */
export function priorityOf(entry: Entry): number {
  if (entry.priority !== undefined) return entry.priority;
  const liked = favouriteFlags.some((flag) => entry[flag] === true) || favouriteSources.has(entry.source ?? '');
  return liked ? favouritePriority : 0;
}

/** Builds the request's work: names, sizes, priorities, and one answer for all files. */
export function createDownloads(deps: CreateDeps): CreateDownloads {
  async function wantedFiles({ username, files }: CreateBody): Promise<readonly WantedFile[]> {
    const named = files.map((entry, index) => ({ entry, filename: nameOf(entry, index) }));
    const unsized = named.filter(({ entry }) => entry.size === undefined).map(({ filename }) => filename);
    const sizes = unsized.length === 0 ? new Map<string, number>() : await deps.sizesOf(username, unsized);
    return named.map(({ entry, filename }, index) => {
      const sizeBytes = entry.size ?? sizes.get(filename);
      if (sizeBytes === undefined) throw invalid(`files.${index}.filename`, `is not shared by ${username}`);
      const { title, artist, album } = entry;
      return { username, filename, sizeBytes, priority: priorityOf(entry), title, artist, album };
    });
  }

  return async (body) => {
    const missing = await deps.missing();
    if (missing !== null) {
      await deps.events.blocked(missing);
      throw problem(503, 'DEPENDENCY_ERROR', 'Download blocked: slskd does not accept our credentials.', { missing });
    }
    const files = await wantedFiles(body);
    const results = await deps.actions.create(files);
    const downloads: Created['downloads'] = [];
    const skipped: Created['skipped'] = [];
    results.forEach((result, index) => {
      if (result.kind === 'refused') {
        const { reason, sentence } = result;
        skipped.push({ filename: files[index]?.filename ?? '', reason, sentence });
        return;
      }
      const { id, filename, state, progress, priority, username, wish_id } = result.row;
      downloads.push({ id, filename, state, progress, priority, username, wish_id });
    });
    const [first] = downloads;
    if (first !== undefined) return { status: 'queued', download_id: first.id, downloads, skipped };
    const [why] = skipped;
    const unusable = why?.reason === 'not_audio';
    throw problem(unusable ? 400 : 409, unusable ? 'VALIDATION_ERROR' : 'CONFLICT', why?.sentence ?? 'Nothing to do.', {
      skipped,
    });
  };
}

function nameOf(entry: Entry, index: number): string {
  const name = entry.filename ?? entry.name ?? '';
  if (name.trim() === '') throw invalid(`files.${index}.filename`, 'must be the path of the file at the peer');
  if (name.includes('\u0000')) throw invalid(`files.${index}.filename`, 'must not hold a null character');
  if (name.split(/[\\/]/).some((part) => part === '..' || part === '.'))
    throw invalid(`files.${index}.filename`, 'must not hold "." or ".." as a folder');
  return name;
}
