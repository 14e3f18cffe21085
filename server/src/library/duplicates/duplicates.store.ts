import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** Two lengths further apart than this are two recordings, even under one name; as in the library's lookup. */
const sameRecordingMs = 10_000;
/** Recordings that are looked at in one statement; some tens of milliseconds. */
const atOnce = 2000;
/** Any number that no other room uses for an advisory lock. */
const duplicatesLock = 4_711_205;

/** What a page of duplicates needs of a file. */
const columns = [
  'id',
  'path',
  'title',
  'artists',
  'album',
  'format',
  'codec',
  'lossless',
  'bitrate_kbps',
  'sample_rate_hz',
  'bit_depth',
  'duration_ms',
  'size_bytes',
  'wish_id',
  'recording_key',
] as const;

/**
 * The list of recordings that the library has several times, tables `library_duplicates` and `library_duplicate_checks`. Triggers of `library_files` note
 * every recording of which a file came, went or changed; `settle` looks at what is noted.
 */
export function createDuplicatesStore(db: Db) {
  return {
    /**
     * Looks at some recordings that are noted, one process at a time; answers whether more may be waiting. A note is seen only once what it is about is, and
     * what changes during the look leaves a note of its own, so nothing is missed whoever writes meanwhile.
     */
    async settle(): Promise<boolean> {
      return await db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(${duplicatesLock})`.execute(trx);
        const { rows } = await sql<{ noted: number }>`
          with noted as (
            delete from library_duplicate_checks where ctid = any(array(select ctid from library_duplicate_checks limit ${atOnce})) returning recording_key
          ), looked as materialized (
            select k.recording_key, exists (
              select from (
                select duration_ms, lag(duration_ms) over same as before, row_number() over same as n from library_files f
                where f.recording_key = k.recording_key and f.recording_key is not null and f.missing_since is null
                window same as (order by duration_ms)
              ) s where n > 1 and coalesce(duration_ms - before, 0) <= ${sameRecordingMs}
            ) as several from (select distinct recording_key from noted where recording_key not like '|%') k
          ), gone as (
            delete from library_duplicates where recording_key in (select recording_key from looked where not several)
          ), came as (
            insert into library_duplicates select recording_key from looked where several on conflict do nothing
          ) select count(*) as noted from noted`.execute(trx);
        return (rows[0]?.noted ?? 0) >= atOnce;
      });
    },

    /** How many recordings there are, and the files of some of them, by recording. */
    async page(limit: number, offset: number) {
      const all = db.selectFrom('library_duplicates');
      const [keys, count] = await Promise.all([
        all.select('recording_key').orderBy('recording_key').limit(limit).offset(offset).execute(),
        all.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
      ]);
      const wanted = keys.map((row) => row.recording_key);
      if (wanted.length === 0) return { recordings: [], total: count.n };
      const rows = await db
        .selectFrom('library_files')
        .select(columns)
        .where('recording_key', 'in', wanted)
        .where('missing_since', 'is', null)
        .orderBy('recording_key')
        .orderBy('id')
        .execute();
      return { recordings: [...Map.groupBy(rows, (row) => row.recording_key).values()], total: count.n };
    },
  };
}

/** The list of recordings that the library has several times. */
export type DuplicatesStore = ReturnType<typeof createDuplicatesStore>;
