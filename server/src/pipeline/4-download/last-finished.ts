import type { Db } from '#platform/database';

/** The newest transfers that ended at the daemon: one whose file was found here, and one whose file was not. */
export interface LastFinished {
  readonly seen: { readonly filename: string; readonly localPath: string; readonly at: Date } | null;
  readonly unseen: { readonly filename: string; readonly sentence: string; readonly at: Date } | null;
}

/** So many downloads are looked back. */
const looked = 300;
/** Why a finished file was not found, as far as the place is to blame (`locate` of the daemon's flat). */
const unseenCodes = new Set([
  'downloads_folder_unknown',
  'downloads_folder_missing',
  'downloads_folder_unreadable',
  'finished_file_not_visible',
  'finished_file_unreadable',
  'outside_downloads',
]);

/** Looks through the newest downloads; proves whether finished files arrive where we look for them. */
export async function lastFinished(db: Db): Promise<LastFinished> {
  const rows = await db
    .selectFrom('downloads')
    .select(['filename', 'local_path', 'finished_at', 'reason_code', 'last_error'])
    .orderBy('id', 'desc')
    .limit(looked)
    .execute();
  let seen: LastFinished['seen'] = null;
  let unseen: LastFinished['unseen'] = null;
  for (const { filename, local_path: localPath, finished_at: at, reason_code: code, last_error: why } of rows) {
    if (at === null) continue;
    if (localPath !== null && (seen === null || seen.at < at)) seen = { filename, localPath, at };
    const lost = localPath === null && unseenCodes.has(code ?? '');
    if (lost && (unseen === null || unseen.at < at)) unseen = { filename, sentence: why ?? '', at };
  }
  return { seen, unseen };
}
