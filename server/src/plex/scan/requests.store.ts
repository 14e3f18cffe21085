import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';

/** A folder that Plex is asked to scan. */
export type ScanRequestRow = Selectable<Database['plex_scan_requests']>;

/** Why a scan did not do what it should. */
export interface ScanProblem {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
}

/** Files of one request that are looked for afterwards; more of one folder prove nothing more. */
const mostFiles = 100;

/** The queries of scans that are asked for; only this room names `plex_scan_requests`. */
export function createScanRequestStore(db: Db) {
  return {
    /** Wishes for a scan of this folder; one that waits already takes the file in and keeps its time. */
    async want(trx: Db, request: { folder: string; files: readonly string[]; dueInS: number }): Promise<void> {
      await sql`
        insert into plex_scan_requests as own (folder, files, due_at)
        values (${request.folder}, ${request.files}::text[], now() + make_interval(secs => ${request.dueInS}))
        on conflict (md5(coalesce(folder, '')), coalesce(section_id, '')) where state = 'waiting' do update set
          files = (array(select distinct unnest(own.files || excluded.files) limit ${mostFiles})),
          revision = own.revision + 1, updated_at = clock_timestamp()`.execute(trx);
    },

    /** Those whose time has come, oldest first. */
    async due(now: Date, limit: number): Promise<ScanRequestRow[]> {
      return await db
        .selectFrom('plex_scan_requests')
        .selectAll()
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    /** Ends a request as it was read; one that took more files in meanwhile stays, and is due again. */
    async end(row: ScanRequestRow, sectionId: string | null, askedAt: Date | null, problem: ScanProblem | null) {
      const ended = await db
        .updateTable('plex_scan_requests')
        .set({
          state: problem === null ? 'done' : 'failed',
          section_id: sectionId,
          asked_at: askedAt,
          problem_code: problem?.code ?? null,
          problem: problem?.sentence ?? null,
          remedy: problem?.remedy ?? null,
          updated_at: sql<Date>`clock_timestamp()`,
        })
        .where('id', '=', row.id)
        .where('revision', '=', row.revision)
        .executeTakeFirst();
      return Number(ended.numUpdatedRows) > 0;
    },

    /** Puts a request off, with what was wrong. `tried`: Plex was asked. */
    async later(row: ScanRequestRow, due: Date, problem: ScanProblem, tried: boolean): Promise<void> {
      await db
        .updateTable('plex_scan_requests')
        .set({
          due_at: due,
          tries: tried ? row.tries + 1 : row.tries,
          problem_code: problem.code,
          problem: problem.sentence,
          remedy: problem.remedy,
          updated_at: sql<Date>`clock_timestamp()`,
        })
        .where('id', '=', row.id)
        .execute();
    },

    /** Notes a scan that a person asked for. */
    async noteAsked(sectionId: string, folder: string | null, at: Date): Promise<void> {
      await db
        .insertInto('plex_scan_requests')
        .values({ folder, section_id: sectionId, state: 'done', due_at: at, asked_at: at })
        .execute();
    },

    /** Whether this was asked for since then, or waits. */
    async isKnown(sectionId: string, folder: string | null, since: Date): Promise<boolean> {
      const row = await db
        .selectFrom('plex_scan_requests')
        .select('id')
        .where(sql<boolean>`folder is not distinct from ${folder}`)
        .where((eb) =>
          eb.or([
            eb('state', '=', 'waiting'),
            eb.and([eb('section_id', '=', sectionId), eb('asked_at', '>', since), eb('updated_at', '>', since)]),
          ]),
        )
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** What waits and what was done last, newest first. */
    async latest(limit: number): Promise<ScanRequestRow[]> {
      const rows = db.selectFrom('plex_scan_requests').selectAll();
      return await rows.orderBy('updated_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    },

    async waiting(): Promise<number> {
      const row = await db
        .selectFrom('plex_scan_requests')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** Forgets what ended before then. */
    async prune(before: Date): Promise<void> {
      await db
        .deleteFrom('plex_scan_requests')
        .where('state', '!=', 'waiting')
        .where('updated_at', '<', before)
        .execute();
    },
  };
}

/** The queries of scans that are asked for. */
export type ScanRequestStore = ReturnType<typeof createScanRequestStore>;
