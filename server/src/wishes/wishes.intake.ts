import { sql } from 'kysely';
import { recordingKey, type WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { columnsOfTrack } from './wishes.rows.ts';

/** One track that somebody wants, with where the wish came from. */
export interface NewWish {
  readonly track: WantedTrack;
  readonly source: string;
  readonly priority: number;
  readonly spotifyTrackId: string | null;
  readonly spotifyAlbumId: string | null;
  /** A wish that was given up stays so: nobody asks for it again by hand. */
  readonly leaveCancelled?: boolean;
}

/** What became of one new wish; `revision` is the one to start its journey with. */
export interface TakenIn {
  readonly wishId: number;
  readonly kind: 'new' | 'already-wished' | 'already-owned';
  readonly revision: number;
  readonly priority: number;
}

/** A file of the library that is the wanted recording, with the wish that brought it, if any. */
export interface OwnedAlready {
  readonly fileId: number;
  readonly wishId: number | null;
}

/** Two lengths further apart than this are two recordings, even under one name ("Intro"). */
const sameRecordingMs = 10_000;
/** Only one transaction at a time adds wishes, so that two imports cannot both add the same recording. */
const intakeLock = 4_711_001;

interface Known {
  readonly id: number;
  readonly recording_key: string;
  readonly recording_variant: number;
  readonly duration_ms: number | null;
  readonly isrc: string | null;
  readonly state: string;
  readonly revision: number;
  readonly priority: number;
}

/**
 * Adds wishes, one per recording: the same artists, title and version with the same length (or unknown length, or the same ISRC) is the
 * same wish. A cancelled wish that is wanted again comes back, unless `leaveCancelled`. What `owned` (in the order of the wishes) says we have already becomes a wish that is done,
 * unless one brought the file. Answers in the order given. Must run in a transaction.
 */
export async function takeIn(
  trx: Db,
  wishes: readonly NewWish[],
  owned: readonly (OwnedAlready | null)[] = [],
): Promise<TakenIn[]> {
  if (wishes.length === 0) return [];
  await sql`select pg_advisory_xact_lock(${intakeLock})`.execute(trx);
  const keys = wishes.map((wish) => recordingKey(wish.track));
  const rows: Known[] = await trx
    .selectFrom('wishes')
    .select(['id', 'recording_key', 'recording_variant', 'duration_ms', 'isrc', 'state', 'revision', 'priority'])
    .where('recording_key', 'in', [...new Set(keys)])
    .orderBy('recording_variant')
    .execute();
  const known = new Map<string, Known[]>();
  for (const row of rows) known.set(row.recording_key, [...(known.get(row.recording_key) ?? []), row]);

  const answers: (TakenIn | null)[] = [];
  const fresh: Fresh[] = [];
  const again: number[] = [];
  const sameBatch: { index: number; fresh: number }[] = [];
  wishes.forEach((wish, index) => {
    const key = keys[index] ?? '';
    const siblings = known.get(key) ?? [];
    const twin = siblings.find((sibling) => isSameRecording(sibling, wish.track));
    const have = owned[index] ?? null;
    if (twin === undefined && have !== null && have.wishId !== null) {
      answers.push({ wishId: have.wishId, kind: 'already-owned', revision: 0, priority: wish.priority });
    } else if (twin === undefined) {
      const variant = siblings.length;
      // A negative id stands for a row of this batch that has no id yet.
      const pending = {
        id: -fresh.length - 1,
        recording_key: key,
        recording_variant: variant,
        state: 'queued',
        revision: 0,
      };
      known.set(key, [
        ...siblings,
        { ...pending, duration_ms: wish.track.durationMs, isrc: wish.track.isrc, priority: wish.priority },
      ]);
      fresh.push({ index, key, variant, wish, fileId: have?.fileId ?? null });
      answers.push(null);
    } else if (twin.id < 0) {
      sameBatch.push({ index, fresh: -twin.id - 1 });
      answers.push(null);
    } else if (twin.state === 'cancelled' && wish.leaveCancelled !== true) {
      again.push(twin.id);
      answers.push({ wishId: twin.id, kind: 'new', revision: twin.revision + 1, priority: twin.priority });
    } else {
      const kind = twin.state === 'done' ? 'already-owned' : 'already-wished';
      answers.push({ wishId: twin.id, kind, revision: twin.revision, priority: twin.priority });
    }
  });

  const ids = await insertAll(trx, fresh);
  fresh.forEach(({ index, wish, fileId }, position) => {
    const kind = fileId === null ? 'new' : 'already-owned';
    answers[index] = { wishId: ids[position] ?? 0, kind, revision: 0, priority: wish.priority };
  });
  for (const { index, fresh: position } of sameBatch) {
    answers[index] = { wishId: ids[position] ?? 0, kind: 'already-wished', revision: 0, priority: 0 };
  }
  if (again.length > 0) {
    await trx
      .updateTable('wishes')
      .set((eb) => ({
        state: 'queued',
        stage: 'search',
        reason_code: null,
        reason: null,
        reason_facts: null,
        revision: eb('revision', '+', 1),
        settled_at: null,
      }))
      .where('id', 'in', again)
      .execute();
  }
  return answers.filter((answer) => answer !== null);
}

function isSameRecording(known: Known, track: WantedTrack): boolean {
  if (known.isrc !== null && known.isrc === track.isrc) return true;
  if (known.duration_ms === null || track.durationMs === null) return true;
  return Math.abs(known.duration_ms - track.durationMs) <= sameRecordingMs;
}

interface Fresh {
  readonly index: number;
  readonly key: string;
  readonly variant: number;
  readonly wish: NewWish;
  readonly fileId: number | null;
}

async function insertAll(trx: Db, fresh: readonly Fresh[]): Promise<number[]> {
  const ids: number[] = [];
  // 1,000 rows keep the statement below PostgreSQL's limit of 65,535 parameters.
  for (let from = 0; from < fresh.length; from += 1000) {
    const rows = await trx
      .insertInto('wishes')
      .values(
        fresh.slice(from, from + 1000).map(({ key, variant, wish, fileId }) => ({
          ...columnsOfTrack(wish.track),
          recording_key: key,
          recording_variant: variant,
          source: wish.source,
          priority: wish.priority,
          spotify_track_id: wish.spotifyTrackId,
          spotify_album_id: wish.spotifyAlbumId,
          ...(fileId === null
            ? {}
            : {
                library_file_id: fileId,
                stage: 'publish' as const,
                state: 'done' as const,
                settled_at: sql<Date>`now()`,
              }),
        })),
      )
      .returning('id')
      .execute();
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}
