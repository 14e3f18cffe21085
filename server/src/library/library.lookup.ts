import { sql } from 'kysely';
import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { libraryKeys } from './library.keys.ts';

/** A file of the library as it is compared with a wanted track. */
export interface OwnedRecording {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly durationMs: number | null;
  readonly isrc: string | null;
}

/** How a wanted track was found in the library. */
export interface Owned {
  readonly fileId: number;
  /** The wish that brought the file, if any. */
  readonly wishId: number | null;
  /** `isrc`: same code; `normalised`: same key of artist, song and version; `fuzzy`: likeness. */
  readonly stage: 'isrc' | 'normalised' | 'fuzzy';
  /** 0..1. */
  readonly score: number;
}

/** What the lookup needs. */
export interface LookupDeps {
  /** How surely two descriptions are the same recording, 0..1; 0 when they are not. The matching engine's opinion. */
  readonly likeness: (wanted: WantedTrack, owned: OwnedRecording) => number;
  /** How many files of the fuzzy stage are compared closely. */
  readonly maxCandidates: number;
}

interface Row {
  readonly id: number;
  readonly wish_id: number | null;
  readonly title: string;
  readonly artists: string[];
  readonly album: string | null;
  readonly duration_ms: number | null;
  readonly isrc: string | null;
}

/** Two lengths further apart than this are two recordings, even under one name; as in the wishes' intake. */
const sameRecordingMs = 10_000;
/** Below this likeness "owned" would be a guess, and the wish would never be met. */
const sureFrom = 0.8;
/** Least share of letter triples in common for a closer look. */
const similarFrom = 0.6;
/** Tracks per fuzzy statement: comparing what it brings must not hold up the process. */
const fuzzyBatch = 20;
const columns = ['id', 'wish_id', 'title', 'artists', 'album', 'duration_ms', 'isrc'] as const;

/**
 * Finds wanted tracks in the library in stages, each by an index: ISRC, then the key of artist, song and version, then the files whose artist and title
 * share most letter triples, at most `maxCandidates` of them. Answers in the order given; `null` where nothing is surely the same.
 */
export function createLibraryLookup(deps: LookupDeps) {
  async function exact(on: Db, tracks: readonly WantedTrack[]): Promise<(Owned | null)[]> {
    const keys = tracks.map((track) => libraryKeys(track).recording_key);
    const isrcs = [...new Set(tracks.flatMap(({ isrc }) => (isrc === null ? [] : [isrc.toUpperCase()])))];
    const [coded, keyed] = [
      isrcs.length === 0 ? [] : await present(on).select(columns).where('isrc', 'in', isrcs).execute(),
      await present(on)
        .select([...columns, 'recording_key'])
        .where('recording_key', 'in', [...new Set(keys)])
        .orderBy('id')
        .execute(),
    ];
    const byIsrc = new Map(coded.map((row) => [row.isrc, row]));
    const byKey = new Map<string | null, Row[]>();
    for (const row of keyed) byKey.set(row.recording_key, [...(byKey.get(row.recording_key) ?? []), row]);
    return tracks.map((track, at) => {
      const same = track.isrc === null ? undefined : byIsrc.get(track.isrc.toUpperCase());
      if (same !== undefined) return owned(same, 'isrc', 1);
      const twin = (byKey.get(keys[at] ?? '') ?? []).find((row) => lengthsAgree(track, row));
      return twin === undefined ? null : owned(twin, 'normalised', 1);
    });
  }

  async function fuzzy(on: Db, tracks: readonly WantedTrack[]): Promise<(Owned | null)[]> {
    const texts = tracks.map((track) => libraryKeys(track).match_text);
    // The operator % uses the index; its threshold is a setting of the transaction.
    await sql`select set_config('pg_trgm.similarity_threshold', ${String(similarFrom)}, true)`.execute(on);
    const { rows } = await sql<Row & { at: number }>`
      select q.at, f.* from unnest(${texts}::text[]) with ordinality as q(text, at)
      cross join lateral (
        select id, wish_id, title, artists, album, duration_ms, isrc from library_files
        where match_text % q.text and missing_since is null order by similarity(match_text, q.text) desc, id limit ${deps.maxCandidates}
      ) f where length(q.text) > 3`.execute(on);
    const found: (Owned | null)[] = tracks.map(() => null);
    for (const row of rows) {
      const at = row.at - 1;
      const track = tracks[at];
      if (track === undefined || !lengthsAgree(track, row)) continue;
      const score = deps.likeness(track, { ...row, durationMs: row.duration_ms });
      if (score >= sureFrom && score > (found[at]?.score ?? 0)) found[at] = owned(row, 'fuzzy', score);
    }
    return found;
  }

  return {
    /** Must run in a transaction. */
    async find(on: Db, tracks: readonly WantedTrack[]): Promise<(Owned | null)[]> {
      const found: (Owned | null)[] = [];
      // Statements of bounded size, whatever the import.
      for (let from = 0; from < tracks.length; from += 500) {
        const batch = tracks.slice(from, from + 500);
        const answers = await exact(on, batch);
        const open = batch.flatMap((track, at) => (answers[at] === null ? [{ track, at }] : []));
        for (let at = 0; at < open.length; at += fuzzyBatch) {
          const some = open.slice(at, at + fuzzyBatch);
          const near = await fuzzy(
            on,
            some.map(({ track }) => track),
          );
          some.forEach((each, position) => {
            answers[each.at] = near[position] ?? null;
          });
        }
        found.push(...answers);
      }
      return found;
    },
  };
}

/** Files that are not in the folder any more are not owned. */
function present(on: Db) {
  return on.selectFrom('library_files').where('missing_since', 'is', null);
}

/** Finds wanted tracks in the library. */
export type LibraryLookup = ReturnType<typeof createLibraryLookup>;

/** Computes the keys of files that were stored before there were keys, `batch` at a time. Answers how many there were. */
export async function fillLibraryKeys(db: Db, signal: AbortSignal, batch = 500): Promise<number> {
  let filled = 0;
  for (;;) {
    signal.throwIfAborted();
    const rows = await db
      .selectFrom('library_files')
      .select(['id', 'title', 'artists'])
      .where('recording_key', 'is', null)
      .orderBy('id')
      .limit(batch)
      .execute();
    if (rows.length === 0) return filled;
    const keys = rows.map((row) => ({ id: row.id, ...libraryKeys(row) }));
    await sql`
      update library_files as f set recording_key = k.recording_key, match_text = k.match_text
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(id bigint, recording_key text, match_text text) where f.id = k.id`.execute(
      db,
    );
    filled += rows.length;
  }
}

function owned(row: Row, stage: Owned['stage'], score: number): Owned {
  return { fileId: row.id, wishId: row.wish_id, stage, score };
}

function lengthsAgree(track: WantedTrack, row: Row): boolean {
  if (track.durationMs === null || row.duration_ms === null) return true;
  return Math.abs(track.durationMs - row.duration_ms) <= sameRecordingMs;
}
