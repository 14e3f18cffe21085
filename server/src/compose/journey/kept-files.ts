import type { PeerStore } from '#peers';
import type { KeptFiles } from '#pipeline';
import { keepableFile, keepFile, passOver } from '#pipeline/verify';
import type { Db } from '#platform/database';

/** What people may do with files that were checked and not taken; passing one over by hand is held against its peer. */
export function createKeptFiles({ db, peers }: { readonly db: Db; readonly peers: PeerStore }): KeptFiles {
  return {
    keepable: async (wishId, downloadId) => (await keepableFile(db, wishId, downloadId))?.downloadId ?? null,
    keep: keepFile,
    passOver: async (trx, wishId) => (await passOver(trx, wishId)) !== null,
    async decline(trx, wishId) {
      const passed = await passOver(trx, wishId);
      if (passed === null) return false;
      await peers.report({ ...passed, kind: 'bad-file' }, trx);
      return true;
    },
  };
}
