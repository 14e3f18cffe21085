import { opendir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransferNetwork } from '../../../pipeline/4-download/ports.ts';
import type { Daemon } from '../daemon/daemon.ts';

const batchName = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Finds the folders of batches in the downloads folder. Links are left out: what they lead to is not ours. */
export function createBatchFolders(deps: {
  readonly daemon: Daemon;
  readonly downloadsDir: () => Promise<string | null>;
}): TransferNetwork['batchFolders'] {
  return async (signal) => {
    const folders = new Map<string, string>();
    const given = (await deps.downloadsDir()) ?? (await deps.daemon.facts(signal)).downloadsRoot;
    if (given === null) return folders;
    try {
      const root = await realpath(given);
      for await (const entry of await opendir(root))
        if (entry.isDirectory() && batchName.test(entry.name)) folders.set(entry.name, join(root, entry.name));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Said elsewhere, when a file is looked for.
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES') throw error;
    }
    return folders;
  };
}
