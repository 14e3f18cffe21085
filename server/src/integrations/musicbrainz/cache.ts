import type { Db } from '#platform/database';
import { json } from '#platform/database';

/** Answers kept in the database, so that restarts and other processes need not ask again. */
export interface Cache {
  /** `undefined`: nothing kept, or too old. `null`: the service does not know it. */
  get(path: string, nowMs: number): Promise<unknown>;
  put(path: string, body: unknown, expiresMs: number, nowMs: number): Promise<void>;
}

/** How many expired rows one `put` removes, now and then. */
const sweep = 200;

/** A cache over the table `musicbrainz_cache`. */
export function createCache(db: Db): Cache {
  let puts = 0;
  return {
    async get(path, nowMs) {
      const row = await db
        .selectFrom('musicbrainz_cache')
        .select(['body'])
        .where('path', '=', path)
        .where('expires_at', '>', new Date(nowMs))
        .executeTakeFirst();
      return row === undefined ? undefined : row.body;
    },
    async put(path, body, expiresMs, nowMs) {
      const row = { body: body === null ? null : json(body), expires_at: new Date(expiresMs) };
      await db
        .insertInto('musicbrainz_cache')
        .values({ path, ...row })
        .onConflict((oc) => oc.column('path').doUpdateSet(row))
        .execute();
      puts += 1;
      if (puts % 50 !== 1) return;
      const old = db.selectFrom('musicbrainz_cache').select('path').where('expires_at', '<', new Date(nowMs));
      await db.deleteFrom('musicbrainz_cache').where('path', 'in', old.limit(sweep)).execute();
    },
  };
}
