import type { Db } from '#platform/database';

/** The queries of files that are not in the music folder any more. */
export function createMissingFiles(db: Db) {
  /** One page of files that are not in the folder any more, newest loss first. */
  async function missing(limit: number, offset: number) {
    const all = db.selectFrom('library_files').where('missing_since', 'is not', null);
    const [rows, count] = await Promise.all([
      all
        .select(['id', 'path', 'title', 'artists', 'album', 'wish_id', 'missing_since'])
        .orderBy('missing_since', 'desc')
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .execute(),
      all.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
    ]);
    return { rows, total: count.n };
  }

  /** Forgets a file that is not in the folder any more; `false` when there is no such. */
  async function forgetMissing(id: number): Promise<boolean> {
    const gone = db.deleteFrom('library_files').where('id', '=', id).where('missing_since', 'is not', null);
    return (await gone.executeTakeFirst()).numDeletedRows > 0n;
  }

  return { missing, forgetMissing };
}
