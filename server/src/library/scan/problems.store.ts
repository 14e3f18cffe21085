import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import type { ScanScope } from './index.store.ts';
import type { ScanProblem, SeenFile } from './types.ts';

/** A problem as stored. */
export type StoredProblem = Selectable<Database['library_scan_problems']>;

const keyOf = (path: string): string => createHash('md5').update(path).digest('hex');
const rowsPerStatement = 250;

/** The queries of what could not be indexed; nobody else names the table `library_scan_problems`. */
export function createScanProblems(db: Db) {
  return {
    /** Those of these files that were looked into as they are now: looking again would say the same. */
    async same(files: readonly SeenFile[]): Promise<ReadonlySet<string>> {
      if (files.length === 0) return new Set();
      const rows = await db
        .selectFrom('library_scan_problems')
        .select(['path', 'size_bytes', 'mtime_us'])
        .where(
          'path_key',
          'in',
          files.map((file) => keyOf(file.path)),
        )
        .execute();
      const stamps = new Map(rows.map((row) => [row.path, `${row.size_bytes} ${row.mtime_us}`]));
      const known = files.filter((file) => stamps.get(file.path) === `${file.sizeBytes} ${file.mtimeUs}`);
      return new Set(known.map((file) => file.path));
    },
    /** Notes problems; those that are known are seen again. */
    async note(trx: Db, problems: readonly ScanProblem[]): Promise<void> {
      for (let from = 0; from < problems.length; from += rowsPerStatement) {
        // one row per path, whatever happens to it twice
        const some = new Map(problems.slice(from, from + rowsPerStatement).map((each) => [each.path, each]));
        const rows = [...some.values()].map(({ path, code, sentence, remedy, stamp }) => ({
          path,
          path_key: keyOf(path),
          code,
          sentence,
          remedy,
          size_bytes: stamp?.sizeBytes ?? null,
          mtime_us: stamp?.mtimeUs ?? null,
        }));
        await sql`
          insert into library_scan_problems (path, path_key, code, sentence, remedy, size_bytes, mtime_us)
          select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as t(path text, path_key text, code text, sentence text, remedy text, size_bytes bigint, mtime_us bigint)
          on conflict (path_key) do update set code = excluded.code, sentence = excluded.sentence, remedy = excluded.remedy,
            size_bytes = excluded.size_bytes, mtime_us = excluded.mtime_us, seen_at = now()`.execute(trx);
      }
    },
    /** Notes that these are as they were. */
    async seenAgain(trx: Db, paths: readonly string[]): Promise<void> {
      if (paths.length === 0) return;
      await trx
        .updateTable('library_scan_problems')
        .set({ seen_at: sql<Date>`now()` })
        .where('path_key', 'in', paths.map(keyOf))
        .execute();
    },
    /** Forgets what a pass over this part of the folder, begun at `start`, has not met again. */
    async forgetUnseen(scope: ScanScope, start: Date): Promise<void> {
      let gone = db.deleteFrom('library_scan_problems').where('seen_at', '<', start);
      if (scope.folder !== '')
        gone = gone.where((eb) =>
          eb.or([
            eb('path', '=', scope.folder),
            eb.and([eb('path', '>', `${scope.folder}/`), eb('path', '<', `${scope.folder}0`)]),
          ]),
        );
      if (scope.shallow) {
        const prefix = scope.folder === '' ? '' : `${scope.folder}/`;
        gone = gone.where(sql<boolean>`strpos(substr(path, length(${prefix}::text) + 1), '/') = 0`);
      }
      await gone.execute();
    },
    async count(): Promise<number> {
      const all = db.selectFrom('library_scan_problems').select((eb) => eb.fn.countAll<number>().as('n'));
      return (await all.executeTakeFirstOrThrow()).n;
    },
    /** One page in the order in which they were first met. */
    async page(filter: {
      readonly code: string | undefined;
      readonly limit: number;
      readonly offset: number;
    }): Promise<{ rows: StoredProblem[]; total: number }> {
      let all = db.selectFrom('library_scan_problems');
      if (filter.code !== undefined) all = all.where('code', '=', filter.code);
      const [rows, count] = await Promise.all([
        all.selectAll().orderBy('id').limit(filter.limit).offset(filter.offset).execute(),
        all.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
      ]);
      return { rows, total: count.n };
    },
  };
}

/** The queries of what could not be indexed. */
export type ScanProblems = ReturnType<typeof createScanProblems>;
