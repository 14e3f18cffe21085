import { execFileSync } from 'node:child_process';
import { readdir, readlink, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OpenDatabase, openDatabase } from '../../server/src/platform/database/index.ts';
import { findRunningPostgres } from '../../server/src/platform/postgres/index.ts';

/** Work that is under way needs a moment to come to rest; what is left after this long is a fault. */
const restMs = 20_000;
const silent = (): void => undefined;
const silentLog = { debug: silent, info: silent, warn: silent, error: silent };

/** Rows that must not be there once everything has settled, by what a person would call them. */
const leftovers: Readonly<Record<string, string>> = {
  'operation left open': `select kind || ' ' || target_path as what from file_operations where state = 'intent'`,
  'download left under way': `select id || ' ' || state as what from downloads where state in ('queued', 'downloading')`,
  'wish left under way': `select id || ' ' || stage || '/' || state as what from wishes where state in ('active', 'queued')`,
  'leaked lease': `select name || ' ' || id as what from pgboss.job where state = 'active'`,
  'wish without its file': `select id::text as what from wishes w where state = 'done' and not exists (select from library_files f where f.id = w.library_file_id)`,
  'file of a wish that is not done': `select path as what from library_files f where not exists (select from wishes w where w.id = f.wish_id and w.state = 'done' and w.library_file_id = f.id)`,
  'file recorded twice': `select wish_id::text as what from library_files group by wish_id having count(*) > 1`,
};

/** Asks the running house's database for whatever must not be left; answers one sentence per fault. */
export async function faultsOfRows(dataDir: string, musicDir: string): Promise<string[]> {
  const connection = await findRunningPostgres(dataDir);
  if (connection === null) return ['the database cannot be looked into'];
  const { pool, close } = openDatabase({ connection, maxConnections: 1, log: silentLog });
  try {
    const until = Date.now() + restMs;
    let faults: string[];
    do {
      faults = [];
      for (const [name, query] of Object.entries(leftovers)) {
        const { rows } = await pool.query<{ what: string }>(query);
        faults.push(...rows.map((row) => `${name}: ${row.what}`));
      }
      if (faults.length > 0) await sleep(500);
    } while (faults.length > 0 && Date.now() < until);
    return [...faults, ...(await faultsOfFiles(pool, musicDir))];
  } finally {
    await close();
  }
}

/** Every file has exactly one row of its size, every row has its file, and nothing partial or hidden lies about. */
async function faultsOfFiles(pool: OpenDatabase['pool'], musicDir: string): Promise<string[]> {
  const { rows } = await pool.query<{ path: string; size_bytes: number }>('select path, size_bytes from library_files');
  const known = new Map(rows.map((row) => [row.path, row.size_bytes]));
  const faults: string[] = [];
  for (const path of await filesBelow(musicDir)) {
    const size = known.get(path);
    known.delete(path);
    if (size === undefined) faults.push(`file without a row: ${path}`);
    else if ((await stat(join(musicDir, path))).size !== size)
      faults.push(`file of another size than recorded: ${path}`);
  }
  return [...faults, ...[...known.keys()].map((path) => `row without a file: ${path}`)];
}

/** Where the daemon is and what it holds. */
export interface DaemonAddress {
  readonly url: string;
  readonly apiKey: string;
  /** Its folder of finished files. */
  readonly downloads: string;
}

/** What Harmony left at the daemon: files in folders named like its batches, and transfers under way that nobody waits for. */
export async function leftAtDaemon(daemon: DaemonAddress): Promise<string[]> {
  const batch = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
  const until = Date.now() + restMs;
  let left: string[];
  do {
    const files = (await filesBelow(daemon.downloads)).filter((path) => batch.test(basename(dirname(path))));
    left = [
      ...files.map((path) => `file left behind at the daemon: ${path}`),
      ...(await transfersUnderWay(daemon)).map((what) => `transfer left under way at the daemon: ${what}`),
    ];
    if (left.length > 0) await sleep(500);
  } while (left.length > 0 && Date.now() < until);
  return left;
}

async function transfersUnderWay(daemon: DaemonAddress): Promise<string[]> {
  const answer = await fetch(`${daemon.url}/api/v0/transfers/downloads`, { headers: { 'x-api-key': daemon.apiKey } });
  if (!answer.ok) throw new Error(`The stand-in answers ${answer.status} to the question for its transfers.`);
  const users = (await answer.json()) as {
    username: string;
    directories: { files: { filename: string; state: string }[] }[];
  }[];
  return users.flatMap((user) =>
    user.directories
      .flatMap((directory) => directory.files)
      .filter((file) => !file.state.startsWith('Completed'))
      .map((file) => `${user.username} ${file.filename} (${file.state})`),
  );
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Living processes that name this folder in their command line or work in it. */
export async function processesOf(root: string): Promise<string[]> {
  const lines = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n');
  const found: string[] = [];
  for (const line of lines.map((each) => each.trim())) {
    const [pid = '', state = ''] = line.split(/\s+/);
    if (state.startsWith('Z')) continue;
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (line.includes(root) || folder.startsWith(root)) found.push(line);
  }
  return found;
}

/** Number of the database server that a Harmony has started; `null` when it has none now. */
export function databaseOf(harmonyPid: number): number | null {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  for (const line of lines) {
    const [pid, parent, ...args] = line.trim().split(/\s+/);
    if (Number(parent) === harmonyPid && args[0]?.endsWith('postgres') === true) return Number(pid);
  }
  return null;
}
