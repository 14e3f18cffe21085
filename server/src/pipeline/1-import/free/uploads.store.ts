import { randomBytes } from 'node:crypto';
import type { Db } from '#platform/database';

/** A token lives this long (contract §9.2). */
const lifeMs = 900_000;
/** So many texts are kept at once; the oldest gives way, so that nobody can fill the disk. */
const mostKept = 100;

/** The queries of uploaded texts; no other file names `free_uploads`. */
export function createUploadStore(db: Db, now: () => Date = () => new Date()) {
  return {
    /** Keeps a text for 15 minutes and returns the token by which it is parsed. */
    async keep(fileName: string, content: string): Promise<string> {
      const token = randomBytes(16).toString('hex');
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom('free_uploads').where('expires_at', '<=', now()).execute();
        await trx
          .deleteFrom('free_uploads')
          .where('token', 'in', (eb) =>
            eb
              .selectFrom('free_uploads')
              .select('token')
              .orderBy('expires_at', 'desc')
              .offset(mostKept - 1),
          )
          .execute();
        const expires_at = new Date(now().getTime() + lifeMs);
        await trx.insertInto('free_uploads').values({ token, file_name: fileName, content, expires_at }).execute();
      });
      return token;
    },

    /** The text behind a token, or `null` when it is unknown or too old. It can be read again until it is too old. */
    async find(token: string): Promise<string | null> {
      const row = await db
        .selectFrom('free_uploads')
        .select('content')
        .where('token', '=', token)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return row?.content ?? null;
    },
  };
}

/** The queries of uploaded texts. */
export type UploadStore = ReturnType<typeof createUploadStore>;
