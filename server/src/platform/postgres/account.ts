import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { run } from './run.ts';

/** The system account that PostgreSQL runs as; undefined means our own (we are not root). */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it an account: the owner of the data folder, or of what it will lie in (the
 * data of an ordinary user stay theirs), else `nobody`. No account is created. It must have a line in /etc/passwd: initdb looks it up.
 */
export async function chooseAccount(dataDir: string): Promise<Account | undefined> {
  if (process.getuid === undefined || process.getuid() !== 0) return undefined;
  const accounts = await readAccounts();
  const uid = await nearestOwner(dataDir);
  const owner = accounts.find((account) => account.uid === uid && account.uid !== 0);
  const chosen = owner ?? accounts.find((account) => account.name === 'nobody') ?? { uid: 65_534, gid: 65_534 };
  return { uid: chosen.uid, gid: chosen.gid };
}

/** Owner of the folder, or of the first one above it that exists. */
async function nearestOwner(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found !== null || dirname(path) === path) return found?.uid ?? 0;
  return nearestOwner(dirname(path));
}

/** Whether the account can enter the folder, found by trying: mode bits alone do not tell (access lists, mount options). */
export async function canEnter(folder: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) return true;
  const { code } = await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/' });
  return code === 0;
}

async function readAccounts(): Promise<{ name: string; uid: number; gid: number }[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name === undefined || uid === undefined || gid === undefined
      ? []
      : [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}
