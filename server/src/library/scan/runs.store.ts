import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';

/** One scan of the whole folder, as stored. */
export type ScanRun = Selectable<Database['library_scans']>;

/** What a stretch of a scan found, as numbers of files. */
export interface ScanCounts {
  readonly seen: number;
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly returned: number;
  readonly vanished: number;
  readonly failed: number;
}

/** A part of the folder in which something has changed. */
export interface ChangedFolder {
  /** Relative to the music folder; empty: the music folder. */
  readonly folder: string;
  /** The folders in it, too. */
  readonly deep: boolean;
}

/** Longer paths are no key; what lies that deep is found with the folders above. */
const longestFolderBytes = 2600;

/** The queries of scans; nobody else names the tables `library_scans` and `library_scan_folders`. */
export function createScanRuns(db: Db) {
  const running = (trx: Db, id: number) =>
    trx.updateTable('library_scans').where('id', '=', id).where('status', '=', 'running');
  return {
    async newest(): Promise<ScanRun | null> {
      const row = db.selectFrom('library_scans').selectAll().orderBy('id', 'desc').limit(1);
      return (await row.executeTakeFirst()) ?? null;
    },
    /** The newest that came to its end. */
    async lastCompleted(): Promise<ScanRun | null> {
      const done = db.selectFrom('library_scans').selectAll().where('status', '=', 'completed');
      return (await done.orderBy('id', 'desc').limit(1).executeTakeFirst()) ?? null;
    },
    async find(id: number): Promise<ScanRun | null> {
      return (await db.selectFrom('library_scans').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    /** `null`: one is running already, in whichever process. */
    async begin(trx: Db, scan: Pick<ScanRun, 'mode' | 'started_by' | 'accept_losses'>): Promise<ScanRun | null> {
      const row = trx.insertInto('library_scans').values(scan);
      return (
        (await row
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst()) ?? null
      );
    },
    /** Adds what a stretch found and notes how far the scan has come; `false` when it is not running any more. */
    async advance(trx: Db, id: number, position: string | null, counts: ScanCounts): Promise<boolean> {
      const sums = Object.fromEntries(
        Object.entries(counts).map(([name, n]) => [name, sql<number>`${sql.ref(name)} + ${n}`]),
      );
      const changed = await running(trx, id)
        .set({ ...sums, position, updated_at: sql<Date>`now()` })
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    /** Counts files that were found again before the scan began its way. */
    async addMoved(id: number, files: number): Promise<void> {
      await running(db, id)
        .set({ moved: sql<number>`moved + ${files}` })
        .execute();
    },
    /** Changes a scan that is running; `false` when it is not any more. */
    async change(trx: Db, id: number, values: Partial<Pick<ScanRun, 'part' | 'settled'>>): Promise<boolean> {
      return (await running(trx, id).set(values).executeTakeFirst()).numUpdatedRows > 0n;
    },
    /** Ends a scan that is running and answers it; `null` when it is not any more. */
    async end(
      id: number,
      status: 'completed' | 'stopped' | 'failed',
      why: { readonly code: string; readonly sentence: string; readonly remedy: string | null } | null = null,
    ): Promise<ScanRun | null> {
      const values = { error_code: why?.code ?? null, error: why?.sentence ?? null, remedy: why?.remedy ?? null };
      const row = running(db, id).set({ ...values, status, completed_at: sql<Date>`now()` });
      return (await row.returningAll().executeTakeFirst()) ?? null;
    },
    /** Notes parts of the folder in which something has changed. */
    async noteFolders(folders: readonly ChangedFolder[]): Promise<void> {
      const rows = folders.map(({ folder, deep }) => shortened(folder, deep));
      if (rows.length === 0) return;
      await sql`
        insert into library_scan_folders (folder, deep)
        select folder, bool_or(deep) from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(folder text, deep boolean) group by folder
        on conflict (folder) do update set deep = library_scan_folders.deep or excluded.deep, noted_at = now()`.execute(
        db,
      );
    },
    /** Some of them, oldest first, with when they were noted. */
    async folders(limit: number): Promise<(ChangedFolder & { readonly notedAt: Date })[]> {
      const rows = await db.selectFrom('library_scan_folders').selectAll().orderBy('noted_at').limit(limit).execute();
      return rows.map(({ folder, deep, noted_at }) => ({ folder, deep, notedAt: noted_at }));
    },
    /** Forgets one that was looked at, unless something has changed in it since. */
    async forgetFolder({ folder, notedAt }: ChangedFolder & { readonly notedAt: Date }): Promise<void> {
      await db
        .deleteFrom('library_scan_folders')
        .where('folder', '=', folder)
        .where('noted_at', '<', sql<Date>`${notedAt}::timestamptz + interval '1 millisecond'`)
        .execute();
    },
    /** Everything that was noted before a scan of the whole folder began has been looked at by it. */
    async forgetFoldersBefore(start: Date): Promise<void> {
      await db.deleteFrom('library_scan_folders').where('noted_at', '<', start).execute();
    },
  };
}

/** The queries of scans. */
export type ScanRuns = ReturnType<typeof createScanRuns>;

function shortened(folder: string, deep: boolean): ChangedFolder {
  let path = folder;
  while (Buffer.byteLength(path) > longestFolderBytes) path = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  return { folder: path, deep: deep || path !== folder };
}
