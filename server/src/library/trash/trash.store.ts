import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';

/** The receipt of a deleted file. Paths are relative, with forward slashes: to the music folder, and to the trash folder. */
export type Receipt = Selectable<Database['trash']>;

/** The queries of the trash; nobody else names the table. */
export function createTrashStore(db: Db) {
  return {
    /** Writes the intent together with the library's row as it is; `null` when the file is unknown or being moved already. */
    async begin(fileId: number, facts: { sha256: string; reason: string; keepDays: number }): Promise<Receipt | null> {
      const { rows } = await sql<Receipt>`
        insert into trash (original_path, trashed_path, size_bytes, sha256, reason, wish_id, library_row, expires_at)
        select path, regexp_replace(path, '^.*/', ''), size_bytes, ${facts.sha256}, ${facts.reason}, wish_id, to_jsonb(library_files),
               now() + ${facts.keepDays} * interval '1 day'
        from library_files where id = ${fileId}
        on conflict do nothing returning *`.execute(db);
      return rows[0] ?? null;
    },
    /** Moves a receipt on; `null` when it is not in `from` any more. */
    async turn(trx: Db, id: number, from: Receipt['state'], to: Receipt['state']): Promise<Receipt | null> {
      const changed = trx.updateTable('trash').set({ state: to }).where('id', '=', id).where('state', '=', from);
      return (await changed.returningAll().executeTakeFirst()) ?? null;
    },
    async find(id: number): Promise<Receipt | null> {
      return (await db.selectFrom('trash').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async forget(trx: Db, id: number): Promise<void> {
      await trx.deleteFrom('trash').where('id', '=', id).execute();
    },
    /** Takes an intent back that nobody has acted on. */
    async forgetMoving(id: number): Promise<void> {
      await db.deleteFrom('trash').where('id', '=', id).where('state', '=', 'moving').execute();
    },
    async removeFile(trx: Db, receipt: Receipt): Promise<void> {
      await trx.deleteFrom('library_files').where('path', '=', receipt.original_path).execute();
    },
    /**
     * Puts the library's row back as it was, under its old id; answers the id. A wish that is gone meanwhile stays gone; a row of a scan that saw the
     * file before gives way.
     */
    async restoreFile(trx: Db, receipt: Receipt): Promise<number> {
      await trx
        .deleteFrom('library_files')
        .where('path', '=', receipt.original_path)
        .where('origin', '=', 'scan')
        .where('wish_id', 'is', null)
        .execute();
      // rows of before there were scans do not say where they come from
      const row = sql`'{"origin": "wish"}'::jsonb || ${JSON.stringify(receipt.library_row)}::jsonb
        || '{"mtime_us": null, "inode": null, "missing_since": null}'::jsonb || jsonb_build_object('wish_id', ${receipt.wish_id}::bigint)`;
      const { rows } = await sql<{ id: number }>`
        insert into library_files overriding system value
        select * from jsonb_populate_record(null::library_files, ${row}) returning id`.execute(trx);
      return rows[0]?.id ?? 0;
    },
    /** Interrupted by a crash, or under way right now. */
    async open(): Promise<Receipt[]> {
      return await db.selectFrom('trash').selectAll().where('state', '<>', 'trashed').orderBy('id').execute();
    },
    async expired(): Promise<Receipt[]> {
      const due = db.selectFrom('trash').selectAll().where('state', '=', 'trashed');
      return await due.where('expires_at', '<', sql<Date>`now()`).orderBy('id').limit(1000).execute();
    },
    /** One page, newest first. */
    async page(limit: number, offset: number): Promise<{ rows: Receipt[]; total: number }> {
      const all = db.selectFrom('trash').where('state', '=', 'trashed');
      const [rows, count] = await Promise.all([
        all.selectAll().orderBy('trashed_at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset).execute(),
        all.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
      ]);
      return { rows, total: count.n };
    },
  };
}
