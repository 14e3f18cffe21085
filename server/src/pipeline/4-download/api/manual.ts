import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { extensionOf, isAudioExtension, type WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { holdWishes, type NewWish, type TakenIn } from '#wishes';
import { activeDownload, type DownloadRow, insertDownload } from '../download.store.ts';
import { say } from './sentences.ts';

/** What the path of a file says about its track; `null` where it says nothing. */
export interface PathWords {
  readonly artist: string | null;
  readonly title: string | null;
  readonly album: string | null;
  readonly track: number | null;
  readonly disc: number | null;
  readonly year: number | null;
}

/** One file of a named peer that a person wants. */
export interface WantedFile {
  readonly username: string;
  /** Path at the peer, exactly as offered. */
  readonly filename: string;
  /** Must be the real size: slskd gives a file of another size up. */
  readonly sizeBytes: number;
  readonly priority: number;
  /** Where the caller knows better than the path. */
  readonly title?: string | undefined;
  readonly artist?: string | undefined;
  readonly album?: string | undefined;
}

/** What became of one wanted file. `under-way`: this very file is being fetched already. */
export type Begun =
  | { readonly kind: 'queued' | 'under-way'; readonly row: DownloadRow }
  | { readonly kind: 'refused'; readonly reason: string; readonly sentence: string };

/** What the beginning of downloads by hand needs. */
export interface BeginDeps {
  readonly db: Db;
  readonly readPath: (path: string) => PathWords;
  readonly takeIn: (trx: Db, wishes: readonly NewWish[]) => Promise<TakenIn[]>;
  /** Sets the wish to its download stage, with `prepare` in the same transaction; `false` when the wish does not allow it now. */
  readonly begin: (wishId: number, prepare: (trx: Db) => Promise<boolean>) => Promise<boolean>;
  /** Ends whatever is under way for a wish. */
  readonly stopTransfers: (wishId: number) => Promise<void>;
}

export const busy: Begun = {
  kind: 'refused',
  reason: 'busy',
  sentence: 'The wish of this file is just being worked on. Try again in a moment.',
};
export const alreadyFiled: Begun = {
  kind: 'refused',
  reason: 'already_filed',
  sentence: 'This recording is already in the library.',
};

/**
 * Fetches a file by hand through the one pipeline: a wish is made from its path, the file becomes the pinned candidate, and the download
 * is stored as queued; the download stage asks the peer. A wish that exists already keeps its own description.
 */
export async function beginFile(
  deps: BeginDeps,
  file: WantedFile,
  queued: (trx: Db, row: DownloadRow) => Promise<void>,
): Promise<Begun> {
  const extension = extensionOf(file.filename);
  if (extension === null || !isAudioExtension(extension)) {
    return { kind: 'refused', reason: 'not_audio', sentence: 'Only audio files can be fetched.' };
  }
  const { db } = deps;
  const known = await db.transaction().execute(async (trx) => {
    const wish = { track: trackOf(file, deps.readPath(file.filename)), source: 'manual', priority: file.priority };
    const [taken] = await deps.takeIn(trx, [{ ...wish, spotifyTrackId: null, spotifyAlbumId: null }]);
    if (taken === undefined || taken.kind === 'already-owned') return null;
    const candidateId = await pinned(trx, taken.wishId, file);
    return { ...taken, candidateId };
  });
  if (known === null) return alreadyFiled;
  return await beginCandidate(deps, { wishId: known.wishId, candidateId: known.candidateId, file }, queued);
}

/** Begins a stored candidate as a new download of its wish; whatever else is under way for the wish ends. */
export async function beginCandidate(
  deps: BeginDeps,
  known: { readonly wishId: number; readonly candidateId: number; readonly file: WantedFile },
  queued: (trx: Db, row: DownloadRow) => Promise<void>,
): Promise<Begun> {
  const { db } = deps;
  const { wishId, candidateId, file } = known;
  const present = await activeDownload(db, wishId);
  if (present?.username === file.username && present.filename === file.filename)
    return { kind: 'under-way', row: present };
  await deps.stopTransfers(wishId);
  const candidate = { id: candidateId, username: file.username, path: file.filename, size_bytes: file.sizeBytes };
  // The wish may be between two steps just now.
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    let row: DownloadRow | null = null;
    const begun = await deps.begin(wishId, async (trx) => {
      row = await insertDownload(trx, { id: wishId, priority: file.priority }, candidate, randomUUID());
      if (row !== null) await queued(trx, row);
      return row !== null;
    });
    if (begun && row !== null) return { kind: 'queued', row };
  }
  return busy;
}

/** Stores the file as the chosen candidate of a wish. */
export async function pinned(trx: Db, wishId: number, file: WantedFile): Promise<number> {
  await holdWishes(trx, [wishId]);
  await trx
    .updateTable('candidates')
    .set({ pinned: false })
    .where('wish_id', '=', wishId)
    .where('pinned', '=', true)
    .execute();
  const chosen = { pinned: true, verdict: 'auto', rank: 0, outcome: null, outcome_reason: null } as const;
  const { id } = await trx
    .insertInto('candidates')
    .values({
      ...chosen,
      wish_id: wishId,
      username: file.username,
      path: file.filename,
      size_bytes: file.sizeBytes,
      extension: extensionOf(file.filename),
      score: 1,
      reasons: JSON.stringify([{ rule: 'chosen-by-hand', weight: 1, ...say('chosen_by_hand', {}) }]),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['wish_id', 'username', 'path'])
        .doUpdateSet({ ...chosen, size_bytes: file.sizeBytes, seen_at: sql<Date>`now()` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The wanted track of a file: what the caller says, else what the path says, else its name. */
function trackOf(file: WantedFile, path: PathWords): WantedTrack {
  const name = file.filename.split(/[\\/]/).at(-1) ?? file.filename;
  const stem = name.replace(/\.[^.]*$/, '').trim();
  return {
    title: said(file.title) ?? path.title ?? (stem === '' ? name : stem),
    artists: [said(file.artist) ?? path.artist ?? 'Unknown Artist'],
    album: said(file.album) ?? path.album,
    albumArtist: null,
    trackNumber: path.track,
    trackTotal: null,
    discNumber: path.disc,
    discTotal: null,
    durationMs: null,
    isrc: null,
    releaseDate: path.year === null ? null : String(path.year),
  };
}

function said(text: string | undefined): string | null {
  const words = text?.trim() ?? '';
  return words === '' ? null : words;
}
